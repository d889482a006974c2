"""One commune: its needs, its access, and each beside the other."""

import pytest

from recoudre.indicators.packing import Findings
from recoudre.indicators.reading import AccessRow
from recoudre.portal.portraits.crossings import label_bond, read_crossings, write_group
from recoudre.territories.models import IndicatorValue
from tests.portal.portraits.rows import lay_columns, make_gap, make_unsaid_gap, plain


def read(gaps=(), accesses=(), values=()):
    tables = {}
    if gaps:
        tables["gaps"] = lay_columns(list(gaps))
    if accesses:
        tables["access"] = lay_columns(list(accesses))
    return read_crossings(Findings("26114", tables), values)


def make_value(**changes):
    told = {"indicator": "living_alone", "year": 2017, "value": 42.0, "missing_reason": ""}
    return IndicatorValue(**(told | changes))


def test_a_need_gives_its_value_its_third_and_its_bounds():
    need = read([make_gap("gap")], values=[make_value()]).needs[0]

    assert plain(need.value) == "42,0 %"
    assert plain(need.position) == "tiers haut de 41 communes de 2 000 à 9 999 habitants"
    assert plain(need.bounds) == ("limites des tiers : 25,0 % et 30,0 %")


def test_a_hidden_need_says_why_and_never_zero():
    need = read(values=[make_value(value=None, missing_reason="secrecy")]).needs[0]

    assert (need.value, need.missing) == ("", "masqué par le secret statistique")


def test_a_need_without_a_row_is_not_published():
    assert read().needs[0].missing == "non publié"


def test_the_latest_year_is_the_one_that_is_told():
    values = [make_value(year=2020, value=10.0), make_value(year=2017)]

    assert read(values=values).needs[0].year == 2020


def test_access_says_what_is_within_reach_and_how_blurred():
    access = read(accesses=[AccessRow("26114", "elective", 0.25, 4, 1, None)]).accesses[0]

    assert (access.value, access.reached) == ("0,25", "4, dont 1 située à la commune près")


def test_nothing_within_reach_is_a_blank_and_not_a_zero():
    access = read(accesses=[AccessRow("26114", "filiation", 0.0, 0, 0, None)]).accesses[0]

    assert (access.value, access.reached) == ("non mesurable", "rien de recensé à portée")


def test_an_access_that_cannot_be_measured_says_why():
    access = read(accesses=[AccessRow("26114", "all", None, None, None, "no_point")]).accesses[0]

    assert (access.value, access.missing) == ("", "la commune n’a pas de point connu")


def test_a_crossing_stands_in_its_cell():
    crossing = read([make_gap("likely")]).rows[0].crossings[0]

    assert (crossing.tone, crossing.words) == ("cell-high-low", "besoin fort, accès faible")


def test_a_crossing_without_data_has_no_cell_and_a_reason():
    crossing = read([make_unsaid_gap("need_hidden")]).rows[0].crossings[0]

    assert (crossing.tone, crossing.words) == ("", "chiffre masqué par le secret statistique")


def test_gaps_come_first_and_the_rest_is_folded():
    gaps = [
        make_unsaid_gap("coverage_silent", bond="filiation"),
        make_gap("no_gap", bond="all", access_position="high"),
        make_gap("gap"),
    ]

    groups = read(gaps).groups

    assert [(group.verdict, group.is_folded) for group in groups] == [
        ("gap", False),
        ("no_gap", True),
        ("insufficient_data", True),
    ]


def test_every_sentence_ends_in_a_question():
    gaps = [make_gap("gap"), make_gap("likely", bond="all"), make_unsaid_gap("need_hidden")]

    sentences = [sentence for group in read(gaps).groups for sentence in group.sentences]

    assert len(sentences) == 3
    assert all(sentence.endswith("?") for sentence in sentences)


def test_the_same_sentence_is_said_once():
    gaps = [make_unsaid_gap("need_hidden", bond=bond) for bond in ("all", "elective")]

    assert len(read(gaps).groups[0].sentences) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 499, "41 communes de moins de 500 habitants"),
        (500, 1999, "41 communes de 500 à 1 999 habitants"),
        (50000, None, "41 communes de 50 000 habitants ou plus"),
    ],
)
def test_a_group_is_named_by_its_residents(first, last, words):
    row = make_gap("gap", group_from=first, group_to=last)

    assert plain(write_group(row)) == words


def test_all_bonds_together_have_a_name():
    assert label_bond("all") == "tous liens"
