"""What occasions leave unsaid, counted."""

from datetime import date

import pytest

from recoudre.analysis.coverage import compute_witness_age, count_missing_fields
from recoudre.vocabulary import tables
from tests.analysis.observation import lay, lay_occasions, lay_territories, list_rows

TERRITORIES = lay_territories({"code": "A", "department_code": "1"})
BARE = {"id": 1, "commune_code": "A", "precision": "unknown"}
FULL = {
    "id": 2,
    "commune_code": "A",
    "lat": 44.5,
    "lon": 5.0,
    "opening_hours": "Mo-Fr 09:00-12:00",
    "steward_id": 7,
    "cost": "free",
    "said_on": date(2026, 11, 13),
}


def missing_of(*occasions, audiences=(), bands=()):
    table = count_missing_fields(
        TERRITORIES,
        lay_occasions(*occasions),
        lay(tables.AUDIENCES, *({"occasion_id": i, "audience": "everyone"} for i in audiences)),
        lay(tables.OPENINGS, *({"occasion_id": i, "band": "saturday"} for i in bands)),
    )
    return {row["field"]: row["missing"] for row in list_rows(table, "code") if row["code"] == "A"}


def test_a_bare_occasion_lacks_everything():
    assert missing_of(BARE) == {"point": 1, "hours": 1, "steward": 1, "audience": 1, "cost": 1}


def test_a_full_occasion_lacks_nothing():
    assert set(missing_of(FULL, audiences=[2]).values()) == {0}


def test_a_band_of_the_week_is_enough_to_know_when():
    assert missing_of(BARE, bands=[1])["hours"] == 0


def test_a_sector_is_enough_to_know_who():
    assert missing_of(BARE | {"sector": "association"})["steward"] == 0


def test_an_occasion_with_two_audiences_counts_once():
    assert missing_of(FULL, BARE, audiences=[2, 2])["audience"] == 1


def test_the_share_is_of_the_occasions_of_the_territory():
    table = count_missing_fields(
        TERRITORIES, lay_occasions(BARE, FULL), lay(tables.AUDIENCES), lay(tables.OPENINGS)
    )

    row = next(row for row in list_rows(table, "code") if row["field"] == "cost")

    assert (row["occasions"], row["missing"], row["share_missing"]) == (2, 1, 0.5)


def test_the_age_of_witnesses_is_in_days():
    occasions = lay_occasions(
        FULL,
        FULL | {"id": 3, "said_on": date(2026, 11, 3)},
        FULL | {"id": 4, "said_on": date(2025, 11, 23)},
        BARE,
    )

    ages = compute_witness_age(TERRITORIES, occasions, today=date(2026, 11, 23))

    assert list_rows(ages.filter(ages.code == "A"), "code") == [
        {
            "code": "A",
            "level": "commune",
            "occasions": 4,
            "undated": 1,
            "newest_days": 10,
            "median_days": 20,
            "oldest_days": 365,
        }
    ]


@pytest.mark.parametrize("name", ["newest_days", "median_days", "oldest_days"])
def test_undated_witnesses_have_no_age(name):
    ages = compute_witness_age(TERRITORIES, lay_occasions(BARE), today=date(2026, 11, 23))

    assert list_rows(ages, "code")[0][name] is None
