"""Rows of bars: from zero, with intervals and n, and a hatch where data are insufficient."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.charts import Bar, Panel, Reference, draw_bars, draw_small_multiples
from recoudre.design.french import NARROW, NO_BREAK

TITLE = "Ici, deux fois moins de lieux que là-bas"
HERE = Bar("Ici", 2.0, low=1.0, high=3.0, n=12, tone="mine")
THERE = Bar("Là-bas", 4.0)
SILENT = Bar("Ailleurs", None, n=2)


def parse(figure):
    """Parse the drawing of a figure."""
    return BeautifulSoup(figure.svg, "html.parser")


def list_widths(figure):
    """List the widths of the bars."""
    return [rect["width"] for rect in parse(figure).find_all("rect", class_="bar")]


def test_lengths_are_in_proportion_from_zero():
    assert list_widths(draw_bars(TITLE, [HERE, THERE])) == ["50.00%", "100.00%"]


def test_the_scale_holds_the_intervals_and_the_reference():
    bars = [Bar("Ici", 2.0, low=1.0, high=5.0)]
    figure = draw_bars(TITLE, bars, reference=Reference("ensemble", 8.0))

    assert list_widths(figure) == ["25.00%"]


def test_the_table_says_everything_that_is_drawn():
    figure = draw_bars(TITLE, [HERE, SILENT], unit="lieux", decimals=1, subject="commune")

    assert figure.headers == ("commune", "valeur", "intervalle", "n")
    assert figure.rows == (
        ("Ici", f"2,0{NO_BREAK}lieux", "de 1,0 à 3,0", "12"),
        ("Ailleurs", "données insuffisantes", "", "2"),
    )


def test_the_alternative_says_it_in_words():
    assert draw_bars(TITLE, [HERE, THERE]).alternative == (
        f"Ici{NO_BREAK}: 2{NARROW}; Là-bas{NO_BREAK}: 4."
    )


def test_the_drawing_carries_its_alternative():
    figure = draw_bars(TITLE, [HERE])

    assert parse(figure).svg["aria-label"] == figure.alternative


def test_an_interval_is_a_line_over_the_bar():
    intervals = parse(draw_bars(TITLE, [HERE])).find_all("line", class_="interval")

    assert [(line["x1"], line["x2"]) for line in intervals] == [
        ("33.33%", "100.00%"),
        ("33.33%", "33.33%"),
        ("100.00%", "100.00%"),
    ]


def test_insufficient_data_is_a_hatch_and_no_bar():
    drawn = parse(draw_bars(TITLE, [SILENT]))

    assert drawn.find("rect")["fill"] == "url(#hatch)"
    assert drawn.find("rect", class_="bar") is None


def test_a_missing_value_may_say_why_in_the_drawing_and_in_the_table():
    figure = draw_bars(TITLE, [Bar("Ici", None, missing="rien de recensé")])

    assert "rien de recensé" in parse(figure).get_text()
    assert figure.rows[0][1] == "rien de recensé"


def test_a_value_of_zero_is_drawn_as_zero_not_as_a_hatch():
    assert list_widths(draw_bars(TITLE, [Bar("Ici", 0.0), THERE])) == ["0.00%", "100.00%"]


def test_no_bar_at_all_is_still_a_figure():
    assert draw_bars(TITLE, []).rows == ()


def test_the_name_of_a_place_is_escaped():
    assert "<b>" not in draw_bars(TITLE, [Bar("<b>Ici</b>", 1.0)]).svg


def test_small_multiples_share_one_scale():
    panels = [Panel("Naître", [Bar("lieux", 1.0)]), Panel("Vivre", [Bar("lieux", 4.0)])]

    assert list_widths(draw_small_multiples(TITLE, panels)) == ["25.00%", "100.00%"]


def test_small_multiples_have_one_table():
    panels = [Panel("Naître", [Bar("lieux", 1.0)]), Panel("Vivre", [Bar("lieux", None)])]

    assert draw_small_multiples(TITLE, panels).rows == (
        ("Naître", "lieux", "1", "", ""),
        ("Vivre", "lieux", "données insuffisantes", "", ""),
    )


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e9)), max_size=20))
def test_every_bar_has_its_row(values):
    figure = draw_bars(TITLE, [Bar(f"commune {i}", value) for i, value in enumerate(values)])

    assert len(figure.rows) == len(values)
    assert len(parse(figure).find_all("rect")) == len(values)


@given(st.lists(st.floats(0, 1e9), max_size=20))
def test_no_drawing_needs_an_inline_style(values):
    assert "style=" not in draw_bars(TITLE, [Bar("commune", value) for value in values]).svg
