"""The dates that schedules give, at each write and every night."""

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import localtime

from recoudre.inventory.models import Occasion, OccasionChange, Timing
from recoudre.inventory.services.schedules import renew_dates
from recoudre.territories.loading.school_calendar import SchoolBreakRow
from recoudre.territories.services import write_school_holidays
from recoudre.vocabulary.lists import Kind, TimingStatus
from recoudre.vocabulary.records import TimingValues
from tests.stock import make_incoming

AT = datetime(2026, 9, 1, 6, tzinfo=UTC)
A_YEAR_LATER = datetime(2027, 9, 1, 6, tzinfo=UTC)
FIRST_FRIDAYS = {
    "rrule": "FREQ=MONTHLY;BYDAY=1FR;BYMONTH=9,10,11,12,1,2,3,4,5,6",
    "from": "2026-09-01T19:00",
    "school_holidays": "open",
}
OUTSIDE = SchoolBreakRow("A", "Été", date(2026, 7, 4), date(2026, 8, 31))


def make_choir(**said):
    schedule = FIRST_FRIDAYS | said.pop("schedule", {})
    return make_incoming("1", name="Veillée", kind=Kind.GATHERING, schedule=schedule, **said)


@pytest.fixture
def choir(write, register):
    write(register, make_choir(), at=AT)
    return Occasion.objects.get()


def list_local():
    return [localtime(one.starts_at) for one in Timing.objects.all()]


def test_ten_dates_are_written_at_the_right_local_hour(choir):
    dates = list_local()

    assert len(dates) == 10
    assert {one.hour for one in dates} == {19}
    # Summer time, winter time, summer time again.
    assert [one.utcoffset().total_seconds() / 3600 for one in dates] == [
        2,
        2,
        1,
        1,
        1,
        1,
        1,
        2,
        2,
        2,
    ]


def test_every_night_is_the_same_night(choir, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert renew_dates(at=AT) == 0

    assert Timing.objects.count() == 10


def test_a_year_later_dates_to_come_are_written_and_past_ones_stay(choir):
    renewed = renew_dates(at=A_YEAR_LATER)

    assert renewed == 1
    assert Timing.objects.filter(starts_at__gte=A_YEAR_LATER).count() == 10
    assert Timing.objects.filter(starts_at__lt=A_YEAR_LATER).count() == 10


def test_the_night_writes_no_line_of_history(choir):
    renew_dates(at=A_YEAR_LATER)

    assert OccasionChange.objects.count() == 1


def test_one_date_cancelled_by_somebody_is_the_only_one(write, register, choir):
    said = TimingValues(datetime.fromisoformat("2026-10-02T19:00"), status=TimingStatus.CANCELLED)

    write(register, changes=[make_choir(timings=(said,))], at=AT)
    renew_dates(at=AT)

    assert Timing.objects.count() == 10
    assert [
        localtime(one.starts_at).month for one in Timing.objects.filter(status="cancelled")
    ] == [10]


def test_one_date_deleted_at_the_source_goes(write, register, choir):
    write(register, changes=[make_choir(schedule={"except": ["2026-10-02"]})], at=AT)

    assert [one.month for one in list_local()][:2] == [9, 11]
    assert renew_dates(at=AT) == 0


def test_a_schedule_that_is_taken_away_takes_its_dates_to_come(write, register, choir):
    write(register, changes=[make_incoming("1", name="Veillée", kind=Kind.GATHERING)], at=AT)

    assert Timing.objects.count() == 0
    assert Occasion.objects.get().schedule == {}


def test_what_stops_for_the_school_holidays_waits_for_their_calendar(write, register):
    write(register, make_choir(schedule={"school_holidays": "closed"}), at=AT)
    before = Timing.objects.count()
    autumn = SchoolBreakRow("A", "Toussaint", date(2026, 10, 2), date(2026, 11, 1))
    spring = SchoolBreakRow("A", "Printemps", date(2027, 4, 10), date(2027, 4, 25))
    write_school_holidays(rows=[OUTSIDE, autumn, spring])

    renew_dates(at=AT)

    assert before == 0
    assert [one.month for one in list_local()] == [9, 11, 12, 1, 2, 3, 4]


def test_a_schedule_that_cannot_be_read_gives_no_date(write, register):
    write(register, make_choir(schedule={"rrule": "FREQ=HOURLY"}), at=AT)

    assert Timing.objects.count() == 0
