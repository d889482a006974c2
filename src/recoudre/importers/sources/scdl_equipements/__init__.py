"""Public facilities of local authorities, in the French SCDL form."""

from recoudre.importers.sources.scdl_equipements.mapping import INFO, parse

__all__ = ["INFO", "parse"]
