"""The base of third places of 2019, from a real sample."""

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.tiers_lieux import INFO, parse
from recoudre.importers.sources.tiers_lieux.mapping import CAVEAT, COLUMNS
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain, Kind, Precision
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

HEADER = ",".join((*COLUMNS, "CONTACT", "MAIL"))
FABLAB = {
    "ID": "44",
    "NOM_TL": "8 Fablab",
    "ADRESSE": "rue Courre Commère",
    "CP": "26400",
    "INSEECOM": "26108",
    "NOMCOM": "Crest",
    "WEB": "",
    "TYPO": "Tiers lieux à dominante fablab",
    "LAT": "44.728227",
    "LONG": "5.023565",
    "CONTACT": "",
    "MAIL": "",
}


def _parse_one(**cells):
    line = ",".join((FABLAB | cells).values())
    (row,) = parse(f"{HEADER}\n{line}\n".encode()).rows
    return row


@pytest.fixture
def sample(read_sample):
    return parse(read_sample("tiers_lieux_2019.csv"))


def test_the_first_row_is_read_as_a_person_would(sample):
    row = sample.rows[0]
    values = row.values

    assert (row.row_number, row.source_id) == (2, "1")
    assert (values.name, values.kind) == ("ADE Coworking", Kind.PLACE)
    assert (values.address, values.postcode) == ("9 Rue du Petit Châtelier", "44300")
    assert (values.commune_code, values.commune_name) == ("44109", "Nantes")
    assert (values.lat, values.lon) == (47.245935, -1.505602)
    assert (values.precision, values.website) == (
        Precision.NUMBER, "https://www.ade-coworking.net",
    )  # fmt: skip
    assert [tag.bond for tag in values.bonds] == [Bond.ORGANIC]
    assert [tag.domain for tag in values.domains] == [Domain.EMPLOYMENT]
    assert (values.caveat, values.steward, row.doubts) == (CAVEAT, None, ())


def test_a_fablab_is_another_bond():
    assert [tag.bond for tag in _parse_one().values.bonds] == [Bond.ELECTIVE]


def test_a_zero_is_no_code(sample):
    row = sample.rows[2]

    assert (row.values.postcode, row.values.commune_code) == ("", "")
    assert [(one.name, one.column) for one in row.repairs] == [
        (RepairName.PLACEHOLDER, "CP"),
        (RepairName.PLACEHOLDER, "INSEECOM"),
    ]


def test_the_precision_is_what_the_geocoder_found(sample):
    assert [row.values.precision for row in sample.rows] == [
        Precision.NUMBER,
        Precision.NUMBER,
        Precision.UNKNOWN,
        Precision.NUMBER,
        Precision.NUMBER,
        Precision.STREET,
        Precision.NUMBER,
        Precision.UNKNOWN,
    ]


def test_a_low_score_is_a_doubt(sample):
    assert [(doubt.name, doubt.value) for doubt in sample.rows[7].doubts] == [
        (DoubtName.NOT_CONFIRMED, "0.49")
    ]


def test_an_unknown_type_is_a_doubt():
    row = _parse_one(TYPO="Tiers lieux à dominante lunaire")

    assert row.values.bonds == ()
    assert [doubt.column for doubt in row.doubts] == ["TYPO"]


def test_the_person_to_write_to_is_never_read_nor_kept():
    row = _parse_one(CONTACT="Jeanne Martin", MAIL="jeanne.martin@x.example")

    assert "Jeanne" not in repr(row)
    assert row.values.email == ""
    assert INFO.contact_basis == ContactBasis.UNKNOWN


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"ID": ""}, RejectReason.NO_IDENTIFIER), ({"NOM_TL": ""}, RejectReason.NO_NAME)],
)
def test_a_row_without_what_names_it_is_refused_with_its_number(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (2, reason)


def test_a_row_that_lost_cells_is_refused_alone():
    good, broken = parse(f"{HEADER}\n{','.join(FABLAB.values())}\n1,x\n".encode()).rows

    assert (good.source_id, broken.reason) == ("44", RejectReason.ROW_BROKEN)


def test_every_column_of_the_sample_is_known(sample):
    assert sample.unknown_columns == ()


def test_the_same_file_gives_the_same_answer_twice(read_sample, sample):
    assert parse(read_sample("tiers_lieux_2019.csv")) == sample


def test_an_empty_file_is_refused_and_a_header_alone_gives_no_row():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")
    assert parse(f"{HEADER}\n".encode()).rows == ()


def test_the_columns_of_another_census_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : .*« NOM_TL ».*« nom_tiers_lieu »"):
        parse(b"ID,nom_tiers_lieu\n1,x\n")
