"""Points: decimal commas, Lambert-93, swapped axes, (0, 0), and what lies outside France."""

import math
import re
from functools import lru_cache

from pyproj import Transformer

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import is_filler
from recoudre.vocabulary.records import DoubtName, RepairName

Point = tuple[float, float] | None

# (south, north, west, east) in degrees, a little wider than the land. Public geography.
FRENCH_BOXES: dict[str, tuple[float, float, float, float]] = {
    "métropole": (41.2, 51.2, -5.4, 9.8),
    "Guadeloupe": (15.7, 16.7, -62.0, -60.9),
    "Martinique": (14.3, 15.0, -61.4, -60.7),
    "Guyane": (2.0, 6.0, -54.8, -51.5),
    "La Réunion": (-21.5, -20.8, 55.1, 56.0),
    "Mayotte": (-13.1, -12.5, 44.9, 45.4),
    "Saint-Pierre-et-Miquelon": (46.6, 47.3, -56.6, -56.0),
    "Saint-Barthélemy": (17.8, 18.0, -63.0, -62.7),
    "Saint-Martin": (18.0, 18.2, -63.2, -62.9),
    "Nouvelle-Calédonie": (-23.0, -17.9, 157.5, 168.5),
    "Polynésie française": (-28.2, -7.7, -155.5, -134.0),
    "Wallis-et-Futuna": (-14.6, -13.0, -178.5, -175.9),
}
# Metres, easting then northing, where Lambert-93 (EPSG:2154) covers mainland France.
LAMBERT_93_EASTING = (0.0, 1_300_000.0)
LAMBERT_93_NORTHING = (6_000_000.0, 7_150_000.0)
# About a kilometre around (0, 0), in degrees.
NULL_ISLAND_DEGREES = 0.01
# Seven decimals are a centimetre: more would only be noise.
DECIMALS = 7

_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_SPACES = re.compile(r"[\s\xa0\u202f]")


def mend_point(lat_cell: str, lon_cell: str, column: str) -> Mended[Point]:
    """Read a point from its two cells: WGS 84 degrees (latitude, longitude), or none.

    Two empty cells are a legal absence. What cannot be read, or lies outside France, is no point
    and raises a doubt; (0, 0) is a failed geocoding.

    Example
        >>> mend_point("44,5309", "5,0649", "latitude, longitude").value
        (44.5309, 5.0649)
        >>> mend_point("5.0649", "44.5309", "latitude, longitude").value
        (44.5309, 5.0649)
    """
    said = f"{lat_cell.strip()} {lon_cell.strip()}".strip()
    start: Mended[Point] = Mended(None)
    if _is_empty(lat_cell) and _is_empty(lon_cell):
        return start.add(RepairName.PLACEHOLDER, column, said, None, "") if said else start
    lat, lon = read_number(lat_cell), read_number(lon_cell)
    if lat is None or lon is None:
        return start.doubt(DoubtName.POINT_UNREADABLE, column, said, None)
    if "," in said:
        start = _keep(start, RepairName.DECIMAL_COMMA, column, said, (lat, lon))
    return _place(start, lat, lon, column, said)


def _place(start: Mended[Point], lat: float, lon: float, column: str, said: str) -> Mended[Point]:
    """Decide what two numbers are: a point of France, swapped axes, a projection, or nothing."""
    if abs(lat) < NULL_ISLAND_DEGREES and abs(lon) < NULL_ISLAND_DEGREES:
        return start.add(RepairName.NULL_ISLAND, column, said, None, "")
    if is_in_france(lat, lon):
        return Mended((lat, lon), start.repairs)
    if is_in_france(lon, lat):
        return _keep(start, RepairName.SWAPPED_AXES, column, said, (lon, lat))
    if (point := read_lambert_93(lat, lon)) is not None:
        return _keep(start, RepairName.LAMBERT_93, column, said, point)
    return start.doubt(DoubtName.POINT_OUTSIDE_FRANCE, column, said, None)


def _keep(
    start: Mended[Point], name: RepairName, column: str, said: str, point: tuple[float, float]
) -> Mended[Point]:
    return start.add(name, column, said, point, f"{point[0]} {point[1]}")


def is_in_france(lat: float, lon: float) -> bool:
    """Say whether a point falls in one of the boxes of France, overseas included."""
    return any(
        south <= lat <= north and west <= lon <= east
        for south, north, west, east in FRENCH_BOXES.values()
    )


def read_lambert_93(one: float, other: float) -> Point:
    """Convert Lambert-93 metres, in either order, to (latitude, longitude); None when not."""
    easting, northing = sorted((one, other))
    if not _is_between(easting, LAMBERT_93_EASTING):
        return None
    if not _is_between(northing, LAMBERT_93_NORTHING):
        return None
    lon, lat = _find_transformer().transform(easting, northing)
    point = (round(lat, DECIMALS), round(lon, DECIMALS))
    return point if is_in_france(*point) else None


def read_number(cell: str) -> float | None:
    """Read a number written the French way or not; None when it is not one.

    Example
        >>> read_number("429 912,5"), read_number("Nord")
        (429912.5, None)
    """
    text = _SPACES.sub("", cell).replace(",", ".")
    if not _NUMBER.match(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _is_empty(cell: str) -> bool:
    text = cell.strip()
    return not text or is_filler(text)


def _is_between(number: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= number <= bounds[1]


@lru_cache(maxsize=1)
def _find_transformer() -> Transformer:
    """Find the one transformer of the process: building it costs more than thousands of points."""
    return Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
