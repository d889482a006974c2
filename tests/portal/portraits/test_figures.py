"""Thick and thin: blanks are blanks, order is the lists', denominators are written."""

from recoudre.indicators.reading import Facet
from recoudre.portal.portraits.figures import (
    Compared,
    draw_comparison,
    draw_facet,
    draw_portrait,
    list_unsaid_facets,
)
from recoudre.vocabulary.lists import Bond, Sector
from tests.portal.portraits.rows import make_row, plain

WHOLE = make_row("all", "all", 10)


def test_nothing_listed_draws_nothing():
    assert draw_portrait([]) == []


def test_a_value_that_nobody_lists_is_a_blank_and_not_a_zero():
    figure = draw_facet([make_row("bond", "elective", 4)], WHOLE, Facet.BOND, Bond)

    assert [row[:2] for row in figure.rows] == [
        ("Filiation", "rien de recensé"),
        ("Participation élective", "4,00"),
        ("Participation organique", "rien de recensé"),
        ("Citoyenneté", "rien de recensé"),
    ]


def test_bars_follow_the_closed_list_and_never_their_size():
    rows = [make_row("bond", "citizenship", 9), make_row("bond", "filiation", 1)]

    figure = draw_facet(rows, WHOLE, Facet.BOND, Bond)

    assert [row[0] for row in figure.rows][0::3] == ["Filiation", "Citoyenneté"]


def test_unknown_has_its_own_row_at_the_end():
    rows = [make_row("bond", "elective", 4), make_row("bond", "unknown", 6)]

    assert draw_facet(rows, WHOLE, Facet.BOND, Bond).rows[-1][0] == "Non précisé"


def test_a_rate_comes_with_its_interval_n_and_denominator():
    figure = draw_facet([make_row("bond", "elective", 4)], WHOLE, Facet.BOND, Bond)

    assert figure.rows[1] == ("Participation élective", "4,00", "de 2,00 à 8,00", "4")
    assert "1 000 habitants" in plain(figure.note)


def test_a_long_list_draws_what_is_present_and_names_the_rest():
    figure = draw_facet([make_row("sector", "commune", 4)], WHOLE, Facet.SECTOR, Sector)

    assert [row[0] for row in figure.rows] == ["Commune"]
    assert "entreprise" in figure.note


def test_unknown_residents_leave_the_count_alone():
    whole = make_row("all", "all", 10, residents=None, per_1000=None)
    row = make_row("bond", "elective", 4, residents=None, per_1000=None)

    figure = draw_facet([row], whole, Facet.BOND, Bond)

    assert figure.rows[1][:2] == ("Participation élective", "4")
    assert "la population n’est pas connue" in figure.note


def test_a_facet_unknown_everywhere_is_named_and_not_drawn():
    rows = [WHOLE, make_row("cost", "unknown", 10), make_row("bond", "elective", 4)]

    assert "coût" in list_unsaid_facets(rows)
    assert "cost" not in [one.id for one in draw_portrait(rows)]


def test_the_title_says_the_finding():
    figure = draw_facet([make_row("bond", "elective", 4)], WHOLE, Facet.BOND, Bond)

    assert plain(figure.title) == (
        "Par lien : participation élective (4) ; rien de recensé pour filiation, "
        "participation organique et citoyenneté"
    )


def compare(*, low, high, communes=9):
    wide = make_row(
        "all", "all", 90, communes=communes, per_1000=5.0, per_1000_low=4.0, per_1000_high=6.0
    )
    mine = make_row("all", "all", 10, per_1000_low=low, per_1000_high=high)
    return draw_comparison([Compared("Ici", [mine], is_mine=True), Compared("Là", [wide])])


def test_overlapping_intervals_do_not_say_more_or_less():
    assert compare(low=3.0, high=9.0).title.startswith("Rien ne permet de dire")


def test_apart_intervals_say_which_way():
    assert compare(low=1.0, high=2.0).title.startswith("On recense ici moins")
    assert compare(low=8.0, high=9.0).title.startswith("On recense ici plus")


def test_a_wider_territory_with_no_other_commune_is_not_compared():
    assert compare(low=3.0, high=9.0, communes=1) is None


def test_territories_stay_from_the_nearest_to_the_widest():
    assert [row[0] for row in compare(low=1.0, high=2.0).rows] == ["Ici", "Là (9 communes)"]
