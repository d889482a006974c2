"""Public events of OpenAgenda: the flat list of Opendatasoft, or the answer of the API."""

from recoudre.importers.sources.openagenda.mapping import INFO, parse

__all__ = ["INFO", "parse"]
