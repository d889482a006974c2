"""OpenStreetMap: the elements of a file, from an extract (.osm.pbf, .osm) or from Overpass."""

from collections.abc import Iterator, Mapping
from typing import Any

import osmium

from recoudre.importers.envelopes import find_list, read_json
from recoudre.importers.reading import UnreadableFileError
from recoudre.importers.sources.osm.tables import KEPT, list_keys

_XML = (b"<?xml", b"<osm")
Cells = dict[str, str]


def read_elements(content: bytes) -> list[Cells]:
    """Read the named elements whose tags the table knows, each once, in the order of the file.

    Raises
        UnreadableFileError: neither an extract nor an answer of Overpass.
    """
    if content.lstrip()[:1] in {b"{", b"["}:
        return [one for item in find_list(read_json(content), "elements")
                if (one := _read_item(item))]  # fmt: skip
    kind = "osm" if content.lstrip().startswith(_XML) else "pbf"
    try:
        found = {one["@id"]: one for one in _read_extract(content, kind)}
    except (RuntimeError, ValueError) as error:
        raise UnreadableFileError(
            f"Ce fichier n’est ni un extrait d’OpenStreetMap (.osm.pbf), ni une réponse "
            f"d’Overpass en JSON ({error}). Vérifiez qu’il est entier, puis renvoyez-le."
        ) from error
    return list(found.values())


def _read_item(item: Any) -> Cells | None:
    """Read one element of Overpass; the point of a way is its centre, else that of its bounds."""
    tags = item.get("tags") if isinstance(item, dict) else None
    if not isinstance(tags, dict) or not _is_wanted(tags):
        return None
    point = item.get("center") or item
    bounds = item.get("bounds")
    if "lat" not in point and isinstance(bounds, dict):
        point = {
            "lat": (bounds["minlat"] + bounds["maxlat"]) / 2,
            "lon": (bounds["minlon"] + bounds["maxlon"]) / 2,
        }
    identity = f"{item.get('type', 'node')}/{item.get('id', '')}"
    return _make_cells(identity, tags, point.get("lat"), point.get("lon"))


def _read_extract(content: bytes, kind: str) -> Iterator[Cells]:
    buffer = osmium.io.FileBuffer(content, kind)
    wanted = osmium.filter.KeyFilter("name")
    for one in osmium.FileProcessor(buffer).with_areas(wanted).with_filter(wanted):
        tags = dict(one.tags)
        if not _is_wanted(tags):
            continue
        if isinstance(one, osmium.osm.Node):
            yield _make_cells(f"node/{one.id}", tags, one.location.lat, one.location.lon)
        elif isinstance(one, osmium.osm.Area):
            kind_of = "way" if one.from_way() else "relation"
            rings = [node for ring in one.outer_rings() for node in ring]
            yield _make_cells(f"{kind_of}/{one.orig_id()}", tags, *_find_center(rings))
        elif isinstance(one, osmium.osm.Way) and not one.is_closed():
            yield _make_cells(f"way/{one.id}", tags, *_find_center(list(one.nodes)))


def _find_center(nodes: list[Any]) -> tuple[float | None, float | None]:
    """Find the middle of the box that holds these nodes; none when no place is known."""
    places = [node.location for node in nodes if node.location.valid()]
    if not places:
        return None, None
    lats, lons = [one.lat for one in places], [one.lon for one in places]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _is_wanted(tags: Mapping[str, Any]) -> bool:
    return bool(tags.get("name")) and not list_keys().isdisjoint(tags)


def _make_cells(identity: str, tags: Mapping[str, Any], lat: Any, lon: Any) -> Cells:
    wanted = list_keys() | set(KEPT)
    kept = {key: str(value) for key, value in tags.items() if key in wanted}
    point = {} if lat is None or lon is None else {"@lat": f"{lat:.7f}", "@lon": f"{lon:.7f}"}
    return {"@id": identity, **kept, **point}
