"""Digital help in Auvergne-Rhône-Alpes: the places that the Hinaura network maps."""

from recoudre.importers.sources.hinaura.mapping import INFO, parse

__all__ = ["INFO", "parse"]
