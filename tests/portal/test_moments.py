"""Dates in words."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from recoudre.inventory.queries import NextTiming
from recoudre.portal.moments import describe_timings, write_next, write_span, write_status

NOW = "2026-03-02 08:00+00:00"
TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def timing(text, end=None, status="scheduled", place=""):
    start = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)
    ends_at = datetime.fromisoformat(f"2026-{end}").replace(tzinfo=UTC) if end else None
    return NextTiming(start, ends_at, status, place)


def write_plain(start, end):
    ends_at = datetime.fromisoformat(end) if end else None
    text = write_span(datetime.fromisoformat(start), ends_at, today=TODAY)
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-06T19:00", None, "vendredi 6 mars, 19 h"),
        ("2026-03-06T19:00", "2026-03-06T21:30", "vendredi 6 mars, de 19 h à 21 h 30"),
        ("2026-03-06T21:00", "2026-03-07T02:00", "vendredi 6 mars, de 21 h à 2 h"),
        ("2026-03-03T10:00", "2026-03-28T18:00", "du 3 au 28 mars"),
        ("2026-03-01T10:00", "2026-03-28T18:00", "du 1er au 28 mars"),
        ("2026-03-28T10:00", "2026-04-04T18:00", "du 28 mars au 4 avril"),
        ("2026-12-28T10:00", "2027-01-04T18:00", "du 28 décembre 2026 au 4 janvier 2027"),
        ("2027-01-02T10:00", "2027-01-04T18:00", "du 2 au 4 janvier 2027"),
        ("2026-03-06T00:00", None, "vendredi 6 mars"),
        ("2026-03-06T00:00", "2026-03-07T00:00", "vendredi 6 mars"),
        ("2026-03-06T19:00", "2026-03-06T18:00", "vendredi 6 mars, 19 h"),
    ],
)
def test_a_date_is_written_as_one_says_it(start, end, expected):
    assert write_plain(start, end) == expected


def test_a_period_in_english_names_both_months():
    with translation.override("en"):
        text = write_span(
            datetime.fromisoformat("2026-03-03T10:00"),
            datetime.fromisoformat("2026-03-28T18:00"),
            today=TODAY,
        )

    assert "March" in text


@time_machine.travel(NOW)
def test_the_next_date_is_said_with_the_number_of_others():
    dates = [timing("03-06T18:00"), timing("03-13T18:00"), timing("03-20T18:00")]

    assert write_next(dates) == "vendredi 6 mars, 19\xa0h et 2 autres dates"


@time_machine.travel(NOW)
def test_days_that_follow_each_other_are_a_period():
    days = [timing(f"03-{day:02d}T09:00", f"03-{day:02d}T17:00") for day in (3, 4, 5, 6, 7, 14)]

    assert write_next(days) == "du 3 au 7 mars et 1 autre date"
    assert write_next(days[:3]).endswith("et 2 autres dates")


@time_machine.travel(NOW)
def test_the_next_date_skips_what_is_cancelled_and_does_not_count_it():
    dates = [timing("03-06T18:00", status="cancelled"), timing("03-13T18:00")]

    assert write_next(dates) == "vendredi 13 mars, 19\xa0h"


@time_machine.travel(NOW)
def test_when_nothing_is_held_the_reason_is_said():
    assert write_next([timing("03-06T18:00", status="cancelled")]).startswith("annulé")
    assert write_next([]) == ""


@time_machine.travel(NOW)
def test_full_is_said_and_still_comes():
    assert write_next([timing("03-06T18:00", status="full")]).endswith("(complet)")


@time_machine.travel(NOW)
def test_a_cancelled_date_is_described_with_the_others():
    first, second = describe_timings(
        [timing("03-06T18:00", status="cancelled"), timing("03-13T18:00", place="Salle B")]
    )

    assert (first.is_held, first.said) == (False, "annulé")
    assert (second.is_held, second.said, second.place) == (True, "", "Salle B")


def test_what_goes_on_as_planned_needs_no_word():
    assert write_status("scheduled") == ""
    assert write_status("online") == "en ligne"
