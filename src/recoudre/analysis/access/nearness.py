"""Pairs of points near each other, by a grid join that any engine can run."""

import math

import ibis
from ibis import _

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180
MARGIN = 1.01
STEPS = (-1, 0, 1)


def pair_near(left: ibis.Table, right: ibis.Table, *, reach_m: float) -> ibis.Table:
    """Pair the rows of two tables of points that are at most `reach_m` apart.

    Reads
        left, right: lat, lon float64, degrees WGS 84, never null; no other column in common

    Returns
        The columns of both but lat and lon, and distance_m float64, metres along the sphere, at
        most `reach_m`, included. One row per pair, in no particular order, lazy.

    Method
        Points are put in cells of the size of the reach; a cell meets its eight neighbours. Rows
        of cells follow parallels; in each row cells are as wide as its narrowest neighbouring
        parallel asks. Distance by the haversine formula. Pairs across the 180th meridian are
        not found.

    Example
        >>> here = ibis.memtable({"a": ["Dieulefit"], "lat": [44.525], "lon": [5.065]})
        >>> there = ibis.memtable({"b": ["Montélimar"], "lat": [44.556], "lon": [4.749]})
        >>> pair_near(here, there, reach_m=30_000).distance_m.round(-2).to_pyarrow().to_pylist()
        [25300.0]
    """
    row_degrees = reach_m * MARGIN / METRES_PER_DEGREE
    spread = left.rename(left_lat="lat", left_lon="lon").cross_join(_list_steps())
    spread = spread.mutate(row=_row_of(_.left_lat, row_degrees) + _.row_step)
    spread = spread.mutate(cell=_cell_of(_.left_lon, _.row, row_degrees) + _.cell_step)
    placed = right.rename(right_lat="lat", right_lon="lon")
    placed = placed.mutate(row=_row_of(_.right_lat, row_degrees))
    placed = placed.mutate(cell=_cell_of(_.right_lon, _.row, row_degrees))
    pairs = spread.join(placed, ["row", "cell"]).mutate(
        distance_m=_haversine(_.left_lat, _.left_lon, _.right_lat, _.right_lon)
    )
    return pairs.filter(_.distance_m <= reach_m).drop(
        "row", "cell", "row_step", "cell_step", "left_lat", "left_lon", "right_lat", "right_lon"
    )


def _list_steps() -> ibis.Table:
    steps = [(row, cell) for row in STEPS for cell in STEPS]
    return ibis.memtable(
        {"row_step": [row for row, _cell in steps], "cell_step": [cell for _row, cell in steps]}
    )


def _row_of(lat: ibis.Deferred, row_degrees: float) -> ibis.Deferred:
    return (lat / row_degrees).floor().cast("int64")


def _cell_of(lon: ibis.Deferred, row: ibis.Deferred, row_degrees: float) -> ibis.Deferred:
    """Number the cell of a longitude in a row, as wide as two rows nearer to the pole need."""
    highest_lat = ibis.least((row.abs() + 2) * row_degrees, 89.0)
    return (lon * highest_lat.radians().cos() / row_degrees).floor().cast("int64")


def _haversine(
    lat_1: ibis.Deferred, lon_1: ibis.Deferred, lat_2: ibis.Deferred, lon_2: ibis.Deferred
) -> ibis.Deferred:
    across = ((lon_2 - lon_1).radians() / 2).sin().pow(2)
    along = ((lat_2 - lat_1).radians() / 2).sin().pow(2)
    square = along + lat_1.radians().cos() * lat_2.radians().cos() * across
    return ibis.least(square, 1.0).sqrt().asin() * (2 * EARTH_RADIUS_M)
