"""The atlas: the initiatives that the white paper names, in our own words, from a file we ship."""

from recoudre.importers.sources.atlas.fetch import fetch, read_communes, read_shipped
from recoudre.importers.sources.atlas.mapping import INFO, parse

__all__ = ["INFO", "fetch", "parse", "read_communes", "read_shipped"]
