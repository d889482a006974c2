"""The configuration as a Django application: it only registers the start-up checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the checks when Django starts."""

    name = "recoudre.config"

    def ready(self) -> None:
        """Register the checks."""
        from recoudre.config import checks  # noqa: F401 - importing registers
