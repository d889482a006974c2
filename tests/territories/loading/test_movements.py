"""INSEE's movements of communes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.movements import Movement, follow_movements

HEADER = (
    "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,"
    "TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP"
)


def write_move(event, day, before, after, type_before="COM", type_after="COM"):
    """Write a row of the official layout."""
    return f"{event},{day},{type_before},{before},0,X,X,X,{type_after},{after},0,Y,Y,Y"


def follow(load, *rows):
    """Follow the former codes of these rows; the communes of today are 26001, 26002, 26003."""
    loaded = load(mouvements_csv="\n".join((HEADER, *rows)))
    return {code: record.current_code for code, record in loaded.former.items()}


def test_a_merged_commune_leads_to_the_new_one(load):
    loaded = load(mouvements_csv=f"{HEADER}\n{write_move(32, '2019-01-01', '26900', '26001')}\n")

    assert loaded.former["26900"].current_code == "26001"
    assert loaded.former["26900"].since == date(2019, 1, 1)


def test_codes_are_followed_through_several_events(load):
    rows = (
        write_move(31, "1973-01-01", "26900", "26901"),
        write_move(41, "1990-01-01", "26901", "38902"),
        write_move(32, "2019-01-01", "38902", "26002"),
    )

    assert follow(load, *rows) == {"26900": "26002", "26901": "26002", "38902": "26002"}


def test_a_restored_commune_is_not_followed(load):
    rows = (
        write_move(33, "1973-01-01", "26001", "26002"),
        write_move(21, "1985-01-01", "26002", "26001"),
    )

    assert follow(load, *rows) == {}


def test_the_last_event_decides(load):
    rows = (
        write_move(31, "1973-01-01", "26900", "26001"),
        write_move(31, "2005-01-01", "26900", "26002"),
    )

    assert follow(load, *rows) == {"26900": "26002"}


def test_a_commune_shared_out_among_several_has_no_heir(load):
    rows = (
        write_move(30, "1950-01-01", "26900", "26001"),
        write_move(30, "1950-01-01", "26900", "26002"),
    )

    assert follow(load, *rows) == {}


@pytest.mark.parametrize(
    "row",
    [
        write_move(10, "2019-01-01", "26001", "26001"),
        write_move(20, "1950-01-01", "26900", "26001"),
        write_move(32, "2019-01-01", "26900", "26001", type_after="COMD"),
        write_move(35, "2019-01-01", "26900", "26001", type_before="COMD"),
        write_move(31, "2019-01-01", "26900", "26999"),
    ],
    ids=["new name", "creation", "to a delegated one", "of a delegated one", "unknown heir"],
)
def test_other_events_are_not_followed(load, row):
    assert follow(load, row) == {}


def test_columns_in_lower_case_are_understood(load):
    loaded = load(
        mouvements_csv=f"{HEADER.lower()}\n{write_move(32, '2019-01-01', '26900', '26001')}\n"
    )

    assert "26900" in loaded.former


def test_a_broken_date_is_named(load):
    with pytest.raises(TerritoryFileError, match="colonne DATE_EFF : « 01/01/2019 »"):
        follow(load, write_move(32, "01/01/2019", "26900", "26001"))


def test_a_circle_leads_nowhere():
    moves = [Movement(None, "26900", "26901"), Movement(None, "26901", "26900")]

    assert follow_movements(moves, {"26001"}) == {}


codes = st.sampled_from([f"{number:05}" for number in range(20)])
movements = st.builds(Movement, st.dates(), codes, codes)


@given(st.lists(movements), st.sets(codes))
def test_following_always_ends_at_a_commune_of_today(moves, current):
    former = follow_movements(moves, current)

    assert all(record.current_code in current for record in former.values())
    assert not former.keys() & current
