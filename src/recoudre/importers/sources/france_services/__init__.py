"""France services: the one-stop counters of public services, listed by the ANCT."""

from recoudre.importers.sources.france_services.fetch import fetch
from recoudre.importers.sources.france_services.mapping import INFO, parse

__all__ = ["INFO", "fetch", "parse"]
