"""The indicators room."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Keeps the results of analysis and how each was obtained."""

    name = "recoudre.indicators"
    label = "indicators"
    verbose_name = "Indicateurs"
