"""The map of Hinaura, from a real sample."""

import json
from datetime import date

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.hinaura import INFO, parse, tables
from recoudre.importers.sources.hinaura.mapping import split_choices, tidy_day
from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, ReachMode
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

SOUND = dict.fromkeys((*tables.COLUMNS, *tables.OTHER_COLUMNS), "") | {
    tables.NAME: "Médiathèque",
    tables.ADDRESS: "1 place de la mairie",
    tables.POSTCODE: 26220,
    tables.COMMUNE: "Dieulefit",
    tables.LATITUDE: 44.53,
    tables.LONGITUDE: 5.06,
    tables.CHANGED: "07/05/2021 11:57:51",
}


def _parse_one(**cells):
    (row,) = parse(json.dumps([SOUND | cells]).encode()).rows
    return row


@pytest.fixture
def sample(read_sample):
    return parse(read_sample("hinaura_2022.json"))


def test_the_first_item_is_read_as_a_person_would(sample):
    row = sample.rows[0]
    values = row.values

    assert row.row_number == 1
    assert values.name == "MAISON DE SERVICES AU PUBLIC D'ABONDANCE"
    assert (values.commune_name, values.postcode) == ("ABONDANCE", "74360")
    assert (values.lat, values.lon) == (46.27947045, 6.720031881096503)
    assert values.opening_hours == "Tu-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00"
    assert (values.cost, values.said_on) == (Cost.FREE, date(2021, 5, 5))
    assert [tag.domain for tag in values.domains] == [Domain.DIGITAL, Domain.RIGHTS]
    assert [(tag.bond, tag.foundation) for tag in values.bonds] == [(Bond.CITIZENSHIP, None)]
    assert values.conditions == "Accompagnement individuel sans rendez-vous ; Impression"
    assert "lucratif" in values.caveat
    assert values.steward is None


def test_the_licence_is_share_alike():
    assert INFO.licence.is_share_alike


def test_an_address_that_was_never_typed_is_a_placeholder(sample):
    row = sample.rows[0]

    assert row.values.website == ""
    assert (RepairName.PLACEHOLDER, "http://") in [(one.name, one.before) for one in row.repairs]


def test_the_day_of_the_last_change_is_read_and_the_repair_logged(sample):
    dated = [one for one in sample.rows[1].repairs if one.name == RepairName.DATE_FORMAT]

    assert [(one.column, one.after) for one in dated] == [("datetime_latest", "2021-05-07")]


def test_a_postcode_written_as_a_number_is_read(sample):
    assert sample.rows[6].values.postcode == "07440"
    assert _parse_one(**{tables.POSTCODE: 7440}).values.postcode == "07440"


def test_a_place_without_point_has_none(sample):
    assert (sample.rows[5].values.lat, sample.rows[5].values.lon) == (None, None)


def test_what_a_web_form_escaped_is_read(sample):
    assert sample.rows[7].values.name == "Mediatheque Elisabeth & Roger Vailland"


def test_a_place_that_travels_is_itinerant(sample):
    assert sample.rows[4].values.reach_modes == (ReachMode.ITINERANT,)
    assert sample.rows[0].values.reach_modes == (ReachMode.ON_SITE,)


def test_free_and_paid_at_once_is_left_to_a_person():
    row = _parse_one(**{tables.PRICES: 'Gratuit,Payant,"Agrée Pass Numérique (APTIC ou autres)'})

    assert row.values.cost is None
    assert row.values.cost_note.startswith("Gratuit ; Payant ; Agrée Pass")
    assert [doubt.name for doubt in row.doubts] == [DoubtName.VALUE_UNKNOWN]


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ("Gratuit,", Cost.FREE),
        ('Gratuit,"Agrée Pass Numérique (APTIC ou autres)', Cost.FREE),
        ("Adhésion", Cost.PAID),
        ('Adhésion,"Gratuit sous condition"', Cost.REDUCED),
        ("", None),
    ],
)
def test_the_cost_is_what_the_source_says(said, cost):
    row = _parse_one(**{tables.PRICES: said})

    assert (row.values.cost, row.doubts) == (cost, ())


