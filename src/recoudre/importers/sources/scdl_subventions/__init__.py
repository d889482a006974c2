"""Grants of local authorities, in the French SCDL form: what associations carry, for how much."""

from recoudre.importers.sources.scdl_subventions.mapping import INFO, parse

__all__ = ["INFO", "parse"]
