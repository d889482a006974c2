"""The atlas, from the file that the project ships."""

import pytest

from recoudre.importers.reading import UnknownColumnsError
from recoudre.importers.sources.atlas import fetch, parse, read_shipped
from recoudre.importers.sources.atlas.mapping import COLUMNS
from recoudre.importers.writing import write_csv
from recoudre.vocabulary.lists import Precision, State
from recoudre.vocabulary.records import DoubtName, ParsedRecord, RejectReason

NOT_FOUND = ("I13", "I14", "I16a", "I19", "I20")
SUPRA_COMMUNAL = (
    "I04",
    "I06",
    "I07",
    "I08b",
    "I09",
    "I11",
    "I12",
    "I13",
    "I15",
    "I16a",
    "I17",
    "I19",
)
SOUND = dict.fromkeys(COLUMNS, "") | {
    "id": "I01",
    "nom": "x",
    "nature": "projet",
    "statut": "confirmée",
}


@pytest.fixture(scope="module")
def by_id():
    return {row.source_id: row for row in parse(read_shipped()).rows}


def _parse_one(**cells):
    (row,) = parse(write_csv(COLUMNS, [SOUND | cells])).rows
    return row


def test_every_initiative_of_the_white_paper_is_there(by_id):
    assert len(by_id) == 22
    assert all(isinstance(row, ParsedRecord) for row in by_id.values())


@pytest.mark.parametrize("source_id", NOT_FOUND)
def test_what_was_not_found_is_only_proposed_and_described_by_nobody(by_id, source_id):
    row = by_id[source_id]

    assert row.values.summary == (
        "Citée par le livre blanc ; nous n’avons pas trouvé de source qui la décrive"
    )
    assert (row.values.description, row.values.bonds, row.values.domains) == ("", (), ())
    assert row.values.state == State.PROPOSED
    assert [doubt.name for doubt in row.doubts] == [DoubtName.NOT_CONFIRMED]


def test_what_was_found_says_from_whom(by_id):
    found = [row.values for key, row in by_id.items() if key not in NOT_FOUND]

    assert all("Sources : " in values.description for values in found)
    assert {values.state for values in found} == {State.PUBLISHED}


@pytest.mark.parametrize("source_id", ["I06", "I08b"])
def test_what_was_confirmed_in_part_carries_its_caveat_and_a_doubt(by_id, source_id):
    row = by_id[source_id]

    assert "nous n’" in row.values.caveat
    assert [doubt.name for doubt in row.doubts] == [DoubtName.NOT_CONFIRMED]


@pytest.mark.parametrize("source_id", SUPRA_COMMUNAL)
def test_an_initiative_wider_than_a_commune_says_where_its_point_is(by_id, source_id):
    caveat = by_id[source_id].values.caveat

    assert "le point est celui" in caveat or "placé ici" in caveat


def test_every_point_is_the_point_of_a_commune(by_id):
    assert {row.values.precision for row in by_id.values()} == {Precision.COMMUNE}


def test_no_contact_is_public(by_id):
    assert {
        (row.values.phone, row.values.email, row.values.contact_consented) for row in by_id.values()
    } == {("", "", False)}


def test_no_foundation_is_claimed(by_id):
    assert {tag.foundation for row in by_id.values() for tag in row.values.bonds} == {None}


def test_nothing_needs_repair(by_id):
    assert [row.repairs for row in by_id.values() if row.repairs] == []


def test_every_commune_exists_under_its_name(by_id, shared_data):
    """Reads shared/data/territory/communes_ref_cog2026.csv."""
    lines = (shared_data / "territory" / "communes_ref_cog2026.csv").read_text("utf-8").splitlines()
    names = dict(line.split(",")[:2] for line in lines)

    said = {row.values.commune_code: row.values.commune_name for row in by_id.values()}

    assert said == {code: names.get(code) for code in said}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": ""}, RejectReason.NO_IDENTIFIER),
        ({"nom": ""}, RejectReason.NO_NAME),
        ({"nature": "rumeur"}, RejectReason.KIND_UNKNOWN),
    ],
)
def test_a_row_that_cannot_be_an_occasion_is_refused(cells, reason):
    assert _parse_one(**cells).reason == reason


def test_an_unknown_status_is_proposed_and_doubtful():
    row = _parse_one(statut="rêvée")

    assert row.values.state == State.PROPOSED
    assert [doubt.name for doubt in row.doubts] == [DoubtName.VALUE_UNKNOWN]


def test_other_columns_are_refused():
    with pytest.raises(UnknownColumnsError, match="Il manque"):
        parse(b"id,nom\nI01,x\n")


def test_the_network_is_not_used():
    def refuse(address):
        raise AssertionError(address)

    assert fetch(refuse) == read_shipped()


def test_the_same_file_gives_the_same_answer_twice():
    assert parse(read_shipped()) == parse(read_shipped())
