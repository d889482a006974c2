"""Digital-help sites, from a real sample."""

import json
from datetime import date

import pytest

from recoudre.importers.fetching import SourceUnavailableError
from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.digital_help import INFO, fetch, parse
from recoudre.importers.sources.digital_help.mapping import COLUMNS
from recoudre.vocabulary.lists import Bond, Cost, Domain
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

SOUND = dict.fromkeys(COLUMNS, "") | {
    "id": "a1",
    "nom": "Médiathèque",
    "commune": "Dieulefit",
    "code_postal": "26220",
    "latitude": 44.53,
    "longitude": 5.06,
    "labels_nationaux": "CNFS",
    "conditions_access": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
}


def _parse_one(**cells):
    (row,) = parse(json.dumps([SOUND | cells]).encode()).rows
    return row


@pytest.fixture
def sample(read_sample):
    return parse(read_sample("conseillers_numeriques_2022.json"))


def test_the_first_item_is_read_as_a_person_would(sample):
    row = sample.rows[0]
    values = row.values

    assert (row.row_number, row.source_id) == (1, "62592a1d05457b0790816e6c")
    assert values.name == "Association l'espoir (Groupe SOS)"
    assert (values.commune_name, values.postcode) == ("MARSEILLE 11", "13011")
    assert (values.lat, values.lon) == (43.289439, 5.496495)
    assert (values.cost, values.said_on) == (Cost.FREE, date(2022, 5, 9))
    assert [tag.domain for tag in values.domains] == [Domain.DIGITAL]
    assert [(tag.bond, tag.foundation) for tag in values.bonds] == [(Bond.CITIZENSHIP, None)]


def test_fourteen_zeros_are_no_siret_and_the_pivot_alone_names_nobody(sample):
    (repair,) = sample.rows[1].repairs

    assert (repair.name, repair.column) == (RepairName.PLACEHOLDER, "pivot")
    assert {row.values.steward for row in sample.rows} == {None}


def test_the_named_structure_is_the_steward():
    steward = _parse_one(structureNom="Mairie de Die", pivot="77556026100015").values.steward

    assert (steward.name, steward.siret) == ("Mairie de Die", "77556026100015")


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ("Gratuit : Je peux accéder gratuitement", Cost.FREE),
        ("Gratuit sous condition : La gratuité est conditionnée", Cost.REDUCED),
        ("Payant : L'accès au lieu est payant", Cost.PAID),
    ],
)
def test_the_cost_is_what_the_source_says(said, cost):
    assert _parse_one(conditions_access=said).values.cost == cost


@pytest.mark.parametrize("said", ["Gratuit : oui;Payant : aussi", "Troc"])
def test_a_contradictory_or_unknown_cost_is_doubtful(said):
    row = _parse_one(conditions_access=said)

    assert row.values.cost is None
    assert [doubt.name for doubt in row.doubts] == [DoubtName.VALUE_UNKNOWN]


def test_a_label_adds_its_domain_and_an_unknown_one_a_doubt():
    row = _parse_one(labels_nationaux="CNFS;France Services;Label inconnu")

    assert [tag.domain for tag in row.values.domains] == [Domain.DIGITAL, Domain.RIGHTS]
    assert [doubt.value for doubt in row.doubts] == ["Label inconnu"]


def test_an_appointment_is_a_condition():
    row = _parse_one(prise_rdv="https://www.rdv-aide-numerique.fr/org/476")

    assert row.values.conditions == (
        "Rendez-vous à prendre en ligne : https://www.rdv-aide-numerique.fr/org/476"
    )


def test_the_diseases_of_the_sample_are_named(sample):
    assert {repair.name for row in sample.rows for repair in row.repairs} == {
        RepairName.PLACEHOLDER,
        RepairName.CEDEX,
        RepairName.POSTCODE_IN_ADDRESS,
        RepairName.PERSONAL_CONTACT,
    }
    assert {doubt.name for row in sample.rows for doubt in row.doubts} == {
        DoubtName.HOURS_UNREADABLE,
        DoubtName.EMAIL_UNREADABLE,
        DoubtName.VALUE_UNKNOWN,
    }


def test_an_overseas_phone_is_written_in_the_national_form(sample):
    assert "02 62 33 45 65" in {row.values.phone for row in sample.rows}


def test_the_people_who_receive_are_never_read():
    content = json.dumps([SOUND | {"aidants": [{"nom": "Jeanne Martin"}]}]).encode()

    assert "Jeanne" not in repr(parse(content))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"id": ""}, RejectReason.NO_IDENTIFIER), ({"nom": None}, RejectReason.NO_NAME)],
)
def test_an_item_without_what_names_it_is_refused(cells, reason):
    assert _parse_one(**cells).reason == reason


def test_an_item_that_is_no_object_is_refused():
    rows = parse(json.dumps([SOUND, "rien"]).encode()).rows

    assert rows[1].reason == RejectReason.ROW_BROKEN


def test_other_keys_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : « nom ».*inattendues : « titre »"):
        parse(
            json.dumps([{"titre": "x"} | {k: v for k, v in SOUND.items() if k != "nom"}]).encode()
        )


def test_a_csv_given_for_json_is_refused_in_french():
    with pytest.raises(UnreadableFileError, match="pas du JSON lisible"):
        parse(b"id;nom\n1;x\n")


def test_an_empty_list_gives_no_row():
    assert parse(b"[]").rows == ()


def test_the_same_file_gives_the_same_answer_twice(read_sample, sample):
    assert parse(read_sample("conseillers_numeriques_2022.json")) == sample


def test_the_official_address_is_fetched():
    assert fetch(lambda address: address.encode()) == INFO.download_url.encode()


def test_no_network_says_what_still_works():
    def refuse(address):
        raise OSError(address)

    with pytest.raises(SourceUnavailableError, match="recoudre import conseillers-numeriques"):
        fetch(refuse)
