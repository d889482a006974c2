"""Outlines: which communes touch, what several make together, and distances in metres."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Geometry = dict[str, Any]

METERS_PER_DEGREE = 111_195.0

# Neighbours drawn from the same simplified borders share their vertices exactly; this only forgives
# the rounding of coordinates to the third decimal: 0.0005 degree, some 50 m.
TOUCH_TOLERANCE_DEG = 0.0005

# A group is drawn at the scale of a département or wider: 0.001 degree, some 100 m.
GROUP_TOLERANCE_DEG = 0.001

_DECIMALS = 5


def read_geometry(outline: Geometry) -> BaseGeometry:
    """Read a GeoJSON polygon or multipolygon, made valid when its border crosses itself.

    Raises
        ValueError: the coordinates do not make a polygon.
    """
    try:
        geometry = shapely.from_geojson(json.dumps(outline))
    except shapely.GEOSException as error:
        raise ValueError(f"not a GeoJSON geometry: {error}") from error
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        raise ValueError(f"a polygon was expected, not {geometry.geom_type}")
    return geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure")


def write_geometry(geometry: BaseGeometry) -> Geometry:
    """Write a geometry as GeoJSON, its coordinates rounded to some metre."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, _DECIMALS))
    outline: Geometry = json.loads(shapely.to_geojson(rounded))
    return outline


def compute_neighbours(outlines: Mapping[str, BaseGeometry]) -> dict[str, list[str]]:
    """List, for each outline, the codes of the others that it touches, in order.

    Example
        >>> from shapely import box
        >>> compute_neighbours({"A": box(0, 0, 1, 1), "B": box(1, 0, 2, 1), "C": box(3, 0, 4, 1)})
        {'A': ['B'], 'B': ['A'], 'C': []}
    """
    codes = list(outlines)
    neighbours: dict[str, list[str]] = {code: [] for code in codes}
    geometries = np.array([outlines[code] for code in codes], dtype=object)
    if not codes:
        return neighbours
    tree = shapely.STRtree(geometries)
    pairs = tree.query(geometries, predicate="dwithin", distance=TOUCH_TOLERANCE_DEG)
    for one, other in pairs.T:
        if one != other:
            neighbours[codes[one]].append(codes[other])
    return {code: sorted(others) for code, others in neighbours.items()}


def join_outlines(outlines: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join the outlines of the members of a group into its own, simplified to some 100 m."""
    joined = shapely.union_all(list(outlines), grid_size=1e-6)
    return shapely.simplify(joined, GROUP_TOLERANCE_DEG, preserve_topology=True)


def find_inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Give the latitude and longitude of a point inside an outline."""
    point = geometry.representative_point()
    return round(point.y, _DECIMALS), round(point.x, _DECIMALS)


def compute_distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Compute the distance in metres, as the crow flies, between two points (haversine).

    Example
        >>> round(compute_distance_m(44.0, 5.0, 45.0, 5.0))
        111195
    """
    south, north = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (north - south) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(south) * math.cos(north) * math.sin(half_lon) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(min(1.0, chord)))) * METERS_PER_DEGREE


def compute_distance_to_outline_m(geometry: BaseGeometry, lat: float, lon: float) -> float:
    """Compute the distance in metres from a point to an outline, 0 inside.

    Degrees are turned into metres around the point: exact to 1 % within some 100 km.
    """
    scale = np.array([METERS_PER_DEGREE * math.cos(math.radians(lat)), METERS_PER_DEGREE])
    around = shapely.transform(geometry, lambda points: (points - (lon, lat)) * scale)
    return float(shapely.distance(around, shapely.Point(0.0, 0.0)))
