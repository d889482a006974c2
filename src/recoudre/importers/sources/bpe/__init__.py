"""Sports, culture and social facilities of INSEE's permanent database (BPE), as places."""

from recoudre.importers.sources.bpe.mapping import INFO, parse

__all__ = ["INFO", "parse"]
