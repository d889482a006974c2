"""Elements of GoGoCarto maps, in the forms that the software and its maps write."""

import json
from datetime import date

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.gogocarto import INFO, parse
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

ODBL = "https://opendatacommons.org/licenses/odbl/summary/"
GARDEN = {
    "id": "aa12",
    "name": "Jardin des Lavandes",
    "geo": {"latitude": 44.53, "longitude": 5.06},
    "address": {
        "streetNumber": "5",
        "streetAddress": "rue du Bourg",
        "postalCode": "26220",
        "addressLocality": "Dieulefit",
        "addressCountry": "FR",
    },
    "categories": ["Jardins partagés", "Habitants"],
    "description": "On y jardine ensemble le samedi.",
    "openHours": {"Mo": "09:30-13:00,15:00-19:30", "Sa": "10:00-12:00"},
    "openHours_MoreInfos": "Fermé en août",
    "status": 3,
    "moderationState": 0,
    "createdAt": "2018-01-02T10:00:00+01:00",
    "updatedAt": "2019-08-15T10:00:00+02:00",
    "email": "private",
    "website": "www.lavandes.example",
}


def _parse(*items, **envelope):
    return parse(json.dumps({"licence": ODBL, "data": list(items)} | envelope).encode())


def _parse_one(**cells):
    (row,) = _parse(GARDEN | cells).rows
    return row


def test_an_element_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, row.source_id) == (1, "aa12")
    assert (values.name, values.address) == ("Jardin des Lavandes", "5 rue du Bourg")
    assert (values.postcode, values.commune_name) == ("26220", "Dieulefit")
    assert (values.lat, values.lon) == (44.53, 5.06)
    assert values.opening_hours == "Mo 09:30-13:00,15:00-19:30; Sa 10:00-12:00"
    assert (values.hours_note, values.summary) == ("Fermé en août", "Jardins partagés, Habitants")
    assert [tag.domain for tag in values.domains] == [Domain.ECOLOGY, Domain.PUBLIC_SPACE]
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE]
    assert (values.said_on, values.website) == (date(2019, 8, 15), "https://www.lavandes.example")
    assert (values.email, row.doubts) == ("", ())


def test_the_licence_is_share_alike_and_contacts_stay_closed():
    assert INFO.licence.is_share_alike
    assert INFO.contact_basis == ContactBasis.UNKNOWN


def test_a_number_for_identifier_is_cast_to_text():
    assert _parse_one(id=10427).source_id == "10427"


@pytest.mark.parametrize(
    "given",
    [
        {"geo": None, "lat": 44.53, "lng": 5.06},
        {"geo": None, "lat": 44.53, "long": 5.06},
        {"geo": None, "latitude": "44.53", "longitude": "5.06"},
    ],
)
def test_a_point_is_found_under_any_of_its_names(given):
    values = _parse_one(**given).values

    assert (values.lat, values.lon) == (44.53, 5.06)


def test_a_failed_geocoding_is_no_point():
    row = _parse_one(geo={"latitude": 0, "longitude": 0})

    assert (row.values.lat, row.values.lon) == (None, None)
    assert RepairName.NULL_ISLAND in [repair.name for repair in row.repairs]


def test_an_address_of_one_line_is_cut_at_its_postcode():
    values = _parse_one(address="5 rue du Bourg, 26220 Dieulefit, France").values

    assert (values.address, values.postcode, values.commune_name) == (
        "5 rue du Bourg", "26220", "Dieulefit",
    )  # fmt: skip


def test_an_address_without_postcode_stays_whole():
    values = _parse_one(address="Le bourg, chez les voisins").values

    assert (values.address, values.commune_name) == ("Le bourg, chez les voisins", "")


