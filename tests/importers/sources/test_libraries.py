"""Public libraries, from a real sample."""

import pytest

from recoudre.importers.fetching import SourceUnavailableError
from recoudre.importers.reading import UnknownColumnsError
from recoudre.importers.sources.libraries import INFO, fetch, parse
from recoudre.importers.sources.libraries.french import name_commune, write_weekly_hours
from recoudre.importers.sources.libraries.mapping import COLUMNS
from recoudre.importers.writing import write_csv
from recoudre.vocabulary.lists import Bond, Domain, ReachMode, Sector
from recoudre.vocabulary.records import DoubtName, RejectedRow, RejectReason, RepairName

BUILDING = "Type adresse "
SOUND = dict.fromkeys(COLUMNS, "") | {
    "CP": "26220",
    "Code_bib": "11.0",
    "Nom de l'établissement": "Médiathèque",
    "Ville": "Dieulefit",
    "Code insee commune": "26114",
    "Statut": "Bibliothèque municipale",
    BUILDING: "Bâtiment ouvert",
}


def _parse_one(**cells):
    (row,) = parse(write_csv(COLUMNS, [SOUND | cells])).rows
    return row


@pytest.fixture
def sample(read_sample):
    return parse(read_sample("bibliotheques_2025.csv"))


def test_the_first_row_is_read_as_a_person_would(sample):
    row = sample.rows[0]
    values = row.values

    assert (row.row_number, row.source_id) == (2, "11")
    assert (values.name, values.address) == (
        "Médiathèque Municipale",
        "L'Île ô Livres, 2 Rue Jerome Lalande",
    )
    assert (values.lat, values.lon) == (46.178735, 5.322996)
    assert values.hours_note == "Ouverte 11 h 30 par semaine ; la source ne dit pas quels jours."
    assert values.description == "227 m². Équipe déclarée par la source : 1 salarié, 11 bénévoles."
    assert values.steward.name == "Commune de Ceyzériat"
    assert row.repairs == ()


def test_a_library_is_chosen_and_open_to_all_and_its_foundation_is_unknown(sample):
    values = sample.rows[0].values

    assert [(tag.bond, tag.foundation) for tag in values.bonds] == [
        (Bond.ELECTIVE, None),
        (Bond.CITIZENSHIP, None),
    ]
    assert [tag.domain for tag in values.domains] == [Domain.READING, Domain.CULTURE]
    assert values.cost is None


@pytest.mark.parametrize(
    "building", ["Lieu uniquement administratif", "Réserve de documents non ouverte au public"]
)
def test_an_address_that_receives_nobody_is_refused_with_its_reason(sample, building):
    (row,) = (row for row in sample.rows if row.raw[BUILDING] == building)

    assert row.reason == RejectReason.NOT_AN_OCCASION
    assert row.message == f"La source dit « {building} » : le public n’y est pas reçu."


def test_a_bibliobus_is_itinerant_and_says_so(sample):
    buses = [row.values for row in sample.rows if row.raw[BUILDING] == "Bibliobus"]

    assert {values.reach_modes for values in buses} == {(ReachMode.ITINERANT,)}
    assert {values.caveat[:9] for values in buses} == {"Bibliobus"}


def test_an_unknown_kind_of_address_is_doubtful(sample):
    unknown = [row for row in sample.rows if row.raw[BUILDING] == "Inconnue"]

    assert {doubt.name for row in unknown for doubt in row.doubts} == {DoubtName.NOT_CONFIRMED}
    assert {row.values.reach_modes for row in unknown} == {()}


def test_a_library_without_a_code_keeps_the_same_identifier_when_its_spelling_moves():
    cells = {"Code_bib": "", "Nom de l'établissement": "Médiathèque Départementale"}

    plain = _parse_one(**cells).source_id
    shouted = _parse_one(**cells | {"Nom de l'établissement": "MEDIATHEQUE DEPARTEMENTALE"})
    elsewhere = _parse_one(**cells, Ville="Die")

    assert plain == shouted.source_id != elsewhere.source_id
    assert plain.startswith("sans-code-")


@pytest.mark.parametrize(
    ("status", "sector"),
    [
        ("Bibliothèque municipale", Sector.COMMUNE),
        ("Bibliothèque départementale", Sector.DEPARTEMENT),
        ("Bibliothèque intercommunale", None),
        ("Bibliothèque associative", None),
    ],
)
def test_the_steward_is_named_only_when_the_list_names_it(status, sector):
    steward = _parse_one(Statut=status, Département="Drôme").values.steward

    assert (steward.sector if steward else None) == sector


def test_an_unknown_status_is_doubtful():
    assert [doubt.column for doubt in _parse_one(Statut="Bibliothèque royale").doubts] == ["Statut"]


def test_the_diseases_of_the_sample_are_named(sample):
    assert {repair.name for row in sample.rows for repair in row.repairs} == {
        RepairName.PLACEHOLDER,
        RepairName.POSTCODE_IN_ADDRESS,
        RepairName.WHITESPACE,
    }


def test_a_row_without_a_name_is_refused():
    row = _parse_one(**{"Nom de l'établissement": " "})

    assert (type(row), row.reason) == (RejectedRow, RejectReason.NO_NAME)


def test_a_broken_row_is_refused():
    rows = parse(write_csv(COLUMNS, [SOUND]) + b"1;2\r\n").rows

    assert rows[1].reason == RejectReason.ROW_BROKEN


def test_other_columns_are_refused_and_named():
    columns = [name.strip() for name in COLUMNS]

    with pytest.raises(UnknownColumnsError, match="manque : « Type adresse  »"):
        parse(write_csv(columns, []))


def test_the_same_file_gives_the_same_answer_twice(read_sample, sample):
    assert parse(read_sample("bibliotheques_2025.csv")) == sample


def test_a_header_alone_gives_no_row():
    assert parse(write_csv(COLUMNS, [])).rows == ()


@pytest.mark.parametrize(
    ("name", "steward"),
    [
        ("Le Havre", "Commune du Havre"),
        ("Les Lilas", "Commune des Lilas"),
        ("La Rochelle", "Commune de La Rochelle"),
        ("L'Aigle", "Commune de L’Aigle"),
        ("Évisa", "Commune d’Évisa"),
        ("Die", "Commune de Die"),
    ],
)
def test_a_commune_is_named_in_good_french(name, steward):
    assert name_commune(name) == steward


@pytest.mark.parametrize(
    ("hours", "said"), [("0.0", ""), ("", ""), ("4.0", "4 h"), ("2.25", "2 h 15")]
)
def test_weekly_hours_are_said_unless_they_are_zero(hours, said):
    expected = f"Ouverte {said} par semaine ; la source ne dit pas quels jours." if said else ""

    assert write_weekly_hours(hours) == expected


def test_the_official_address_is_fetched():
    assert fetch(lambda address: address.encode()) == INFO.download_url.encode()


def test_no_network_says_what_still_works():
    def refuse(address):
        raise OSError(address)

    with pytest.raises(SourceUnavailableError, match="recoudre import bibliotheques FICHIER"):
        fetch(refuse)
