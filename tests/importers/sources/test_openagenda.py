"""OpenAgenda."""

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.moments import find_said_status, order_timings, read_instant
from recoudre.importers.reading import UnreadableFileError
from recoudre.importers.sources.openagenda import INFO, parse
from recoudre.importers.sources.openagenda.tables import NEVER_READ
from recoudre.vocabulary.lists import (
    Audience,
    ContactBasis,
    Cost,
    Domain,
    Kind,
    ReachMode,
    TimingStatus,
)
from recoudre.vocabulary.records import (
    DoubtName,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    TimingValues,
)

# A row in the shape of Opendatasoft's flat list, with every field that we read.
FLAT = {
    "uid": "64339204",
    "title_fr": "Bal du samedi",
    "description_fr": "On danse.",
    "longdescription_fr": "<p>On danse&nbsp;!</p><p>Venez.</p>",
    "conditions_fr": "Gratuit, sans inscription",
    "keywords_fr": '["Danse", "Inconnu"]',
    "originagenda_uid": "100",
    "canonicalurl": "https://openagenda.com/fr/bal/events/bal-du-samedi",
    "timings": json.dumps(
        [
            {"begin": "2026-10-24T20:00:00+02:00", "end": "2026-10-24T23:00:00+02:00"},
            {"begin": "2026-10-31T20:00:00+01:00", "end": "2026-10-31T23:00:00+01:00"},
        ]
    ),
    "status": '{"id": 1, "label": {"fr": "Programmé"}}',
    "attendancemode": '{"id": 3}',
    "accessibility": "hi;mi",
    "age_min": "60",
    "age_max": "99",
    "location_name": "Salle des fêtes",
    "location_address": "Place du Village, 26220 Dieulefit",
    "location_city": "Dieulefit",
    "location_postalcode": "26220",
    "location_insee": "26114",
    "location_coordinates": "44.5257, 5.0664",
    "registration": json.dumps(
        [
            {"type": "phone", "value": "04 75 46 00 00"},
            {"type": "email", "value": "contact@salle-exemple.fr"},
            {"type": "link", "value": "https://exemple.fr/inscription"},
        ]
    ),
}
NATIVE = {
    "uid": 64339204,
    "title": {"fr": "Bal du samedi", "en": "Saturday ball"},
    "description": {"fr": "On danse."},
    "originAgenda": {"uid": 100, "slug": "bal"},
    "state": 2,
    "status": 1,
    "attendanceMode": 1,
    "timings": [{"begin": "2026-10-24T20:00:00+02:00", "end": "2026-10-24T23:00:00+02:00"}],
    "age": {"min": 6, "max": 12},
    "accessibility": {"hi": True, "mi": False},
    "keywords": {"fr": ["Danse"]},
    "location": {
        "name": "Salle des fêtes",
        "address": "Place du Village, 26220 Dieulefit",
        "city": "Dieulefit",
        "postalCode": "26220",
        "insee": "26114",
        "latitude": 44.5257,
        "longitude": 5.0664,
    },
    "member": {"name": "Jeanne Exemple", "email": "jeanne.exemple@exemple.fr"},
}


def parse_all(*items):
    return parse(json.dumps(items).encode()).rows


def parse_one(base=FLAT, **changes):
    [row] = parse_all({**base, **changes})
    return row


def at(text):
    return datetime.fromisoformat(text)


def test_a_flat_event_is_read_whole():
    row = parse_one()

    values = row.values
    assert (row.source_id, values.name, values.kind) == (
        "100/64339204", "Bal du samedi", Kind.GATHERING,
    )  # fmt: skip
    assert values.timings == (
        TimingValues(at("2026-10-24T20:00"), at("2026-10-24T23:00")),
        TimingValues(at("2026-10-31T20:00"), at("2026-10-31T23:00")),
    )
    assert (values.summary, values.description) == ("On danse.", "On danse\xa0! Venez.")
    assert (values.lat, values.lon, values.commune_code) == (44.5257, 5.0664, "26114")
    assert values.address == "Salle des fêtes, Place du Village"
    assert (values.cost, values.cost_note) == (Cost.FREE, "Gratuit, sans inscription")
    assert values.audiences == (Audience.SENIORS,)
    assert values.reach_modes == (ReachMode.ON_SITE, ReachMode.REMOTE)
    assert values.conditions == ("De 60 à 99 ans. Accessible : handicap auditif, handicap moteur.")
    assert [tag.domain for tag in values.domains] == [Domain.CULTURE]
    assert values.phone
    assert values.website == "https://exemple.fr/inscription"
    assert row.doubts == ()


