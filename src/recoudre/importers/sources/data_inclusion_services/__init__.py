"""Services of the inclusion policies, as data·inclusion gathers them."""

from recoudre.importers.sources.data_inclusion_services.mapping import INFO, parse

__all__ = ["INFO", "parse"]
