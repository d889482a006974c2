"""Services of HSDS 3.0, one service at one place at a time."""

import json
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.hsds import parse
from recoudre.vocabulary.lists import Bond, Cost, Kind, ReachMode, State
from recoudre.vocabulary.records import DoubtName, RejectReason, TimingValues


def _id(name):
    return str(uuid5(NAMESPACE_URL, name))


ADDRESS = {
    "id": _id("address"),
    "address_1": "2 rue des Écoles",
    "city": "Dieulefit",
    "region": "Drôme",
    "state_province": "Auvergne-Rhône-Alpes",
    "postal_code": "26220",
    "country": "FR",
    "address_type": "physical",
}
LOCATION = {
    "id": _id("location"),
    "location_type": "physical",
    "latitude": 44.53,
    "longitude": 5.06,
    "external_identifier": "26114",
    "external_identifier_type": "INSEE",
    "addresses": [ADDRESS],
}
ORGANIZATION = {
    "id": _id("organization"),
    "name": "Le Tournesol",
    "description": "Association, Dieulefit.",
    "organization_identifiers": [
        {"id": _id("i1"), "organization_id": _id("organization"), "identifier_scheme": "FR-SIRET",
         "identifier_type": "SIRET", "identifier": "77556026100015"},
        {"id": _id("i2"), "organization_id": _id("organization"), "identifier_scheme": "FR-RNA",
         "identifier_type": "RNA", "identifier": "W261000001"},
    ],
}  # fmt: skip
WEEKLY = {
    "id": _id("schedule"),
    "freq": "WEEKLY",
    "interval": 1,
    "byday": "MO,TU",
    "opens_at": "09:00",
    "closes_at": "12:00",
}
MEAL = {
    "id": _id("service"),
    "name": "Repas des voisins",
    "description": "On cuisine et on mange ensemble.",
    "status": "active",
    "url": "https://tournesol.example/repas",
    "fees_description": "Prix libre",
    "minimum_age": 6,
    "last_modified": "2026-02-14T10:00:00Z",
    "organization": ORGANIZATION,
    "service_at_locations": [{"id": _id("link"), "location": LOCATION}],
    "schedules": [WEEKLY],
    "attributes": [
        {"id": _id("a"), "link_id": _id("service"), "link_entity": "service", "link_type": "lien",
         "taxonomy_term": {"id": _id("t"), "code": "elective", "name": "élective",
                           "description": "participation élective"}},
    ],
}  # fmt: skip


def _parse_one(**cells):
    (row,) = parse(json.dumps([MEAL | cells]).encode()).rows
    return row


def _at(**cells):
    return [{"id": _id("link"), "location": LOCATION | cells}]


def test_a_service_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, row.source_id) == (1, _id("link"))
    assert (values.name, values.kind, values.state) == (
        "Repas des voisins", Kind.PLACE, State.PUBLISHED,
    )  # fmt: skip
    assert (values.address, values.postcode, values.commune_code) == (
        "2 rue des Écoles", "26220", "26114",
    )  # fmt: skip
    assert (values.lat, values.lon) == (44.53, 5.06)
    assert values.opening_hours == "Mo,Tu 09:00-12:00"
    assert (values.cost_note, values.conditions) == ("Prix libre", "À partir de 6 ans")
    assert (values.steward.siret, values.steward.rna) == ("77556026100015", "W261000001")
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE]
    assert (values.said_on, values.reach_modes) == (date(2026, 2, 14), (ReachMode.ON_SITE,))
    assert row.doubts == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("service", MEAL), ("organization", ORGANIZATION | {"services": [MEAL]})],
)
def test_the_inputs_of_these_tests_follow_the_compiled_schemas(shared_data, name, value):
    """Reads shared/data/schemas/hsds/."""
    jsonschema = pytest.importorskip("jsonschema")
    path = shared_data / "schemas" / "hsds" / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    schema = json.loads(path.read_text("utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(value)

    assert [error.message for error in errors] == []


@pytest.mark.parametrize("key", ["contents", "services"])
def test_a_page_is_opened(key):
    (row,) = parse(json.dumps({"total_items": 31, key: [MEAL]}).encode()).rows

    assert row.values == _parse_one().values


def test_an_organization_brings_its_services():
    service = {key: value for key, value in MEAL.items() if key != "organization"}
    (row,) = parse(json.dumps([ORGANIZATION | {"services": [service]}]).encode()).rows

    assert row.values == _parse_one().values


def test_a_service_at_two_places_is_two_occasions():
    links = [{"id": _id("l1"), "location": LOCATION}, {"id": _id("l2"), "location": {}}]
    rows = parse(json.dumps([MEAL | {"service_at_locations": links}]).encode()).rows

    assert [row.source_id for row in rows] == [_id("l1"), _id("l2")]


def test_a_service_without_place_keeps_its_own_identifier():
    row = _parse_one(service_at_locations=[])

    assert (row.source_id, row.values.lat) == (_id("service"), None)


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        ({"byday": "FR", "opens_at": "19:00:00", "closes_at": "22:00:00"}, "Fr 19:00-22:00"),
        ({"opens_at": "09:00Z", "closes_at": "12:00+01:00"}, "Mo,Tu 09:00-12:00"),
        ({"freq": "MONTHLY", "byday": "1FR"}, "Fr[1] 09:00-12:00"),
        ({"freq": "MONTHLY", "byday": "1FR,-1SA"}, "Fr[1] 09:00-12:00; Sa[-1] 09:00-12:00"),
    ],
)
def test_a_schedule_that_repeats_becomes_hours(schedule, hours):
    assert _parse_one(schedules=[WEEKLY | schedule]).values.opening_hours == hours


