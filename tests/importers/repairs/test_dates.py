"""Days and moments."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.repairs import mend_date, mend_moments, mend_timings
from recoudre.importers.repairs.dates import read_moment, read_timing
from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.records import Doubt, DoubtName, Repair, RepairName, TimingValues


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


JULY = datetime.fromisoformat("2026-07-03T18:30")


@pytest.mark.parametrize(
    ("cell", "end", "status"),
    [
        ("03/07/2026 18:30", None, TimingStatus.SCHEDULED),
        ("03/07/2026 à 18h30", None, TimingStatus.SCHEDULED),
        ("03/07/2026 18:30-21:00", "2026-07-03T21:00", TimingStatus.SCHEDULED),
        ("2026-07-03 18:30 – 21h", "2026-07-03T21:00", TimingStatus.SCHEDULED),
        ("03/07/2026 18h30 à 2h", "2026-07-04T02:00", TimingStatus.SCHEDULED),
        ("03/07/2026 18:30-24:00", "2026-07-04T00:00", TimingStatus.SCHEDULED),
        ("03/07/2026 18:30 - 28/08/2026 18:00", "2026-08-28T18:00", TimingStatus.SCHEDULED),
        ("03/07/2026 18:30-18:30", None, TimingStatus.SCHEDULED),
        ("03/07/2026 18:30 (annulé)", None, TimingStatus.CANCELLED),
        ("03/07/2026 18:30-21:00 (Annulée)", "2026-07-03T21:00", TimingStatus.CANCELLED),
        ("03/07/2026 18:30 (complet)", None, TimingStatus.FULL),
        ("03/07/2026 18:30 (en ligne)", None, TimingStatus.ONLINE),
    ],
)
def test_a_date_is_read_with_its_end_and_its_status(cell, end, status):
    expected = datetime.fromisoformat(end) if end else None

    assert read_timing(cell) == TimingValues(JULY, expected, status)


@pytest.mark.parametrize(
    "cell",
    [
        "", "bientôt", "03/07/2026", "03/07/2026 18:30 (peut-être)", "03/07/2026 18:30-29:99",
        "03/07/2026 18:30 - 02/07/2026 18:00", "03/07/2026 18:30 ()", "31/12/9999 18:30-02:00",
    ],
)  # fmt: skip
def test_a_date_half_read_is_doubtful_and_leaves_the_others(cell):
    mended = mend_timings([cell, "03/07/2026 18:30"], "dates")

    assert mended.value == (TimingValues(JULY),)
    assert mended.doubts == (Doubt(DoubtName.DATE_UNREADABLE, "dates", cell),)


@given(st.text(max_size=60) | st.text("0123456789/: h-(annulé)", max_size=40))
def test_whatever_is_written_a_date_is_read_or_left(cell):
    timing = read_timing(cell)

    assert timing is None or timing.ends_at is None or timing.ends_at > timing.starts_at


@given(
    st.datetimes(datetime.fromisoformat("1000-01-01"), datetime.fromisoformat("9998-01-01")),
    st.integers(1, 500_000),
    st.sampled_from(list(TimingStatus)),
)
def test_a_date_with_its_end_survives_both_ways(start, minutes, status):
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    spell = "{0:%d/%m/}{0.year:04} {0:%H:%M}".format

    assert read_timing(f"{spell(start)} - {spell(end)} ({status.label})") == TimingValues(
        start, end, status
    )
