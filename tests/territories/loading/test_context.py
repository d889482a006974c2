"""The file of the context indicators."""

import pytest

from recoudre.vocabulary.lists import MissingReason

HEADER = "code_insee,pop_mun_2023,TX_MENSEUL,MED21,TP6021"


def read(load, row):
    """Read one row; the values and the reasons by indicator."""
    loaded = load(context_csv=f"{HEADER}\n{row}\n")
    return {
        value.indicator: value.missing_reason or value.value
        for values in loaded.values.values()
        for value in values
    }


def test_a_value_comes_with_its_year_and_source(load):
    loaded = load(is_fictional=False, context_csv=f"{HEADER}\n26001,100,33.3,21500,14.0\n")

    alone, income, poverty = loaded.values["26001"]

    assert (alone.indicator, alone.value, alone.year) == ("living_alone", 33.3, 2017)
    assert (income.indicator, income.value, income.year) == ("median_income", 21500, 2021)
    assert "Filosofi" in poverty.source
    assert poverty.missing_reason is None


def test_an_invented_value_never_takes_the_name_of_insee(load):
    loaded = load(context_csv=f"{HEADER}\n26001,100,33.3,,14.0\n")

    assert {value.source for value in loaded.values["26001"]} == {
        "valeur inventée pour la démonstration"
    }


SECRECY, NOT_PUBLISHED, NOT_APPLICABLE = (
    MissingReason.SECRECY,
    MissingReason.NOT_PUBLISHED,
    MissingReason.NOT_APPLICABLE,
)


@pytest.mark.parametrize(
    ("row", "alone", "income", "poverty"),
    [
        ("26001,100,33.3,21500,", 33.3, 21500, SECRECY),
        ("26001,100,33.3,,", 33.3, SECRECY, SECRECY),
        ("75056,2113705,,29730,16", NOT_PUBLISHED, 29730, 16),
        ("49126,17162,,,", NOT_PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED),
        ("97101,51055,37.1,,", 37.1, NOT_PUBLISHED, NOT_PUBLISHED),
        ("97209,75506,42.4,19470,", 42.4, 19470, SECRECY),
        ("55039,0,,,", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE),
    ],
    ids=["small", "tiny", "Paris", "new commune", "Guadeloupe", "Martinique", "nobody lives there"],
)
def test_each_missing_value_has_its_reason(load, row, alone, income, poverty):
    assert read(load, row) == {"living_alone": alone, "median_income": income, "poverty": poverty}


def test_zero_is_a_value(load):
    assert read(load, "26001,2,0.0,,")["living_alone"] == 0.0


def test_values_of_an_unknown_commune_are_told(load):
    loaded = load(context_csv=f"{HEADER}\n26999,2,0.0,,\n")

    assert loaded.notes == (
        "Indicateurs laissés de côté, leur commune n’est pas dans la liste : "
        "1 (la première : 26999).",
    )
