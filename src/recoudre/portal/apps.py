"""The portal room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages that speak of several rooms at once."""

    name = "recoudre.portal"
    label = "portal"
    verbose_name = "Portail"
