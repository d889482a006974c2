"""Is it open now?"""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.vocabulary.holidays import (
    DEPARTMENTS_BY_ZONE,
    ZONE_BY_DEPARTMENT,
    is_public_holiday,
    make_calendar,
)
from recoudre.vocabulary.opening import find_opening, is_open

WEEK = "Mo-Sa 09:00-12:00,14:00-18:00; PH off"
WINTER = make_calendar(
    [(date(2026, 2, 7), date(2026, 2, 22)), (date(2026, 4, 4), date(2026, 4, 19))]
)


def at(text):
    return datetime.fromisoformat(text)


def test_an_ordinary_monday():
    opening = find_opening(WEEK, at("2026-03-09T10:00"), "26")

    assert (opening.is_open, opening.until) == (True, at("2026-03-09T12:00"))


def test_at_noon_it_is_closed_and_opens_again_at_two():
    opening = find_opening(WEEK, at("2026-03-09T12:00"), "26")

    assert (opening.is_open, opening.next_at) == (False, at("2026-03-09T14:00"))


@pytest.mark.parametrize(
    ("day", "department", "expected"),
    [
        ("2026-05-01", "26", False),
        ("2026-07-14", "26", False),
        ("2026-04-06", "26", False),  # Easter Monday
        ("2026-05-14", "26", False),  # Ascension
        ("2026-05-25", "26", False),  # Whit Monday
        ("2026-12-26", "26", True),
        ("2026-12-26", "67", False),  # Strasbourg
        ("2026-04-03", "57", False),  # Good Friday in Moselle
        ("2026-04-03", "26", True),
        ("2026-05-22", "972", False),  # abolition of slavery, Martinique
        ("2026-05-22", "971", True),
        ("2026-10-09", "977", False),
    ],
)
def test_public_holidays_are_those_of_the_departement(day, department, expected):
    assert is_open(WEEK, at(f"{day}T10:00"), department) is expected


def test_hours_that_say_nothing_of_a_public_holiday_are_unknown_on_that_day():
    assert is_open("Mo-Sa 09:00-12:00", at("2026-07-14T10:00"), "26") is None
    assert is_open("Mo-Sa 09:00-12:00", at("2026-07-15T10:00"), "26") is True
    assert is_open("24/7", at("2026-07-14T10:00"), "26") is True


def test_what_is_said_of_public_holidays_wins_wherever_it_is_written():
    assert is_open("PH off; Mo-Sa 09:00-12:00", at("2026-07-14T10:00"), "26") is False
    assert is_open("Mo-Fr 09:00-12:00; PH 10:00-11:00", at("2026-07-14T09:30"), "26") is False
    assert is_open("Mo-Su,PH 09:00-12:00", at("2026-07-14T10:00"), "26") is True


@pytest.mark.parametrize(
    ("day", "calendar", "expected"),
    [("2026-02-10", WINTER, True), ("2026-03-10", WINTER, False), ("2026-02-10", None, None),
     ("2027-02-10", WINTER, None)],
)  # fmt: skip
def test_hours_of_the_school_holidays_need_a_calendar(day, calendar, expected):
    hours = "SH Mo-Fr 14:00-18:00; Mo-Fr 16:30-18:00; PH off"

    assert is_open(hours, at(f"{day}T15:00"), "26", calendar) is expected


def test_closed_in_the_school_holidays():
    assert is_open("Mo-Fr 09:00-12:00; PH,SH off", at("2026-02-10T10:00"), "26", WINTER) is False
    assert is_open("Mo-Fr 09:00-12:00; PH,SH off", at("2026-03-10T10:00"), "26", WINTER) is True


def test_an_evening_that_ends_after_midnight():
    opening = find_opening("Fr 20:00-02:00; PH off", at("2026-03-07T01:00"), "26")

    assert (opening.is_open, opening.until) == (True, at("2026-03-07T02:00"))


def test_the_next_opening_is_found_over_a_closed_weekend():
    opening = find_opening("Mo-Fr 09:00-12:00; PH off", at("2026-03-06T18:00"), "26")

    assert opening.next_at == at("2026-03-09T09:00")


def test_no_next_opening_is_told_beyond_a_day_of_which_nobody_can_say():
    # The next day is 14 July, and the hours say nothing of public holidays.
    opening = find_opening("Mo-Fr 09:00-12:00", at("2026-07-13T18:00"), "26")

    assert (opening.is_open, opening.next_at) == (False, None)


@pytest.mark.parametrize("hours", ["", "quand c’est ouvert", "SH"])
def test_what_cannot_be_read_is_unknown(hours):
    assert is_open(hours, at("2026-03-09T10:00"), "26") is None


def test_each_departement_has_one_zone():
    listed = [
        code for zone in DEPARTMENTS_BY_ZONE.values() for part in zone for code in part.split()
    ]

    assert len(listed) == len(set(listed)) == len(ZONE_BY_DEPARTMENT)
    assert len([code for code in listed if len(code) == 2]) == 96


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_a_holiday_of_all_france_is_one_everywhere(day):
    if is_public_holiday(day):
        assert all(is_public_holiday(day, code) for code in ("26", "57", "971", "976"))


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2020-01-01"),
        max_value=datetime.fromisoformat("2035-01-01"),
    )
)
def test_what_is_told_of_a_door_is_coherent(moment):
    opening = find_opening(WEEK, moment, "26")

    if opening.is_open:
        assert opening.until > moment
        assert is_open(WEEK, opening.until, "26") is False
    elif opening.next_at:
        assert opening.next_at > moment
        assert is_open(WEEK, opening.next_at, "26") is True
