"""The observation room."""

from django.apps import AppConfig


class ObservationConfig(AppConfig):
    """What we know at one moment, as a data package."""

    name = "recoudre.observation"
    label = "observation"
    verbose_name = "Observation"
