"""Calendars of anybody."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.apart import keep_apart, place_rows
from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.reading import UnreadableFileError
from recoudre.importers.registry import find_source
from recoudre.importers.sources.icalendar import parse
from recoudre.vocabulary.lists import Kind, ReachMode, TimingStatus
from recoudre.vocabulary.records import (
    ParsedRecord,
    RejectedRow,
    RejectReason,
    TimingValues,
)
from recoudre.vocabulary.schedules import list_dates, read_schedule

BALL = (
    "UID:bal@example.org",
    "SUMMARY:Bal du samedi",
    "DTSTART;TZID=Europe/Paris:20261024T200000",
    "DTEND;TZID=Europe/Paris:20261024T230000",
)
FIRST_FRIDAYS = "RRULE:FREQ=MONTHLY;BYDAY=1FR;BYMONTH=9,10,11,12,1,2,3,4,5,6"


def write_calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:essai"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def parse_all(*events):
    return parse(write_calendar(*events)).rows


def parse_one(*lines, base=BALL):
    names = {line.partition(":")[0].partition(";")[0] for line in lines}
    kept = [line for line in base if line.partition(":")[0].partition(";")[0] not in names]
    [row] = parse_all([*kept, *lines])
    return row


def at(text):
    return datetime.fromisoformat(text)


def list_starts(row):
    return [one.starts_at for one in row.values.timings]


def test_an_event_is_read_whole():
    row = parse_one(
        "LOCATION:Salle des fêtes\\, 26220 Dieulefit",
        "GEO:44.5257;5.0664",
        "DESCRIPTION:On danse.",
        "URL:https://example.org/bal",
    )

    values = row.values
    assert (row.source_id, values.name, values.kind) == (
        "bal@example.org", "Bal du samedi", Kind.GATHERING,
    )  # fmt: skip
    assert values.timings == (TimingValues(at("2026-10-24T20:00"), at("2026-10-24T23:00")),)
    assert (values.address, values.postcode, values.commune_name) == (
        "Salle des fêtes", "26220", "Dieulefit",
    )  # fmt: skip
    assert (values.lat, values.lon) == (44.5257, 5.0664)
    assert (values.description, values.source_url) == ("On danse.", "https://example.org/bal")


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=Europe/Paris:20261024T200000",
        "DTSTART;TZID=Romance Standard Time:20261024T200000",
        "DTSTART;TZID=GMT Standard Time:20261024T190000",
        "DTSTART:20261024T180000Z",
        "DTSTART:20261024T200000",
    ],
)
def test_an_hour_is_french_whatever_the_zone(start):
    assert list_starts(parse_one(start, "DTEND:20261024T210000Z")) == [at("2026-10-24T20:00")]


def test_a_rule_that_ends_gives_each_date_at_the_same_hour():
    row = parse_one(
        "DTSTART;TZID=Europe/Paris:20260904T190000",
        "DTEND;TZID=Europe/Paris:20260904T210000",
        FIRST_FRIDAYS + ";UNTIL=20270630T220000Z",
    )

    starts = list_starts(row)
    assert len(starts) == 10
    assert {start.hour for start in starts} == {19}
    assert row.values.schedule is None


def test_a_rule_without_end_stays_a_rule():
    row = parse_one(
        "DTSTART;TZID=Europe/Paris:20260904T190000",
        "DTEND;TZID=Europe/Paris:20260904T210000",
        FIRST_FRIDAYS,
        "EXDATE;TZID=Europe/Paris:20261002T190000",
    )

    schedule = read_schedule(row.values.schedule)
    dates = list_dates(schedule, since=date(2026, 9, 1), until=date(2027, 8, 31))
    assert len(dates) == 9
    assert schedule.minutes == 120
    assert row.values.timings == ()


def test_an_exception_and_a_date_added_are_followed():
    row = parse_one(
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Paris:20261031T200000",
        "RDATE;TZID=Europe/Paris:20261225T200000",
    )

    assert [start.day for start in list_starts(row)] == [24, 7, 14, 25]


def test_one_occurrence_moved_or_cancelled_is_the_only_one():
    weekly = [*BALL, "RRULE:FREQ=WEEKLY;COUNT=3"]
    moved = [
        "UID:bal@example.org",
        "SUMMARY:Bal du samedi",
        "RECURRENCE-ID;TZID=Europe/Paris:20261031T200000",
        "DTSTART;TZID=Europe/Paris:20261101T150000",
    ]
    cancelled = [
        "UID:bal@example.org",
        "SUMMARY:Bal du samedi",
        "RECURRENCE-ID;TZID=Europe/Paris:20261107T200000",
        "DTSTART;TZID=Europe/Paris:20261107T200000",
        "STATUS:CANCELLED",
    ]

    [row] = parse_all(weekly, moved, cancelled)

    assert list_starts(row) == [
        at("2026-10-24T20:00"),
        at("2026-11-01T15:00"),
        at("2026-11-07T20:00"),
    ]
    assert [one.status for one in row.values.timings] == [
        TimingStatus.SCHEDULED,
        TimingStatus.SCHEDULED,
        TimingStatus.CANCELLED,
    ]


def test_a_cancelled_event_stays_and_says_so():
    row = parse_one("STATUS:CANCELLED")

    assert [one.status for one in row.values.timings] == [TimingStatus.CANCELLED]


def test_whole_days_are_a_period_until_the_day_before_the_end():
    row = parse_one("DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260329")

    [timing] = row.values.timings
    assert (timing.starts_at, timing.ends_at) == (at("2026-03-03T00:00"), at("2026-03-28T23:59"))


@pytest.mark.parametrize("title", ["Busy", "Occupé", "Libre", "empty slot", "OCCUPÉ"])
def test_a_slot_that_says_only_busy_is_set_aside(title):
    assert parse_one(f"SUMMARY:{title}").reason == RejectReason.NOT_PUBLIC


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("CLASS:PRIVATE", RejectReason.NOT_PUBLIC),
        ("SUMMARY:", RejectReason.NO_NAME),
        ("SUMMARY:Job dating", None),
    ],
)
def test_what_is_private_or_without_a_title_is_refused(line, reason):
    row = parse_one(line)

    assert getattr(row, "reason", None) == reason


def test_without_a_beginning_there_is_no_date():
    [row] = parse_all(["UID:1", "SUMMARY:Bal"])

    assert (row.reason, row.source_id) == (RejectReason.NO_DATE, "1")


@pytest.mark.parametrize(
    ("said", "address", "commune"),
    [
        ("", "", ""),
        ("TBC", "", ""),
        ("À définir", "", ""),
        ("Salle B", "Salle B", ""),
        ("26220 Dieulefit", "", "Dieulefit"),
        ("3 rue du Bourg\\, 26220 Dieulefit\\, France", "3 rue du Bourg, France", "Dieulefit"),
    ],
)
def test_a_place_may_be_empty_a_room_or_a_town(said, address, commune):
    values = parse_one(f"LOCATION:{said}").values

    assert values.commune_name == commune
    assert values.address.startswith(address.partition(",")[0])


@pytest.mark.parametrize("said", ["Visio", "https://meet.example.org/bal"])
def test_a_screen_is_no_place(said):
    values = parse_one(f"LOCATION:{said}").values

    assert (values.address, values.reach_modes) == ("", (ReachMode.REMOTE,))


def test_people_are_never_read():
    row = parse_one(
        "ORGANIZER;CN=Jeanne Exemple:mailto:jeanne.exemple@example.org",
        "ATTENDEE;CN=Paul Exemple:mailto:paul.exemple@example.org",
    )

    assert "Exemple" not in str(row)


def test_without_a_uid_the_same_event_has_the_same_identity():
    bare = [line for line in BALL if not line.startswith("UID")]

    first, second = parse_all(bare)[0], parse_all(bare)[0]

    assert first.source_id == second.source_id
    assert first.source_id != parse_one("SUMMARY:Loto", base=bare).source_id


def test_a_folded_uid_is_read_whole():
    long = "x" * 90
    content = write_calendar([f"UID:{long[:60]}\r\n {long[60:]}", *BALL[1:]])

    assert parse(content).rows[0].source_id == long


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCARD\r\nEND:VCARD", b"nom;date\r\nBal;demain"])
def test_another_file_is_refused(content):
    with pytest.raises(UnreadableFileError):
        parse(content)


def test_a_calendar_without_events_has_no_row():
    assert parse_all() == ()


def test_the_answer_is_the_same_twice():
    content = write_calendar([*BALL, FIRST_FRIDAYS], ["UID:2", "SUMMARY:Loto"])

    assert parse(content) == parse(content)


def test_two_calendars_are_two_sources():
    source = find_source("icalendar")

    named = keep_apart(source, "MJC de Die")

    assert named.info.slug == "icalendar-mjc-de-die"
    with pytest.raises(ImportStoppedError):
        keep_apart(source, "…")


def test_a_feed_may_say_the_commune_of_what_says_none():
    elsewhere = [*BALL[1:], "UID:2", "LOCATION:26220 Dieulefit"]
    placed = place_rows(find_source("icalendar"), "26113")

    rows = placed.parse(write_calendar(BALL, elsewhere, ["UID:3", "SUMMARY:"])).rows

    assert [row.values.commune_code for row in rows[:2]] == ["26113", ""]
    assert isinstance(rows[2], RejectedRow)


WORDS = st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)


@given(WORDS, WORDS, st.integers(0, 400))
def test_any_words_give_a_record_or_a_reason(title, place, days):
    start = at("2026-01-01T20:00") + timedelta(days=days)

    row = parse_one(f"SUMMARY:{title}", f"LOCATION:{place}", f"DTSTART:{start:%Y%m%dT%H%M%S}",
                    f"DTEND:{start:%Y%m%dT%H%M%S}")  # fmt: skip

    assert isinstance(row, ParsedRecord | RejectedRow)


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 60))
def test_a_rule_that_counts_gives_as_many_dates(frequency, count):
    row = parse_one(f"RRULE:FREQ={frequency};COUNT={count}")

    assert len(row.values.timings) == count
