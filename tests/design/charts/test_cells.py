"""Need by access, and the week."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.charts import CELL_LEVELS, draw_nine_cells, draw_week
from recoudre.vocabulary.lists import Band

TITLE = "Onze communes"
COUNTS = {("high", "low"): 11, ("low", "high"): 4}


def parse(figure):
    """Parse the drawing of a figure."""
    return BeautifulSoup(figure.svg, "html.parser")


def test_the_table_reads_from_high_need_to_low_need():
    assert draw_nine_cells(TITLE, COUNTS).rows == (
        ("Besoin fort", "11", "0", "0"),
        ("Besoin moyen", "0", "0", "0"),
        ("Besoin faible", "0", "0", "4"),
    )


def test_insufficient_data_is_a_row_and_a_hatch():
    figure = draw_nine_cells(TITLE, COUNTS, insufficient=7)

    assert figure.rows[-1] == ("Données insuffisantes", "7", "", "")
    assert parse(figure).find("rect", class_="no-data")["fill"] == "url(#hatch)"


def test_our_cell_is_outlined_and_named():
    drawn = parse(draw_nine_cells(TITLE, COUNTS, mine=("high", "low")))

    assert "cell-high-low" in drawn.find(class_="is-mine")["class"]
    assert "11 · ici" in drawn.get_text()


def test_the_nine_cells_have_nine_colours():
    drawn = parse(draw_nine_cells(TITLE, COUNTS))
    classes = {cell["class"][1] for cell in drawn.find_all(class_="cell")}

    assert classes == {f"cell-{need}-{access}" for need in CELL_LEVELS for access in CELL_LEVELS}


@pytest.mark.parametrize(
    ("count", "strength"),
    [
        (0, "strength-0"),
        (1, "strength-1"),
        (25, "strength-1"),
        (26, "strength-2"),
        (100, "strength-4"),
    ],
)
def test_a_part_of_the_week_is_as_strong_as_its_count(count, strength):
    drawn = parse(draw_week(TITLE, {Band.SUNDAY: count, Band.SATURDAY: 100}))

    assert strength in drawn.find_all(class_="band")[-1]["class"]


def test_the_week_says_every_part_of_it():
    assert draw_week(TITLE, {Band.SUNDAY: 5}).rows == (
        ("en semaine, en journée", "rien"),
        ("en semaine, le soir", "rien"),
        ("le samedi", "rien"),
        ("le dimanche", "5"),
    )


def test_unknown_hours_are_said_apart():
    figure = draw_week(TITLE, {Band.SUNDAY: 5}, unknown=133)

    assert figure.rows[-1] == ("horaires inconnus", "133")
    assert "133 occasions aux horaires inconnus" in parse(figure).get_text()


@given(st.dictionaries(st.sampled_from(list(Band)), st.integers(0, 10**6)))
def test_any_week_can_be_drawn(counts):
    assert len(parse(draw_week(TITLE, counts)).find_all(class_="band")) == len(Band)
