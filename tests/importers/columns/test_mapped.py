"""A table read through a correspondence says the same as our template would, in its own words."""

import io
import zipfile

import pytest

from recoudre.importers.columns.mapped import Correspondence, parse_mapped
from recoudre.importers.columns.spreadsheets import read_table, write_cell
from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.vocabulary.lists import Cost, Domain, Kind, Mark
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

FILE = (
    "Titre;Ville;CP;Tél;Thème\nCafé des Halles;Dieulefit;26220;475460000;culture\n;Die;26150;;\n"
).encode()
CHOSEN = Correspondence(
    {"nom": "Titre", "commune": "Ville", "code_postal": "CP", "telephone": "Tél",
     "domaines": "Thème"},
    {"nature": "lieu", "cout": "gratuit"},
)  # fmt: skip


def make_workbook(rows):
    """Make the smallest .xlsx, of inline texts."""
    cells = "".join(
        f"<row r='{at}'>"
        + "".join(f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in row)
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{package}/content-types'><Default Extension='rels' "
        f"ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override "
        f"PartName='/xl/workbook.xml' ContentType='{kind}.sheet.main+xml'/><Override "
        f"PartName='/xl/sheet1.xml' ContentType='{kind}.worksheet+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{package}/relationships'><Relationship Id='r1' "
        f"Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}/relationships'>"
        f"<Relationship Id='r1' Type='{office}/worksheet' Target='sheet1.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='A' "
        "sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/sheet1.xml": f"<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        for name, text in parts.items():
            book.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{text}")
    return content.getvalue()


def test_a_row_says_what_its_columns_and_the_constants_say():
    record = parse_mapped(FILE, CHOSEN).rows[0]

    values = record.values
    assert (values.name, values.kind, values.commune_name) == (
        "Café des Halles", Kind.PLACE, "Dieulefit",
    )  # fmt: skip
    assert (values.cost, values.postcode) == (Cost.FREE, "26220")


def test_tags_are_deduced_by_the_correspondence_and_say_so():
    [tag] = parse_mapped(FILE, CHOSEN).rows[0].values.domains

    assert (tag.domain, tag.mark) == (Domain.CULTURE, Mark.SOURCED)


def test_the_raw_row_and_the_names_of_its_columns_stay_theirs():
    record = parse_mapped(FILE, CHOSEN).rows[0]

    assert record.raw["Titre"] == "Café des Halles"
    assert {one.column for one in record.repairs if one.name == RepairName.READ_AS_NUMBER} <= {
        "Tél"
    }


def test_a_row_without_a_name_is_refused_with_its_number_and_its_own_cells():
    refused = parse_mapped(FILE, CHOSEN).rows[1]

    assert (refused.row_number, refused.reason) == (3, RejectReason.NO_NAME)
    assert refused.raw["Ville"] == "Die"


def test_columns_left_aside_are_named():
    parsed = parse_mapped(FILE, Correspondence({"nom": "Titre"}, {"nature": "lieu"}))

    assert parsed.unknown_columns == ("Ville", "CP", "Tél", "Thème")


def test_a_doubt_names_their_column():
    content = FILE.replace(b"culture", b"bidule")

    [doubt] = parse_mapped(content, CHOSEN).rows[0].doubts

    assert (doubt.name, doubt.column) == (DoubtName.VALUE_UNKNOWN, "Thème")


def test_a_file_without_a_chosen_column_is_refused_by_its_name():
    with pytest.raises(UnknownColumnsError, match="« Titre »"):
        parse_mapped(b"Nom;Ville\na;b\n", CHOSEN)


def test_what_nothing_gives_is_missing():
    assert Correspondence({"nom": "Titre"}).missing == ["nature"]


def test_a_workbook_says_the_same_as_its_csv():
    rows = [line.split(";") for line in FILE.decode().splitlines()]

    from_book = parse_mapped(make_workbook(rows), CHOSEN).rows[0]

    assert from_book.values == parse_mapped(FILE, CHOSEN).rows[0].values


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 broken",
        make_workbook([]),
        make_workbook([["a"]]),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content):
    with pytest.raises(UnreadableFileError, match=r"\."):
        read_table(content)


@pytest.mark.parametrize(
    ("cell", "text"), [(26114.0, "26114"), (1.5, "1.5"), (True, "oui"), ("a\0b", "ab"), ("", "")]
)
def test_a_cell_is_written_as_a_person_reads_it(cell, text):
    assert write_cell(cell) == text
