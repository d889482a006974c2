"""Numbers, days, phones, distances and labels are written as a good French desk would."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.french import (
    NARROW,
    NO_BREAK,
    link_phone,
    write_date,
    write_day,
    write_distance,
    write_label,
    write_number,
    write_phone,
    write_share,
    write_time,
)

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 23)


def test_an_english_page_writes_numbers_and_days_the_english_way():
    evening = datetime(2026, 7, 3, 18, 30, tzinfo=PARIS)

    with translation.override("en"):
        assert write_number(12345.678, 1) == "12,345.7"
        assert write_share(0.253) == "25%"
        assert write_distance(2300) == f"2.3{NO_BREAK}km away"
        assert write_day(evening, today=TODAY) == "Friday 3 July, 18:30"
        assert write_date(date(2026, 7, 1)) == "1 July 2026"
        assert write_label("free", "Cost") == "free"


def read(text):
    """Read a text as somebody does, whatever the kind of its spaces."""
    return text.replace(NARROW, " ").replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12345.678, 1, "12 345,7"),
        (1234, 0, "1 234"),
        (999, 0, "999"),
        (-2.5, 1, "−2,5"),
        (-0.01, 0, "0"),
        (0.125, 2, "0,13"),
        (Decimal("2.50"), 2, "2,50"),
        (None, 0, "inconnu"),
    ],
)
def test_a_number_has_thin_spaces_and_a_decimal_comma(value, decimals, written):
    assert read(write_number(value, decimals)) == written


def test_thousands_are_never_cut_at_the_end_of_a_line():
    assert write_number(1_234_567) == f"1{NARROW}234{NARROW}567"


def test_a_share_is_written_as_a_percentage():
    assert read(write_share(0.253)) == "25 %"


def test_an_unknown_share_is_not_zero():
    assert write_share(None) == "inconnu"


@pytest.mark.parametrize(
    ("hour", "minute", "written"), [(9, 0, "9 h"), (18, 30, "18 h 30"), (8, 5, "8 h 05")]
)
def test_a_time_is_written_with_its_h(hour, minute, written):
    assert read(write_time(hour, minute)) == written


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 7, 3, 18, 30, tzinfo=PARIS), "vendredi 3 juillet, 18 h 30"),
        (date(2026, 7, 1), "mercredi 1er juillet"),
        (date(2027, 1, 2), "samedi 2 janvier 2027"),
    ],
)
def test_a_day_names_its_year_only_when_it_is_not_this_one(moment, written):
    assert read(write_day(moment, today=TODAY)) == written


def test_a_date_names_its_year():
    assert write_date(date(2026, 8, 1)) == "1er août 2026"


@pytest.mark.parametrize(
    ("phone", "written", "href"),
    [
        ("0475000000", "04 75 00 00 00", "tel:+33475000000"),
        ("04.75.00.00.00", "04 75 00 00 00", "tel:+33475000000"),
        ("+33 (0)4 75 00 00 00", "04 75 00 00 00", "tel:+33475000000"),
        ("0033475000000", "04 75 00 00 00", "tel:+33475000000"),
        ("3939", "39 39", "tel:3939"),
        ("119", "1 19", "tel:119"),
        ("0262 00 00 00", "02 62 00 00 00", "tel:0262000000"),
        ("en mairie", "en mairie", ""),
        ("", "", ""),
    ],
)
def test_a_phone_is_written_in_pairs_and_can_be_called(phone, written, href):
    assert (read(write_phone(phone)), link_phone(phone)) == (written, href)


@pytest.mark.parametrize(
    ("distance_m", "written"),
    [
        (None, ""),
        (0, "à moins de 100 m"),
        (99.9, "à moins de 100 m"),
        (100, "à 100 m"),
        (812, "à 800 m"),
        (974, "à 950 m"),
        (975, "à 1 km"),
        (2_345, "à 2,3 km"),
        (9_949, "à 9,9 km"),
        (9_950, "à 10 km"),
        (11_800, "à 12 km"),
        (1_234_000, "à 1 234 km"),
    ],
)
def test_a_distance_is_no_finer_than_a_walk(distance_m, written):
    assert read(write_distance(distance_m)) == written


def test_a_closed_value_is_written_with_its_label():
    assert write_label("free_price", "Cost") == "prix libre"


def test_a_value_outside_its_list_is_left_as_it_is():
    assert write_label("barter", "Cost") == "barter"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_written_number_can_be_read_back(value):
    assert int(read(write_number(value)).replace(" ", "").replace("−", "-")) == value


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_a_written_phone_keeps_its_digits(phone):
    assert read(write_phone(phone)).replace(" ", "") == phone


@given(st.text(max_size=20))
def test_any_text_may_stand_where_a_phone_is_expected(text):
    assert link_phone(text) == "" or link_phone(text).startswith("tel:")