@pytest.mark.parametrize("key", ["title", "nom", "titre"])
def test_the_name_is_found_under_any_of_its_names(key):
    item = {name: cell for name, cell in GARDEN.items() if name != "name"}
    (row,) = _parse(item | {key: "Jardin"}).rows

    assert row.values.name == "Jardin"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (0, RejectReason.NOT_PUBLIC),
        (-1, RejectReason.NOT_PUBLIC),
        (-2, RejectReason.NOT_PUBLIC),
        (-4, RejectReason.DISSOLVED),
        (-6, RejectReason.NOT_PUBLIC),
    ],
)
def test_what_its_map_does_not_show_is_set_aside(status, reason):
    assert _parse_one(status=status).reason == reason


@pytest.mark.parametrize("status", [1, 3, 9, None])
def test_what_its_map_shows_is_read(status):
    assert _parse_one(status=status).values.name == GARDEN["name"]


@pytest.mark.parametrize("licence", [None, "", "Tous droits réservés", "CC-BY-NC"])
def test_an_element_that_no_licence_opens_is_not_republished(licence):
    (row,) = _parse(GARDEN, licence=licence).rows

    assert row.reason == RejectReason.NOT_PUBLIC
    assert "Licence" in row.message


def test_a_bare_list_is_read_when_its_elements_say_their_licence():
    said, silent = parse(json.dumps([GARDEN | {"licence": "ODbL"}, GARDEN]).encode()).rows

    assert said.values.name == GARDEN["name"]
    assert silent.reason == RejectReason.NOT_PUBLIC


@pytest.mark.parametrize("said", ["private", "hidden", "Private"])
def test_a_closed_address_reads_as_empty(said):
    row = _parse_one(email=said)

    assert row.values.email == ""
    assert ("email", RepairName.PLACEHOLDER) in [(one.column, one.name) for one in row.repairs]


def test_the_addresses_of_followers_are_dropped_and_that_is_reported():
    row = _parse_one(subscriberEmails=["jeanne.martin@x.example"], userOwnerEmail="moi@x.example")

    assert "x.example" not in repr(row)
    assert ("subscriberEmails", RepairName.PERSONAL_CONTACT) in [
        (repair.column, repair.name) for repair in row.repairs
    ]


def test_a_french_date_is_read_too():
    assert _parse_one(updatedAt="15/08/2019").values.said_on == date(2019, 8, 15)


def test_what_the_map_itself_doubts_of_is_doubtful():
    assert [doubt.name for doubt in _parse_one(moderationState=2).doubts] == [
        DoubtName.NOT_CONFIRMED
    ]


def test_hours_that_cannot_be_read_stay_as_said():
    row = _parse_one(openHours={"Mo": "le matin"})

    assert (row.values.opening_hours, row.values.hours_note) == (
        "", "lundi : le matin ; Fermé en août",
    )  # fmt: skip
    assert [doubt.name for doubt in row.doubts] == [DoubtName.HOURS_UNREADABLE]


def test_the_identifiers_of_gathered_elements_stay_in_the_raw_row():
    assert '"b1"' in _parse_one(aggregatedElements=[{"id": "b1"}]).raw["aggregatedElements"]


def test_free_keys_are_named():
    assert _parse(GARDEN | {"nombre_de_poules": 4}).unknown_columns == ("nombre_de_poules",)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"id": None}, RejectReason.NO_IDENTIFIER), ({"name": ""}, RejectReason.NO_NAME)],
)
def test_an_element_without_what_names_it_is_refused(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (1, reason)


def test_an_element_that_is_no_object_is_refused_alone():
    good, broken = _parse(GARDEN, "rien").rows

    assert (good.values.name, broken.reason) == (GARDEN["name"], RejectReason.ROW_BROKEN)


def test_the_same_file_gives_the_same_answer_twice():
    assert _parse(GARDEN, GARDEN | {"id": 2}) == _parse(GARDEN, GARDEN | {"id": 2})


def test_an_empty_map_gives_no_row_and_an_empty_file_is_refused():
    assert _parse().rows == ()
    assert parse(b"[]").rows == ()
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_other_keys_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match="Il manque : « id »"):
        _parse({"label": "x"})
    with pytest.raises(UnreadableFileError, match="« data »"):
        parse(b'{"features": []}')
