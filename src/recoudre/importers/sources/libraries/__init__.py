"""Public libraries, listed by the ministry of Culture."""

from recoudre.importers.sources.libraries.fetch import fetch
from recoudre.importers.sources.libraries.mapping import INFO, parse

__all__ = ["INFO", "fetch", "parse"]
