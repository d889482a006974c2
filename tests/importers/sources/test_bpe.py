"""The database of facilities: what each column becomes, and what is set aside."""

from pathlib import Path

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.sources.bpe import parse
from recoudre.importers.sources.bpe.mapping import TYPES
from recoudre.vocabulary.lists import Bond, Domain, Kind, Precision
from recoudre.vocabulary.records import RejectReason

FILE = (Path(__file__).parent.parent / "samples" / "bpe.csv").read_bytes()
OLD = (
    b"AN;DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_XY\n2018;26114;F307;864000;6382000;Acceptable\n"
)


def test_a_facility_becomes_a_place():
    values = parse(FILE).rows[0].values

    assert (values.name, values.summary) == ("CENTRE SOCIAL LES LILAS", "Centre social")
    assert (values.kind, values.commune_code, values.postcode) == (Kind.PLACE, "26114", "26220")
    assert values.address == "4 RUE DES ECOLES"
    assert (values.lat, values.lon, values.precision) == (44.5251, 5.0625, Precision.NUMBER)
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE]
    assert [tag.domain for tag in values.domains] == [Domain.SOCIAL_WORK]


def test_without_a_name_it_is_named_by_its_type_and_commune():
    values = parse(FILE).rows[1].values

    assert (values.name, values.summary) == ("Boulodrome · DIEULEFIT", "")


def test_a_point_drawn_at_random_says_the_commune_and_no_more():
    assert parse(FILE).rows[1].values.precision == Precision.COMMUNE


def test_unknown_values_stay_unknown():
    row = parse(FILE).rows[2]

    assert (row.values.lat, row.values.precision, row.doubts) == (None, Precision.UNKNOWN, ())


def test_what_makes_no_bond_is_set_aside_with_its_reason():
    refused = parse(FILE).rows[3]

    assert refused.reason == RejectReason.NOT_A_BOND
    assert "Commerce, service" in refused.message


def test_a_facility_that_refuses_to_be_shown_is_not():
    assert parse(FILE).rows[4].reason == RejectReason.NOT_PUBLIC


def test_an_earlier_vintage_without_names_is_read():
    [row] = parse(OLD).rows

    assert (row.values.name, row.values.precision) == ("Bibliothèque", Precision.STREET)
    assert (round(row.values.lat, 2), round(row.values.lon, 2)) == (44.52, 5.06)


def test_the_identifier_does_not_depend_on_the_year_nor_the_row():
    later = FILE.replace(b"2025;", b"2026;").replace(b"\n2026;CENTRE", b"\n\n2026;CENTRE")

    ids = [[row.source_id for row in parse(content).rows] for content in (FILE, later)]

    assert ids[0] == ids[1]
    assert len(set(ids[0][:3])) == 3


def test_the_table_of_rules_keeps_every_type_that_is_known_and_no_other():
    kept = {code for code in (*TYPES, "A504", "D307", "F105") if not _is_aside(code)}

    assert kept == set(TYPES)


def _is_aside(code):
    return judge_relevance("bpe", {"TYPEQU": code}) is not None


def test_the_same_file_gives_the_same_answer():
    assert parse(FILE) == parse(FILE)


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b" ")


def test_the_counts_by_commune_are_refused_by_their_columns():
    melodi = b"GEO;GEO_OBJECT;FACILITY_TYPE;TIME_PERIOD;OBS_VALUE\n26114;COM;F307;2024;1\n"

    with pytest.raises(UnknownColumnsError, match="TYPEQU"):
        parse(melodi)
