"""Third places: the national base that the CGET published in 2019."""

from recoudre.importers.sources.tiers_lieux.mapping import INFO, parse

__all__ = ["INFO", "parse"]
