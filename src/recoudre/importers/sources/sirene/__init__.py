"""Associations of the Sirene register, as the projects of their establishments."""

from recoudre.importers.sources.sirene.mapping import INFO, parse

__all__ = ["INFO", "parse"]
