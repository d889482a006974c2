"""Strips of dots: one dot per territory, ours named."""

import pytest
from bs4 import BeautifulSoup

from recoudre.design.charts import Dot, Strip, draw_dots
from recoudre.design.french import NO_BREAK

TITLE = "Ici comme ailleurs"
DOTS = [Dot("A", 0.0), Dot("B", 5.0), Dot("Ici", 10.0, is_mine=True), Dot("C", None)]


@pytest.fixture
def figure():
    """One strip of three known values and one unknown."""
    return draw_dots(TITLE, [Strip("Familles", DOTS)], subject="commune")


def find_all(figure, *names, **attributes):
    """Find elements of the drawing."""
    return BeautifulSoup(figure.svg, "html.parser").find_all(*names, **attributes)


def test_dots_are_placed_from_zero_with_a_margin(figure):
    assert [dot["cx"] for dot in find_all(figure, "circle")] == ["2.00%", "50.00%", "98.00%"]


def test_an_unknown_value_is_in_the_table_and_not_in_the_drawing(figure):
    assert ("Familles", "C", "données insuffisantes") in figure.rows


def test_ours_is_named_and_drawn_last(figure):
    assert "tone-mine" in find_all(figure, "circle")[-1]["class"]
    assert find_all(figure, "text", class_="value")[0].get_text() == f"Ici{NO_BREAK}: 10"


def test_the_alternative_gives_the_spread_and_ours(figure):
    assert figure.alternative.replace(NO_BREAK, " ") == (
        "Familles : 3 valeurs, de 0 à 10, médiane 5. Ici : 10."
    )


def test_the_median_is_a_tick(figure):
    assert [line["x1"] for line in find_all(figure, "line", class_="interval")] == ["50.00%"]


def test_a_strip_without_value_says_so():
    figure = draw_dots(TITLE, [Strip("Familles", [Dot("A", None)])])

    assert figure.alternative.replace(NO_BREAK, " ") == "Familles : données insuffisantes."
    assert find_all(figure, "circle") == []


def test_n_counts_the_known_values_only(figure):
    notes = [text.get_text() for text in find_all(figure, "text", class_="foot")]

    assert f"n{NO_BREAK}={NO_BREAK}3" in notes
