"""What every chart is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.charts.figure import draw_element, place, write_value
from recoudre.design.french import NO_BREAK


def test_an_element_escapes_what_it_is_given():
    drawn = draw_element("text", "a < b", class_="label", stroke_width=2)

    assert drawn == '<text class="label" stroke-width="2">a &lt; b</text>'


def test_elements_already_drawn_are_not_escaped_twice():
    inner = draw_element("title", "é & è")

    assert draw_element("g", [inner]) == "<g><title>é &amp; è</title></g>"


@pytest.mark.parametrize(
    ("value", "written"),
    [(2.5, f"2,5{NO_BREAK}%"), (None, "données insuffisantes"), (0, f"0,0{NO_BREAK}%")],
)
def test_an_absent_value_is_not_zero(value, written):
    assert write_value(value, unit="%", decimals=1) == written


@pytest.mark.parametrize(
    ("value", "maximum", "placed"),
    [
        (0, 10, "0.00%"),
        (5, 10, "50.00%"),
        (10, 10, "100.00%"),
        (12, 10, "100.00%"),
        (3, 0, "0.00%"),
    ],
)
def test_the_baseline_is_zero(value, maximum, placed):
    assert place(value, maximum) == placed


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_nothing_is_drawn_outside_the_chart(value, maximum):
    assert 0 <= float(place(value, maximum).removesuffix("%")) <= 100
