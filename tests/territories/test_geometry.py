"""Outlines: which touch, what several make together, distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from recoudre.territories.geometry import (
    compute_distance_m,
    compute_distance_to_outline_m,
    compute_neighbours,
    find_inner_point,
    join_outlines,
    read_geometry,
    write_geometry,
)

lats = st.floats(-60, 60)
lons = st.floats(-179, 179)


def test_communes_that_share_a_border_are_neighbours():
    row = {"A": box(0, 0, 1, 1), "B": box(1, 0, 2, 1), "C": box(2, 0, 3, 1)}

    assert compute_neighbours(row) == {"A": ["B"], "B": ["A", "C"], "C": ["B"]}


def test_a_corner_is_enough_and_fifty_metres_are_forgiven():
    assert compute_neighbours({"A": box(0, 0, 1, 1), "B": box(1, 1, 2, 2)})["A"] == ["B"]
    assert compute_neighbours({"A": box(0, 0, 1, 1), "B": box(1.0004, 0, 2, 1)})["A"] == ["B"]
    assert compute_neighbours({"A": box(0, 0, 1, 1), "B": box(1.002, 0, 2, 1)})["A"] == []


def test_no_outline_has_no_neighbour():
    assert compute_neighbours({}) == {}


def test_two_squares_make_a_rectangle():
    joined = join_outlines([box(0, 0, 1, 1), box(1, 0, 2, 1)])

    assert joined.equals(box(0, 0, 2, 1))


def test_a_border_that_crosses_itself_is_repaired():
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}

    assert read_geometry(bow_tie).is_valid


@pytest.mark.parametrize(
    "broken", [{"type": "Point", "coordinates": [5, 44]}, {"type": "Polygon"}, {}, {"type": "X"}]
)
def test_what_is_no_polygon_is_refused(broken):
    with pytest.raises(ValueError, match=r"expected|not a GeoJSON"):
        read_geometry(broken)


def test_an_outline_is_written_as_it_was_read():
    outline = {"type": "Polygon", "coordinates": [[[5, 44], [5.1, 44], [5.1, 44.1], [5, 44]]]}

    assert write_geometry(read_geometry(outline)) == outline


def test_the_point_of_an_outline_is_inside_even_when_the_middle_is_not():
    horseshoe = box(0, 0, 3, 3).difference(box(1, 0, 2, 2))

    lat, lon = find_inner_point(horseshoe)

    assert horseshoe.contains(Point(lon, lat))


def test_a_degree_of_latitude_is_some_111_km():
    assert compute_distance_m(44.0, 5.0, 45.0, 5.0) == pytest.approx(111_195)


def test_the_distance_to_an_outline_is_counted_in_metres():
    square = box(5.0, 44.0, 5.1, 44.1)

    # 0.01 degree of latitude = 1,112 m; of longitude, 1,112 x cos(44.05) = 799 m.
    assert compute_distance_to_outline_m(square, 43.99, 5.05) == pytest.approx(1_112, rel=0.01)
    assert compute_distance_to_outline_m(square, 44.05, 5.11) == pytest.approx(799, rel=0.01)
    assert compute_distance_to_outline_m(square, 44.05, 5.05) == 0


@given(lats, lons, lats, lons)
def test_the_way_back_is_as_long(lat, lon, other_lat, other_lon):
    there = compute_distance_m(lat, lon, other_lat, other_lon)

    assert compute_distance_m(other_lat, other_lon, lat, lon) == pytest.approx(there)
    assert 0 <= there <= 20_100_000


@given(lats, lons)
def test_a_point_is_nowhere_from_itself(lat, lon):
    assert compute_distance_m(lat, lon, lat, lon) == 0
