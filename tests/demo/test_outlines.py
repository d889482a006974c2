"""Outlines: cells of Voronoi with borders that wander, the same on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from recoudre.demo.outlines import draw_outlines, is_inside, outer_ring, signed_area

SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]
AROUND = [(-9.0, -8.0), (0.0, -9.5), (9.0, -8.0), (9.0, 8.0), (0.0, 9.0), (-9.0, 8.0)]


def test_the_area_of_a_square_of_two_is_four():
    assert signed_area(SQUARE) == 4.0
    assert signed_area(SQUARE[::-1]) == -4.0


def test_a_point_is_inside_or_not():
    assert is_inside((1.0, 1.0), SQUARE)
    assert not is_inside((3.0, 1.0), SQUARE)


def test_two_neighbours_share_their_border():
    left, right = draw_outlines([(-3.0, 0.0), (3.0, 0.4), *AROUND], 2)

    shared = set(left) & set(right)

    assert len(shared) > 2
    assert Polygon(left).touches(Polygon(right))


def test_the_outer_ring_of_two_neighbours_is_their_union():
    rings = draw_outlines([(-3.0, 0.0), (3.0, 0.4), *AROUND], 2)

    outer = Polygon(outer_ring(rings))

    assert outer.area == pytest.approx(sum(Polygon(ring).area for ring in rings))


@given(st.floats(-4, -2), st.floats(-1, 1), st.floats(2, 4), st.floats(-1, 1))
def test_a_seed_is_in_its_own_cell(ax, ay, bx, by):
    rings = draw_outlines([(ax, ay), (bx, by), *AROUND], 2)

    assert Polygon(rings[0]).contains(Point(ax, ay))
    assert signed_area(rings[1]) > 0
