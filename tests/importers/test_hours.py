"""Opening hours: French cells and OpenStreetMap strings."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.hours import (
    mend_osm,
    read_day,
    read_week,
    write_osm,
    write_week_as_said,
)
from recoudre.vocabulary.hours import is_readable, list_open_days
from recoudre.vocabulary.lists import Weekday
from recoudre.vocabulary.records import DoubtName, RepairName

COLUMNS = {day: f"h_{day.label}" for day in Weekday}


def _week(**cells):
    return {f"h_{day}": cell for day, cell in cells.items()}


def test_days_alike_that_follow_are_grouped():
    cells = _week(lundi="09:00 - 12:00", mardi="09:00 - 12:00", mercredi="09:00 - 12:00",
                  vendredi="13:30 - 17:00", samedi="13:30 - 17:00")  # fmt: skip

    assert read_week(cells, COLUMNS).value == "Mo-We 09:00-12:00; Fr,Sa 13:30-17:00"


@pytest.mark.parametrize(
    "cell",
    ["09:00 - 12:00 / 13:30 - 17:00", "09:00-12:00/13:30-17:00", "09:00-12:00 13:30-17:00",
     "9h-12h / 13h30-17h", "9h00 à 12h00 et 13h30 à 17h00", "9H - 12H puis 13.30 – 17.00"],
)  # fmt: skip
def test_the_hours_of_a_day_are_read_however_they_are_typed(cell):
    assert read_day(cell) == (("09:00", "12:00"), ("13:30", "17:00"))


@pytest.mark.parametrize("cell", ["", " ", "fermé", "Fermée", "closed"])
def test_a_closed_day_has_no_span(cell):
    assert read_day(cell) == ()


@pytest.mark.parametrize(
    "cell",
    ["sur rendez-vous", "9h", "25:00 - 26:00", "09:61 - 10:00", "12:00 - 09:00", "09:00 - 09:00",
     "09:00 - 12:00 / 11:00 - 14:00", "09:00 - 12:00 sauf vacances"],
)  # fmt: skip
def test_hours_that_cannot_be_are_unreadable(cell):
    assert read_day(cell) is None


def test_one_unreadable_day_leaves_the_week_as_it_was_said():
    cells = _week(lundi="09:00 - 12:00", mardi="sur rendez-vous")

    mended = read_week(cells, COLUMNS)

    assert mended.value == ""
    assert [(doubt.name, doubt.column) for doubt in mended.doubts] == [
        (DoubtName.HOURS_UNREADABLE, "h_mardi")
    ]
    assert write_week_as_said(cells, COLUMNS) == "lundi : 09:00 - 12:00 ; mardi : sur rendez-vous"


def test_a_span_from_midnight_to_midnight_is_a_filler():
    mended = read_week(_week(lundi="00:00 - 00:00 / 09:00 - 12:00"), COLUMNS)

    assert mended.value == "Mo 09:00-12:00"
    assert [repair.name for repair in mended.repairs] == [RepairName.PLACEHOLDER]


def test_a_week_without_hours_is_unknown():
    assert read_week({}, COLUMNS).value == ""


def test_sound_hours_in_openstreetmap_syntax_stay():
    text = "Mo-Fr 09:00-12:00,13:30-17:30; Fr[1] 19:00-22:00; PH off"

    assert mend_osm(text, "horaires").value == text


@pytest.mark.parametrize(
    "cell", ["Mo 08:22", "Mo 25:00-26:00", "Tous les mardis", "Mo 14:00-14:00", "Tu 17:00-09:00"]
)
def test_wrong_hours_in_openstreetmap_syntax_are_doubtful(cell):
    mended = mend_osm(cell, "horaires")

    assert (mended.value, [doubt.name for doubt in mended.doubts]) == (
        "",
        [DoubtName.HOURS_UNREADABLE],
    )


@st.composite
def days_of_spans(draw):
    minutes = sorted(draw(st.sets(st.integers(0, 1439), max_size=4)))
    hours = [time(m // 60, m % 60).strftime("%H:%M") for m in minutes]
    return tuple(zip(hours[::2], hours[1::2], strict=False))


@given(st.lists(days_of_spans(), min_size=7, max_size=7))
def test_what_is_written_is_open_on_the_very_days_that_have_hours(spans_by_day):
    text = write_osm(spans_by_day)
    open_days = [day for day, spans in zip(Weekday, spans_by_day, strict=True) if spans]

    assert list_open_days(text) == open_days
    assert is_readable(text) is bool(open_days)


@given(days_of_spans())
def test_a_day_written_the_french_way_reads_back(spans):
    assert read_day(" / ".join(f"{opens} - {closes}" for opens, closes in spans)) == spans
