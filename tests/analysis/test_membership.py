"""A commune counts in itself and in each level above it."""

from recoudre.analysis.membership import count_residents, list_members
from tests.analysis.observation import lay_territories, list_rows

DIEULEFIT = {
    "code": "26114",
    "epci_code": "200040509",
    "department_code": "26",
    "region_code": "R84",
    "residents": 3_000,
}
POET_LAVAL = DIEULEFIT | {"code": "26243", "residents": 900}
DROME = {"code": "26", "level": "departement", "residents": 520_000}


def residents_by_code(*rows):
    return {
        row["code"]: row["residents"]
        for row in list_rows(count_residents(lay_territories(*rows)), "code")
    }


def test_a_commune_is_a_member_of_itself_and_of_three_levels():
    rows = list_rows(list_members(lay_territories(DIEULEFIT)), "code")

    assert [(row["code"], row["level"]) for row in rows] == [
        ("200040509", "epci"),
        ("26", "departement"),
        ("26114", "commune"),
        ("R84", "region"),
    ]


def test_the_residents_of_a_departement_are_those_of_its_communes_known_here():
    # 3,000 + 900, and not the 520,000 of the whole Drôme: what is counted is counted here.
    assert residents_by_code(DIEULEFIT, POET_LAVAL, DROME)["26"] == 3_900


def test_a_commune_without_epci_counts_at_its_other_levels():
    rows = list_rows(list_members(lay_territories(DIEULEFIT | {"epci_code": None})), "code")

    assert [row["level"] for row in rows] == ["departement", "commune", "region"]


def test_an_unknown_commune_brings_back_the_own_figure_of_the_departement():
    unknown = POET_LAVAL | {"residents": None}

    assert residents_by_code(DIEULEFIT, unknown, DROME)["26"] == 520_000


def test_residents_that_nobody_knows_are_null_and_never_zero():
    found = residents_by_code(POET_LAVAL | {"residents": None})

    assert set(found.values()) == {None}


def test_a_higher_level_is_nobodys_member():
    assert list_rows(list_members(lay_territories(DROME)), "code") == []
