"""The Sirene register: which establishments of associations are kept, and what of them."""

from datetime import date
from pathlib import Path

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.sirene import parse
from recoudre.vocabulary.lists import Domain, Kind, Sector
from recoudre.vocabulary.records import RejectReason

FILE = (Path(__file__).parent.parent / "samples" / "sirene.csv").read_bytes()


def test_an_establishment_becomes_the_project_of_its_association():
    row = parse(FILE).rows[0]
    values = row.values

    assert row.source_id == "77556026100015"
    assert (values.name, values.kind) == ("LES MOTS PASSANTS", Kind.PROJECT)
    assert (values.commune_code, values.postcode) == ("26114", "26220")
    assert [tag.domain for tag in values.domains] == [Domain.READING, Domain.CULTURE]
    assert (values.since, values.said_on) == ("établissement ouvert en 1998", date(2025, 6, 1))


def test_its_steward_has_both_numbers():
    steward = parse(FILE).rows[0].values.steward

    assert (steward.name, steward.sector) == ("ASSOCIATION LES MOTS PASSANTS", Sector.ASSOCIATION)
    assert (steward.siret, steward.rna) == ("77556026100015", "W262000001")


def test_an_address_that_may_be_a_home_is_never_kept():
    row = parse(FILE).rows[0]

    assert row.values.address == ""
    assert "LILAS" not in " ".join(row.raw.values())


def test_each_row_that_is_not_kept_says_why():
    assert [row.reason for row in parse(FILE).rows[1:]] == [
        RejectReason.NOT_PUBLIC,
        RejectReason.DISSOLVED,
        RejectReason.NOT_AN_OCCASION,
        RejectReason.NOT_A_BOND,
        RejectReason.NO_NAME,
    ]


def test_a_wrong_siret_is_no_identifier():
    wrong = FILE.replace(b"77556026100015", b"77556026100016")

    assert parse(wrong).rows[0].reason == RejectReason.NO_IDENTIFIER


def test_a_legal_unit_that_ceased_is_set_aside():
    ceased = FILE.replace(b"O,W262000001,A,", b"O,W262000001,C,")

    assert parse(ceased).rows[0].reason == RejectReason.DISSOLVED


def test_the_same_file_gives_the_same_answer():
    assert parse(FILE) == parse(FILE)


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_the_stock_of_establishments_alone_is_refused_by_what_it_lacks():
    with pytest.raises(UnknownColumnsError, match="categorieJuridiqueUniteLegale"):
        parse(b"siret,statutDiffusionEtablissement\n77556026100015,O\n")
