"""OpenStreetMap: an extract (.osm.pbf) or an answer of Overpass, kept apart under ODbL."""

from recoudre.importers.sources.osm.mapping import INFO, parse

__all__ = ["INFO", "parse"]