def test_the_first_friday_of_the_month_is_a_gathering():
    assert _parse_one(schedules=[WEEKLY | {"freq": "MONTHLY", "byday": "1FR"}]).values.kind == (
        Kind.GATHERING
    )


@pytest.mark.parametrize(
    "schedule",
    [
        {"opens_at": "25:99"},
        {"closes_at": "08:00"},
        {"interval": 2},
        {"byday": "1FR"},
        {"byday": ""},
        {"freq": "YEARLY"},
        {"freq": "MONTHLY", "byday": "FR"},
    ],
)
def test_a_schedule_that_cannot_be_read_stays_as_said(schedule):
    row = _parse_one(schedules=[WEEKLY | schedule])

    assert row.values.opening_hours == ""
    assert "freq" in row.values.hours_note
    assert [doubt.name for doubt in row.doubts] == [DoubtName.HOURS_UNREADABLE]


def test_a_single_date_becomes_a_date():
    day = {"freq": None, "byday": None, "valid_from": "2026-07-03", "valid_to": "2026-07-03"}
    values = _parse_one(schedules=[WEEKLY | day]).values

    opens, closes = map(datetime.fromisoformat, ("2026-07-03T09:00", "2026-07-03T12:00"))
    assert values.timings == (TimingValues(opens, closes),)
    assert (values.kind, values.opening_hours) == (Kind.GATHERING, "")


def test_a_latitude_that_the_schema_accepts_is_caught():
    row = _parse_one(service_at_locations=_at(latitude=999))

    assert (row.values.lat, row.values.lon) == (None, None)
    assert [doubt.name for doubt in row.doubts] == [DoubtName.POINT_OUTSIDE_FRANCE]


def test_an_identifier_that_is_no_uuid_is_a_doubt():
    row = _parse_one(service_at_locations=[{"id": "12", "location": LOCATION}])

    assert [(doubt.column, doubt.value) for doubt in row.doubts] == [("id", "12")]


@pytest.mark.parametrize(
    ("amounts", "cost"),
    [([0], Cost.FREE), ([5, 10], Cost.PAID), ([0, 5], None), ([], None), (["x"], None)],
)
def test_the_cost_is_what_the_amounts_say(amounts, cost):
    options = [{"id": _id(str(n)), "amount": amount} for n, amount in enumerate(amounts)]

    assert _parse_one(cost_options=options).values.cost == cost


@pytest.mark.parametrize(
    ("status", "state"),
    [("active", State.PUBLISHED), ("temporarily closed", State.DORMANT)],
)
def test_the_state_is_read_by_the_crosswalk(status, state):
    assert _parse_one(status=status).values.state == state


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "inactive"}, RejectReason.NOT_PUBLIC),
        ({"status": "defunct"}, RejectReason.DISSOLVED),
        ({"name": ""}, RejectReason.NO_NAME),
        ({"id": None, "service_at_locations": []}, RejectReason.NO_IDENTIFIER),
    ],
)
def test_a_service_that_cannot_be_shown_is_refused_with_its_number(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (1, reason)


def test_an_unknown_status_is_a_doubt():
    assert [doubt.value for doubt in _parse_one(status="peut-être").doubts] == ["peut-être"]


def test_the_people_of_a_service_are_never_read_nor_kept():
    people = [{"id": _id("c"), "name": "Jeanne Martin", "email": "j.martin@x.example"}]
    row = _parse_one(
        contacts=people,
        assurer_email="moi@x.example",
        service_at_locations=_at(contacts=people),
        organization=ORGANIZATION | {"contacts": people},
    )

    assert "Jeanne" not in repr(row)
    assert "x.example" not in repr(row)


def test_what_is_no_object_is_refused_alone():
    good, broken = parse(json.dumps([MEAL, "rien"]).encode()).rows

    assert (good.values.name, broken.reason) == (MEAL["name"], RejectReason.ROW_BROKEN)


def test_the_same_file_gives_the_same_answer_twice():
    content = json.dumps([MEAL]).encode()

    assert parse(content) == parse(content)


def test_an_empty_page_gives_no_row_and_an_empty_file_is_refused():
    assert parse(b'{"contents": []}').rows == ()
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_other_keys_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : .*« status ».*« titre »"):
        parse(b'[{"id": "1", "titre": "x"}]')
    with pytest.raises(UnreadableFileError, match="« contents »"):
        parse(b'{"records": []}')
