"""Days and moments."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.repairs import mend_date, mend_moments
from recoudre.importers.repairs.dates import read_moment
from recoudre.vocabulary.records import Doubt, DoubtName, Repair, RepairName


def test_a_french_day_is_read_and_said():
    mended = mend_date("03/07/2026", "le")

    assert mended.value == date(2026, 7, 3)
    assert mended.repairs == (Repair(RepairName.DATE_FORMAT, "le", "03/07/2026", "2026-07-03"),)


@pytest.mark.parametrize("cell", ["2026-07-03", "2026-07-03T10:00:00+02:00"])
def test_an_iso_day_needs_no_repair(cell):
    assert (mend_date(cell, "le").value, mend_date(cell, "le").repairs) == (date(2026, 7, 3), ())


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-01", "03/07/26", "45000", "au printemps"])
def test_a_day_that_does_not_exist_is_doubtful(cell):
    mended = mend_date(cell, "le")

    assert (mended.value, mended.doubts) == (None, (Doubt(DoubtName.DATE_UNREADABLE, "le", cell),))


def test_moments_come_in_order_and_once():
    mended = mend_moments(["04/09/2026 18:30", "03/07/2026 18h30", "2026-07-03 18:30"], "dates")

    assert mended.value == (
        datetime.fromisoformat("2026-07-03T18:30"),
        datetime.fromisoformat("2026-09-04T18:30"),
    )


def test_an_unreadable_moment_leaves_the_others():
    mended = mend_moments(["03/07/2026 25:00", "04/09/2026 18h"], "dates")

    assert mended.value == (datetime.fromisoformat("2026-09-04T18:00"),)
    assert mended.doubts == (Doubt(DoubtName.DATE_UNREADABLE, "dates", "03/07/2026 25:00"),)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_survives_both_ways_of_writing_it(day):
    assert mend_date(f"{day.day}/{day.month}/{day.year}", "le").value == day
    assert mend_date(day.isoformat(), "le").value == day


@given(st.datetimes(min_value=datetime.fromisoformat("1000-01-01")))
def test_a_moment_survives_the_french_way(moment):
    to_the_minute = moment.replace(second=0, microsecond=0)
    written = f"{moment.day:02}/{moment.month:02}/{moment.year} {moment.hour:02}:{moment.minute:02}"

    assert read_moment(written) == to_the_minute
