"""Maps drawn from outlines."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.charts import MapPoint, Shape, draw_map
from recoudre.design.charts.outlines import WIDTH

TITLE = "Une seule commune réunit les deux"


def square(west, south, size=1.0):
    """Draw a square as a GeoJSON polygon."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def list_positions(figure):
    """List the x and y of every point of every path."""
    numbers = re.findall(r"(-?[\d.]+) (-?[\d.]+)", " ".join(list_paths(figure)))
    return [(float(x), float(y)) for x, y in numbers]


def list_paths(figure):
    """List what the paths of a map say."""
    return [path["d"] for path in BeautifulSoup(figure.svg, "html.parser").find_all("path")]


def test_north_is_up_and_east_is_right():
    figure = draw_map(TITLE, [Shape("1", "A", square(0, 0), "strength-1")])

    assert list_paths(figure) == ["M6.0 594.0L594.0 594.0L594.0 6.0L6.0 6.0L6.0 594.0Z"]


def test_a_degree_is_narrower_far_from_the_equator():
    # At 60 degrees, one degree of longitude is half one of latitude: the square is twice as high.
    figure = draw_map(TITLE, [Shape("1", "A", square(0, 59.5), "strength-1")])
    xs, ys = zip(*list_positions(figure), strict=True)

    assert (max(ys) - min(ys)) / (max(xs) - min(xs)) == pytest.approx(2, rel=1e-3)


def test_insufficient_data_is_hatched_and_said():
    figure = draw_map(TITLE, [Shape("1", "A", square(0, 0), None)])

    assert BeautifulSoup(figure.svg, "html.parser").path["fill"] == "url(#hatch)"
    assert figure.rows == (("A", "données insuffisantes"),)


def test_ours_is_drawn_last():
    shapes = [Shape("1", "A", square(0, 0), "x", is_mine=True), Shape("2", "B", square(1, 0), "x")]
    drawn = BeautifulSoup(draw_map(TITLE, shapes).svg, "html.parser")

    assert "is-mine" in drawn.find_all("path")[-1]["class"]


def test_a_territory_without_outline_is_in_the_table_only():
    figure = draw_map(TITLE, [Shape("1", "A", None, "x", "4 lieux")])

    assert (list_paths(figure), figure.rows) == ([], (("A", "4 lieux"),))


def test_every_part_of_a_multipolygon_is_drawn():
    parts = [square(0, 0)["coordinates"], square(2, 0)["coordinates"]]
    figure = draw_map(TITLE, [Shape("1", "A", {"type": "MultiPolygon", "coordinates": parts}, "x")])

    assert list_paths(figure)[0].count("M") == 2


def test_a_point_is_placed_on_the_map():
    shapes = [Shape("1", "A", square(-0.5, -0.5), "x")]
    figure = draw_map(TITLE, shapes, points=[MapPoint(lat=0, lon=0, tone="elective")])
    circle = BeautifulSoup(figure.svg, "html.parser").circle

    assert (circle["cx"], circle["cy"]) == ("300.0", "300.0")


def test_a_given_alternative_replaces_the_list_of_names():
    figure = draw_map(TITLE, [Shape("1", "A", square(0, 0), "x")], alternative="Un carré.")

    assert BeautifulSoup(figure.svg, "html.parser").svg["aria-label"] == "Un carré."


@given(st.floats(-179, 178), st.floats(-80, 79), st.floats(0.001, 1))
def test_no_outline_leaves_the_drawing(west, south, size):
    figure = draw_map(TITLE, [Shape("1", "A", square(west, south, size), "x")])

    assert all(0 <= x <= WIDTH for x, _ in list_positions(figure))
