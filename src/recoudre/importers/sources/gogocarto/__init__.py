"""Citizens' maps: the elements that any GoGoCarto project publishes."""

from recoudre.importers.sources.gogocarto.mapping import INFO, parse

__all__ = ["INFO", "parse"]