def test_unknown_boxes_are_doubts_that_name_them():
    row = _parse_one(
        **{tables.PRICES: "Troc", tables.KIND: "Gare", tables.AUDIENCE: "Adultes,Chats"}
    )

    assert [doubt.value for doubt in row.doubts] == ["Troc", "Chats", "Gare"]
    assert row.values.audiences == (Audience.ADULTS,)


@pytest.mark.parametrize(
    ("cell", "tidy"),
    [
        ("9h à 12h - 14h à 17h", "9h-12h, 14h-17h"),
        ("8h30/12h30 - 13h30/17h30", "8h30-12h30, 13h30-17h30"),
        ("9 h à 12 h  - 14 h à 17 h", "9h-12h, 14h-17h"),
        ("9h12h-14h17h", "9h-12h, 14h-17h"),
        ("Sur rendez-vous", "Sur rendez-vous"),
        ("14h", "14h"),
    ],
)
def test_hours_alone_are_read_two_by_two(cell, tidy):
    assert tidy_day(cell) == tidy


def test_hours_with_words_among_them_stay_as_written():
    row = _parse_one(Lundi="9h à 12h sur rendez-vous", Mardi="9h-12h")

    assert row.values.opening_hours == ""
    assert row.values.hours_note == "lundi : 9h à 12h sur rendez-vous ; mardi : 9h-12h"
    assert [doubt.name for doubt in row.doubts] == [DoubtName.HOURS_UNREADABLE]


def test_commas_between_brackets_separate_nothing():
    assert split_choices(f'Public : État","{tables.FOR_PROFIT}') == [
        "Public : État",
        tables.FOR_PROFIT,
    ]


def test_contacts_are_open_only_where_the_author_accepted_it():
    agreed = {tables.POLICY: "Accepte la politique", tables.TERMS: "Accepte que"}

    assert _parse_one(**agreed).values.contact_consented
    assert not _parse_one(**agreed | {tables.TERMS: ""}).values.contact_consented


def test_a_mobile_and_a_named_address_are_never_kept():
    row = _parse_one(**{tables.PHONE: "06 00 00 00 00", tables.EMAIL: "jeanne.martin@x.example"})

    assert (row.values.phone, row.values.email) == ("", "")
    assert [one.name for one in row.repairs if one.column in (tables.PHONE, tables.EMAIL)] == [
        RepairName.PERSONAL_CONTACT
    ] * 2


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({tables.NAME: ""}, RejectReason.NO_NAME),
        ({tables.STATE: "Brouillon"}, RejectReason.NOT_PUBLIC),
    ],
)
def test_an_item_that_cannot_be_shown_is_refused_with_its_number(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (1, reason)


def test_the_identifier_does_not_move_with_the_case_nor_the_contacts():
    same = _parse_one(**{tables.NAME: "MEDIATHEQUE", tables.PHONE: "04 75 00 00 00"})

    assert same.source_id == _parse_one().source_id
    assert same.source_id != _parse_one(**{tables.NAME: "Mairie"}).source_id


def test_the_same_file_gives_the_same_answer_twice(read_sample, sample):
    assert parse(read_sample("hinaura_2022.json")) == sample


def test_an_empty_list_gives_no_row_and_an_empty_file_is_refused():
    assert parse(b"[]").rows == ()
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_other_keys_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : .*« Ville .*« titre »"):
        parse(json.dumps([{"titre": "x"}]).encode())


def test_every_row_of_the_whole_map_is_counted(shared_data):
    """Reads shared/data/sources/. Two rows of one place have one name."""
    path = shared_data / "sources" / "hinaura_aura_2022-11.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    parsed = parse(path.read_bytes())
    doubts = [doubt for row in parsed.rows for doubt in row.doubts]

    assert (len(parsed.rows), parsed.unknown_columns) == (1171, ())
    assert len({row.source_id for row in parsed.rows}) == 1161
    assert sum(not row.doubts for row in parsed.rows) == 895
    assert sum(bool(row.values.opening_hours) for row in parsed.rows) == 574
    assert {doubt.name for doubt in doubts} == {
        DoubtName.HOURS_UNREADABLE,
        DoubtName.VALUE_UNKNOWN,
        DoubtName.URL_UNREADABLE,
        DoubtName.PHONE_UNREADABLE,
        DoubtName.EMAIL_UNREADABLE,
    }
