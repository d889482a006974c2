"""CSV files as they are met in France."""

import pytest

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.csv_files import parse_number, parse_rows, read_csv


@pytest.fixture
def write(tmp_path):
    def write_bytes(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        return path

    return write_bytes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_numbered_as_a_spreadsheet_does(write, delimiter):
    file = read_csv(write(f"code{delimiter}nom\r\n1{delimiter} Die \r\n\r\n".encode()))

    assert file.columns == ("code", "nom")
    assert list(file.rows()) == [(2, {"code": "1", "nom": "Die"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_three_encodings_are_read(write, encoding):
    file = read_csv(write("nom,x\nDrôme,1\n".encode(encoding)))

    assert list(file.rows()) == [(2, {"nom": "Drôme", "x": "1"})]


@pytest.mark.parametrize("content", [b"", b"  \n \n"])
def test_an_empty_file_says_so(write, content):
    with pytest.raises(TerritoryFileError, match="le fichier est vide"):
        read_csv(write(content))


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"\x81\x8d\xff"])
def test_a_file_that_is_not_text_says_so(write, content):
    with pytest.raises(TerritoryFileError, match="pas un fichier texte"):
        read_csv(write(content))


def test_an_unreadable_file_says_so(tmp_path):
    with pytest.raises(TerritoryFileError, match="fichier illisible"):
        read_csv(tmp_path / "absent.csv")


def test_a_row_of_another_width_is_named(write):
    file = read_csv(write(b"a,b\n1,2\n1,2,3\n"))

    with pytest.raises(TerritoryFileError, match="la ligne 3 a 3 cellules, l’en-tête en a 2"):
        list(file.rows())


def test_the_first_bad_rows_are_told_and_the_others_counted(write):
    file = read_csv(write(b"a,b\n" + b"x,\n" * 7))

    with pytest.raises(TerritoryFileError, match=r"ligne 2, .* ligne 6, .* et 2 autres lignes"):
        parse_rows(file, lambda row: parse_number(row, "a"))


@pytest.mark.parametrize(
    ("cell", "number"), [("12", 12.0), ("12.5", 12.5), ("12,5", 12.5), ("", None)]
)
def test_a_number_is_read_with_a_point_or_a_comma(cell, number):
    assert parse_number({"x": cell}, "x") == number


@pytest.mark.parametrize("cell", ["abc", "nan", "inf", "-inf", "1 000"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match="un nombre est attendu"):
        parse_number({"x": cell}, "x")


def test_an_absent_column_is_unknown():
    assert parse_number({}, "x") is None
