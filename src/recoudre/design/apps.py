"""The room declared to Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """What every page is made of."""

    name = "recoudre.design"
    label = "design"
    verbose_name = "Habillage"
