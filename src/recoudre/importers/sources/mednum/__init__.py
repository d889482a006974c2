"""Digital help: any list that follows the national standard « médiation numérique » 1.0."""

from recoudre.importers.sources.mednum.mapping import INFO, parse

__all__ = ["INFO", "parse"]
