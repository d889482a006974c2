"""The register of associations: what each column becomes, and what is never read."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.relevance import list_rules
from recoudre.importers.sources.rna import find_department, parse
from recoudre.importers.sources.rna.objects import BONDS_BY_OBJECT, DOMAINS_BY_OBJECT
from recoudre.importers.sources.rna.seats import read_seat
from recoudre.vocabulary.lists import Bond, Domain, Kind, Precision, Sector
from recoudre.vocabulary.records import RejectReason

# The columns of « rna_waldec », in the order of the publisher; names and places are invented.
FILE = (Path(__file__).parent.parent / "samples" / "rna_waldec.csv").read_bytes()


@pytest.fixture(autouse=True)
def today():
    """The day of the tests."""
    with time_machine.travel(date(2026, 11, 23)):
        yield


@pytest.fixture
def feast():
    """The first association, active, with its seat at the town hall."""
    return parse(FILE).rows[0]


def test_an_association_becomes_the_project_that_it_declares(feast):
    values = feast.values

    assert (feast.source_id, feast.row_number) == ("W262000001", 2)
    assert (values.name, values.kind) == ("COMITE DES FETES DE DIEULEFIT", Kind.PROJECT)
    assert (values.commune_code, values.postcode) == ("26114", "26220")
    assert (values.said_on, values.since) == (date(2024, 11, 12), "association créée en 1998")
    assert [tag.domain for tag in values.domains] == [Domain.FAITH_FREE_GATHERING]
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE]
    assert "n’a encore confirmé" in values.caveat


def test_its_steward_is_itself_with_its_number(feast):
    steward = feast.values.steward

    assert (steward.name, steward.sector) == (feast.values.name, Sector.ASSOCIATION)
    assert (steward.rna, steward.siret) == ("W262000001", "")


def test_a_seat_at_the_town_hall_is_kept(feast):
    assert feast.values.address == "Mairie, 1 RUE Justin Jouve"


def test_a_seat_at_home_leaves_only_its_commune():
    values = parse(FILE).rows[1].values

    assert (values.address, values.commune_code) == ("", "26114")
    assert (values.lat, values.precision) == (None, Precision.COMMUNE)


def test_a_site_is_shown_only_when_the_association_publishes_it(feast):
    assert feast.values.website == "https://www.fetes-dieulefit.fr"
    assert parse(FILE).rows[1].values.website == ""


def test_a_phone_written_in_the_object_is_hidden(feast):
    assert "06 12" not in feast.values.description


def test_nothing_of_whoever_manages_it_is_kept():
    kept = " ".join(cell for row in parse(FILE).rows for cell in row.raw.values())

    for personal in ("MARTIN", "DURAND", "Lilas", "PM", "lavoir.fr"):
        assert personal not in kept


def test_no_phone_nor_mail_is_given():
    records = [row.values for row in parse(FILE).rows[:2]]

    assert [(values.phone, values.email) for values in records] == [("", ""), ("", "")]


def test_each_row_that_is_not_kept_says_why():
    refused = {row.row_number: row.reason for row in parse(FILE).rows[2:]}

    assert refused == {
        4: RejectReason.DISSOLVED,
        5: RejectReason.GHOST,
        6: RejectReason.NOT_A_BOND,
        7: RejectReason.NO_NAME,
        8: RejectReason.NO_IDENTIFIER,
        9: RejectReason.DISSOLVED,
    }


def test_a_ghost_is_told_since_when():
    assert "depuis le 15/12/2009" in parse(FILE).rows[3].message


def test_an_association_that_moved_ten_years_ago_is_no_ghost():
    edge = FILE.replace(b"2009-12-15 00:00:00", b"2016-01-01 00:00:00")

    assert not hasattr(parse(edge).rows[3], "reason")


def test_the_rule_of_the_table_is_what_people_read():
    assert "activité économique" in parse(FILE).rows[4].message


def test_a_code_that_lost_its_zeros_is_read():
    shortened = FILE.replace(b'"009030"', b'"9030"')

    assert parse(shortened).rows[0].values.domains == parse(FILE).rows[0].values.domains


@pytest.mark.parametrize(
    ("complement", "kept"),
    [
        ("MAIRIE", True),
        ("A la Maison des associations", True),
        ("Salle des fêtes", True),
        ("Mairie chez M. Martin", False),
        ("Mairie, c/o Durand", False),
        ("Bâtiment A", False),
        ("Derrière la mairie", False),
        ("", False),
    ],
)
def test_only_a_plainly_public_seat_gives_its_address(complement, kept):
    cells = {"adrs_complement": complement, "adrs_typevoie": "RUE", "adrs_libvoie": "Haute"}

    assert bool(read_seat(cells)) == kept


def test_the_same_file_gives_the_same_answer():
    assert parse(FILE) == parse(FILE)


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_other_columns_are_refused_by_name():
    with pytest.raises(UnknownColumnsError, match="objet_social1"):
        parse(b"id;titre\nW262000001;Club\n")


def test_a_file_of_the_archive_names_its_department():
    assert find_department("rna_waldec_20261101_dpt_2A.csv") == "2A"


def test_every_code_of_the_tables_is_written_as_the_nomenclature_writes_it():
    codes = {code for code in (*DOMAINS_BY_OBJECT, *BONDS_BY_OBJECT) if code}
    ruled = {code for rule in list_rules("rna") for code in rule.codes}

    assert {code for code in codes if not (code.isdigit() and len(code) in (3, 6))} == set()
    assert {code for code in ruled if not (code.isdigit() and len(code) == 6)} == set()
