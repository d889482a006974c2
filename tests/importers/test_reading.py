"""Files into rows."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers import reading
from recoudre.importers.reading import (
    Row,
    UnknownColumnsError,
    UnreadableFileError,
    parse_rows,
    read_csv,
    read_json_list,
    require_columns,
)
from recoudre.vocabulary.lists import Kind
from recoudre.vocabulary.records import (
    OccasionValues,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    RepairName,
)

TEXT = "nom;ville\nÉcole d’été;Évisa\n"


def test_rows_are_numbered_as_in_a_spreadsheet():
    table = read_csv(b"a;b\n1;2\n\n3;4\n;\n5;6\n")

    assert table.columns == ("a", "b")
    assert table.rows == (
        Row(2, {"a": "1", "b": "2"}),
        Row(4, {"a": "3", "b": "4"}),
        Row(6, {"a": "5", "b": "6"}),
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_usual_encoding_is_read(encoding):
    table = read_csv(TEXT.encode(encoding))

    assert table.rows == (Row(2, {"nom": "École d’été", "ville": "Évisa"}),)
    assert table.encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_usual_delimiter_is_read(delimiter):
    table = read_csv(f"a{delimiter}b\n1{delimiter}2\n".encode())

    assert (table.delimiter, table.rows) == (delimiter, (Row(2, {"a": "1", "b": "2"}),))


def test_the_columns_of_our_corrected_file_are_not_read_back():
    table = read_csv(b"a;_etat;_motif\n1;douteuse;x\n")

    assert (table.columns, table.rows) == (("a",), (Row(2, {"a": "1"}),))


def test_the_guard_of_a_formula_is_taken_off():
    assert read_csv(b"a;b\n'=1+1;d'ici\n").rows == (Row(2, {"a": "=1+1", "b": "d'ici"}),)


def test_a_short_and_a_long_row_are_refused_and_the_others_go_on():
    table = read_csv(b"a;b\n1\n1;2;3\n4;5\n")

    assert [type(row) for row in table.rows] == [RejectedRow, RejectedRow, Row]
    assert {row.reason for row in table.rows[:2]} == {RejectReason.ROW_BROKEN}
    assert table.rows[0].message.startswith("La ligne 2 a 1 cellules : on en attendait 2")
    assert table.rows[1].raw == {"a": "1", "b": "2", "_en_trop": "3"}


def test_a_quote_that_is_never_closed_is_hinted_at():
    (row,) = read_csv(b'a;b\n"1;2\n3;4\n').rows

    assert "guillemet" in row.message


def test_an_enormous_cell_is_refused_whatever_another_library_allows():
    csv.field_size_limit(10**9)

    with pytest.raises(UnreadableFileError, match="démesurée"):
        read_csv(b'a;b\n"' + b"x" * 200_000)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier est vide"),
        (b" \n\n", "Ce fichier est vide"),
        (b"PK\x03\x04rest", "un classeur de tableur"),
        (b"%PDF-1.7", "un document PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "un ancien classeur"),
        (b"<!DOCTYPE html><html>", "une page web"),
        (b"\x00\x01\x02\x03" * 100, "pas du texte"),
        (b"a;b\n\x81\x8d\xff\n", "pas du texte"),
        (b"a;a\n1;2\n", "plusieurs colonnes du même nom : « a »"),
        (b'a;b\n"' + b"x" * 200_000, "guillemet"),
    ],
)
def test_what_is_no_table_is_said_in_french(content, said):
    with pytest.raises(UnreadableFileError, match=said):
        read_csv(content)


def test_a_huge_file_is_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 3 * 2**20)

    with pytest.raises(UnreadableFileError, match=r"pèse 4 Mo : la limite est de 3 Mo"):
        read_csv(b"a" * (4 * 2**20))


def test_a_file_of_too_many_rows_is_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)

    with pytest.raises(UnreadableFileError, match=r"3 lignes : la limite est de 2"):
        read_csv(b"a\n1\n2\n")
    with pytest.raises(UnreadableFileError, match=r"3 lignes : la limite est de 2"):
        read_json_list(b"[{}, {}, {}]")


def test_a_json_list_is_read_as_text_and_nulls_are_absent():
    table = read_json_list(b'[{"a": "x", "b": 1.5, "c": null}, {"a": "y", "d": [1]}]')

    assert table.columns == ("a", "b", "c", "d")
    assert table.rows == (Row(1, {"a": "x", "b": "1.5"}), Row(2, {"a": "y", "d": "[1]"}))


def test_personal_keys_never_leave_the_file():
    table = read_json_list(b'[{"a": "x", "aidants": [{"nom": "Jeanne"}]}]', never_read=("aidants",))

    assert "Jeanne" not in repr(table)


def test_an_item_that_is_no_object_is_refused_and_the_others_go_on():
    table = read_json_list(b'[{"a": "x"}, 3]')

    assert [type(row) for row in table.rows] == [Row, RejectedRow]


@pytest.mark.parametrize("content", [b"{", b'{"a": 1}', b"3", b"[" * 100_000])
def test_what_is_no_json_list_is_refused(content):
    with pytest.raises(UnreadableFileError, match="liste d’objets"):
        read_json_list(content)


def test_an_empty_list_is_an_empty_table():
    assert read_json_list(b"[]").rows == ()


def test_missing_and_unexpected_columns_are_named():
    table = read_csv(b"id;titre\n1;x\n")

    with pytest.raises(
        UnknownColumnsError, match=r"Il manque : « nom »\..*inattendues : « titre »"
    ):
        require_columns(table, (("id", "nom"), ("id", "nom", "prenom")))


def test_columns_that_nobody_knows_are_returned():
    table = read_csv(b"id;nom;couleur\n1;x;y\n")

    assert require_columns(table, (("id",),), optional=("nom",)) == ("couleur",)


def _parse_row(row):
    values = OccasionValues(name=row.cells["nom"], kind=Kind.PLACE)
    return ParsedRecord(row.number, row.cells["nom"], row.cells, values)


def test_windows_1252_is_logged_once_for_the_whole_file():
    parsed = parse_rows(read_csv("nom;b\né;1\nè;2\n".encode("cp1252")), _parse_row)

    assert [len(row.repairs) for row in parsed.rows] == [1, 0]
    assert parsed.rows[0].repairs[0].name == RepairName.WINDOWS_1252


CELLS = st.text(alphabet=st.characters(blacklist_characters="\x00\r\n", codec="utf-8"), max_size=8)
KEYS = st.text(st.characters(blacklist_characters="\x00", codec="utf-8"), min_size=1, max_size=5)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_file_is_read_or_refused_in_french(content):
    try:
        said = str(read_csv(content).encoding)
    except UnreadableFileError as error:
        said = str(error)

    assert said.startswith(("Ce fichier", "utf-", "cp1252"))


@given(st.lists(st.dictionaries(KEYS, CELLS, min_size=1), max_size=5))
def test_every_item_of_a_json_list_is_a_row(items):
    kept = [{key: cell for key, cell in item.items() if key[0] != "_"} for item in items]

    table = read_json_list(json.dumps(kept).encode())

    assert [row.cells for row in table.rows] == kept
