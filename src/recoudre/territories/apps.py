"""The room of the territories."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Communes, intercommunalities, départements and régions."""

    name = "recoudre.territories"
    label = "territories"
    verbose_name = "Territoires"
