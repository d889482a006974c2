"""The importers room."""

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """Brings open data in: one folder per source, one runner for all."""

    name = "recoudre.importers"
    label = "importers"
    verbose_name = "Imports"
