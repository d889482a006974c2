"""The corrected file."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.reading import read_csv, read_json_list
from recoudre.importers.writing import explain, guard_cell, write_corrected, write_csv
from recoudre.vocabulary.lists import Kind, Outcome
from recoudre.vocabulary.records import (
    Doubt,
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    Repair,
    RepairName,
)

COLUMNS = ("id", "cp", "Latitude", "Longitude")
RAW = {"id": "1", "cp": "1000", "Latitude": "44,5", "Longitude": "5,0"}
VALUES = OccasionValues(name="x", kind=Kind.PLACE)


def _record(*repairs, doubts=(), raw=RAW):
    return ParsedRecord(2, "1", raw, VALUES, repairs, doubts)


def _write(row, outcome=Outcome.REPAIRED, layout="csv"):
    return write_corrected(ParsedFile((row,), COLUMNS, layout=layout, delimiter=";"), [outcome])


def _read(content):
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return row


def test_repaired_values_are_applied_and_the_state_is_said():
    row = _record(
        Repair(RepairName.LEADING_ZERO, "cp", "1000", "01000"),
        Repair(RepairName.DECIMAL_COMMA, "latitude, longitude", "44,5 5,0", "44.5 5.0"),
    )

    assert _read(_write(row)) == {
        "id": "1",
        "cp": "01000",
        "Latitude": "44.5",
        "Longitude": "5.0",
        "_etat": "réparée",
        "_motif": (
            "zéro perdu en tête, remis (cp) ; "
            "virgule décimale lue comme un point (latitude, longitude)"
        ),
    }


def test_a_point_taken_away_empties_its_two_columns():
    row = _record(Repair(RepairName.NULL_ISLAND, "Latitude, Longitude", "0 0", ""))

    written = _read(_write(row))

    assert (written["Latitude"], written["Longitude"]) == ("", "")


@pytest.mark.parametrize("name", [RepairName.PERSONAL_CONTACT, RepairName.COMMUNE_BY_NAME])
def test_what_concerns_our_record_alone_leaves_the_cell_as_it_was(name):
    assert _read(_write(_record(Repair(name, "cp", "…", ""))))["cp"] == "1000"


def test_a_doubt_names_the_value():
    row = _record(doubts=(Doubt(DoubtName.PHONE_UNREADABLE, "tel", "abc"),))

    assert explain(row) == "le téléphone est illisible (tel : « abc »)"


def test_a_refused_row_stays_with_its_reason_and_what_was_left_over():
    raw = {"id": "1", "cp": "2", "_en_trop": "3 | 4"}
    row = RejectedRow(2, raw, RejectReason.ROW_BROKEN, "Trop de cellules.")

    written = _read(_write(row, Outcome.REFUSED))

    assert (written["id"], written["_etat"]) == ("1", "refusée")
    assert written["_motif"] == "Trop de cellules. Cellules en trop : 3 | 4"


def test_json_stays_json():
    row = _record(Repair(RepairName.LEADING_ZERO, "cp", "1000", "01000"))

    (item,) = json.loads(_write(row, layout="json"))

    assert (item["cp"], item["_etat"]) == ("01000", "réparée")
    assert read_json_list(_write(row, layout="json")).rows[0].cells["cp"] == "01000"


def test_every_row_has_an_outcome():
    with pytest.raises(ValueError, match="shorter"):
        write_corrected(ParsedFile((_record(),), COLUMNS), [])


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-1+2", "@SUM(A1)", " =1", "\t=1", "＝1"]
)
def test_a_formula_is_guarded(cell):
    assert guard_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.985", "+33 4 75 46 43 62", "-12,5", "Mairie", "", "1=1"])
def test_a_number_or_a_word_is_not(cell):
    assert guard_cell(cell) == cell


TEXT = st.text(alphabet=st.characters(blacklist_characters="\x00\r", codec="utf-8"), max_size=12)
FORMULAS = st.sampled_from(["=", "+", "-", "@", " =", "'", ""]).flatmap(
    lambda start: TEXT.map(lambda rest: start + rest)
)


@given(st.lists(st.tuples(FORMULAS, FORMULAS), min_size=1, max_size=4))
def test_what_is_written_once_reads_the_same_for_ever(pairs):
    rows = [{"a": f"x{a}", "b": b} for a, b in pairs]
    columns = ("a", "b")

    once = [row.cells for row in read_csv(write_csv(columns, rows)).rows]
    twice = [row.cells for row in read_csv(write_csv(columns, once)).rows]

    assert twice == once


@given(FORMULAS.filter(lambda cell: not cell.startswith("'")))
def test_a_formula_survives_the_round_trip(cell):
    (row,) = read_csv(write_csv(("a", "b"), [{"a": "x", "b": cell}])).rows

    assert row.cells["b"] == cell