def test_a_native_event_has_the_same_identity_and_the_same_place():
    flat, native = parse_one(), parse_one(NATIVE)

    assert native.source_id == flat.source_id
    assert native.values.name == flat.values.name
    assert native.values.commune_code == flat.values.commune_code
    assert native.values.audiences == (Audience.CHILDREN,)
    assert native.values.conditions == "De 6 à 12 ans. Accessible : handicap auditif."


def test_an_answer_of_the_api_is_read_in_its_envelope():
    content = json.dumps({"total": 1, "events": [NATIVE]}).encode()

    assert len(parse(content).rows) == 1


def test_people_are_never_read():
    row = parse_one(NATIVE, contributor_email="paul.exemple@exemple.fr")

    assert "Jeanne" not in str(row)
    assert "paul.exemple" not in str(row)
    assert {"member", "contributor_email"} <= set(NEVER_READ)
    assert INFO.contact_basis == ContactBasis.UNKNOWN


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (1, TimingStatus.SCHEDULED),
        (2, TimingStatus.SCHEDULED),
        (3, TimingStatus.ONLINE),
        (4, TimingStatus.POSTPONED),
        (5, TimingStatus.FULL),
        (6, TimingStatus.CANCELLED),
    ],
)
def test_each_status_is_said_of_every_date(code, status):
    row = parse_one(status=code)

    assert {one.status for one in row.values.timings} == {status}


def test_a_title_that_says_cancelled_is_believed():
    row = parse_one(title_fr="ANNULÉ - Bal du samedi")

    assert {one.status for one in row.values.timings} == {TimingStatus.CANCELLED}


@pytest.mark.parametrize(
    "closed", [{"state": 0}, {"state": 1}, {"state": -1}, {"draft": True}, {"removed": 1}]
)
def test_what_is_not_published_is_set_aside_and_leaves(closed):
    row = parse_one(NATIVE, **closed)

    assert (row.reason, row.source_id) == (RejectReason.NOT_PUBLIC, "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"uid": ""}, RejectReason.NO_IDENTIFIER),
        ({"title_fr": ""}, RejectReason.NO_NAME),
        ({"title_fr": "Job dating restauration rapide"}, RejectReason.NOT_A_BOND),
        (
            {"canonicalurl": "https://openagenda.com/francetravail/events/x"},
            RejectReason.NOT_A_BOND,
        ),
        ({"keywords_fr": "Recrutement, CDI"}, RejectReason.NOT_A_BOND),
    ],
)
def test_a_row_is_refused_with_its_reason(change, reason):
    row = parse_one(**change)

    assert isinstance(row, RejectedRow)
    assert (row.row_number, row.reason) == (1, reason)
    assert row.message


def test_a_list_that_tells_the_first_and_the_last_date_invents_none_between():
    row = parse_one(
        timings="",
        first_date="2025-09-11T16:00:00+00:00",
        last_date="2026-06-25T16:00:00+00:00",
        date_display="11 septembre 2025 - 25 juin 2026, les jeudis",
    )

    assert [one.starts_at for one in row.values.timings] == [
        at("2025-09-11T18:00"),
        at("2026-06-25T18:00"),
    ]
    assert row.values.hours_note == "11 septembre 2025 - 25 juin 2026, les jeudis"


