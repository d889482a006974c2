"""Digital help: the sites where a "conseiller numérique" receives people, listed by the ANCT."""

from recoudre.importers.sources.digital_help.fetch import fetch
from recoudre.importers.sources.digital_help.mapping import INFO, parse

__all__ = ["INFO", "fetch", "parse"]
