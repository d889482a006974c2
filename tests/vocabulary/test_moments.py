"""Dates of gatherings as days and parts of the week."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.vocabulary.lists import Band, TimingStatus, Weekday
from recoudre.vocabulary.moments import is_held, is_period, list_bands_held, list_days_held

FRIDAY_EVENING = datetime.fromisoformat("2026-03-06T19:00")


def test_an_evening_is_one_day_and_one_part_of_the_week():
    end = FRIDAY_EVENING + timedelta(hours=3)

    assert list_days_held(FRIDAY_EVENING, end) == {Weekday.FRIDAY}
    assert list_bands_held(FRIDAY_EVENING, end) == {Band.WEEK_EVENING}


def test_an_exhibition_is_open_each_day_of_its_period():
    end = datetime.fromisoformat("2026-03-08T18:00")

    days = list_days_held(datetime.fromisoformat("2026-03-06T10:00"), end)

    assert days == {Weekday.FRIDAY, Weekday.SATURDAY, Weekday.SUNDAY}


def test_an_exhibition_of_a_month_is_open_each_day_of_the_week():
    end = FRIDAY_EVENING + timedelta(days=25)

    assert list_days_held(FRIDAY_EVENING, end) == set(Weekday)
    assert list_bands_held(FRIDAY_EVENING, end) == {Band.WEEK_DAYTIME, Band.SATURDAY, Band.SUNDAY}


@pytest.mark.parametrize(
    ("hours", "expected"), [(-1, False), (0, False), (24, False), (24.1, True), (None, False)]
)
def test_a_period_lasts_more_than_a_day(hours, expected):
    end = None if hours is None else FRIDAY_EVENING + timedelta(hours=hours)

    assert is_period(FRIDAY_EVENING, end) is expected


def test_full_is_not_an_end():
    assert {status for status in TimingStatus if not is_held(status)} == {
        TimingStatus.CANCELLED,
        TimingStatus.POSTPONED,
    }


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2000-01-01"),
        max_value=datetime.fromisoformat("2100-01-01"),
    ),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
)
def test_the_first_and_the_last_day_are_always_among_the_days_of_a_period(start, length):
    end = start + length
    days = list_days_held(start, end)

    assert list(Weekday)[start.weekday()] in days
    if is_period(start, end):
        assert list(Weekday)[end.weekday()] in days