@pytest.mark.parametrize(
    ("display", "note"),
    [
        ("20 et 21 septembre", ""),
        ("Samedi 20 septembre, 14h00, 16h30", ""),
        ("1 mars 2025 et 11 février 2026", ""),
        ("6 - 8 juin", "6 - 8 juin"),
        ("Dimanche 21 mai, 10h00, 14h00, 16h00", "Dimanche 21 mai, 10h00, 14h00, 16h00"),
    ],
)  # fmt: skip
def test_the_sentence_of_the_agenda_is_kept_when_it_says_more_than_two_dates(display, note):
    row = parse_one(
        timings="",
        first_date="2025-09-20T12:00:00+00:00",
        last_date="2025-09-21T12:00:00+00:00",
        date_display=display,
    )

    assert row.values.hours_note == note


def test_an_event_without_any_date_is_legal():
    row = parse_one(timings="")

    assert isinstance(row, ParsedRecord)
    assert row.values.timings == ()


def test_an_unreadable_date_is_doubtful_and_leaves_the_others():
    timings = [{"begin": "bientôt"}, {"begin": "2026-10-24T20:00:00+02:00"}, "x"]

    row = parse_one(timings=timings)

    assert [one.starts_at for one in row.values.timings] == [at("2026-10-24T20:00")]
    assert {doubt.name for doubt in row.doubts} == {DoubtName.DATE_UNREADABLE}


@pytest.mark.parametrize(
    ("said", "cost", "is_doubtful"),
    [
        ("", None, False),
        ("Entrée libre", Cost.FREE, False),
        ("Prix libre", Cost.FREE_PRICE, False),
        ("5 €", Cost.PAID, False),
        ("12 euros", Cost.PAID, False),
        ("Gratuit pour les enfants, 5 € pour les adultes", None, True),
        ("Sur inscription", None, False),
    ],
)
def test_a_cost_is_read_only_when_it_is_plain(said, cost, is_doubtful):
    row = parse_one(conditions_fr=said)

    assert (row.values.cost, row.values.cost_note) == (cost, said)
    assert bool(row.doubts) is is_doubtful


def test_ages_that_are_not_told_are_not_zero():
    row = parse_one(NATIVE, age={"min": None, "max": None}, accessibility={})

    assert (row.values.audiences, row.values.conditions) == ((), "")


def test_the_answer_is_the_same_twice():
    assert parse_all(FLAT, NATIVE) == parse_all(FLAT, NATIVE)


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"nom": "x"}]', b"<html>"])
def test_another_file_is_refused(content):
    with pytest.raises(UnreadableFileError):
        parse(content)


def test_the_real_file_of_drome_is_read_whole(shared_data):
    path = shared_data / "events" / "openagenda_drome_1068_2026-03.json"

    rows = parse(path.read_bytes()).rows

    kept = [row for row in rows if isinstance(row, ParsedRecord)]
    assert len(rows) == 1068
    assert len({row.source_id for row in kept}) == len(kept)
    assert all(row.values.timings for row in kept)
    assert {row.reason for row in rows if isinstance(row, RejectedRow)} == {RejectReason.NOT_A_BOND}
    assert 470 <= len(kept) <= 500


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("[COMPLET] Bal", TimingStatus.FULL),
        ("Reporté : bal", TimingStatus.POSTPONED),
        ("Complet bleu : défilé", TimingStatus.SCHEDULED),
        ("Bal annulé", TimingStatus.SCHEDULED),
        ("", TimingStatus.SCHEDULED),
    ],
)
def test_only_the_head_of_a_title_says_a_status(title, status):
    assert find_said_status(title) == status


@given(st.datetimes(min_value=at("1990-01-01"), max_value=at("2100-01-01"),
                    timezones=st.timezones()))  # fmt: skip
def test_an_instant_keeps_its_moment_in_local_time(moment):
    local = read_instant(moment.isoformat())

    assert local is not None
    assert local.tzinfo is None


@given(st.lists(st.datetimes(min_value=at("2000-01-01"), max_value=at("2100-01-01")), max_size=30))
def test_dates_come_in_order_and_once(starts):
    ordered = order_timings(TimingValues(one) for one in starts)

    assert [one.starts_at for one in ordered] == sorted(set(starts))


@given(st.dictionaries(st.sampled_from(sorted(FLAT)), st.text(max_size=40), max_size=6))
def test_any_cell_gives_a_record_or_a_reason(changes):
    row = parse_one(**changes)

    assert isinstance(row, ParsedRecord | RejectedRow)
