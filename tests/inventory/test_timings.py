"""Dates of gatherings, from what records say to what pages ask."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.timezone import make_aware

from recoudre.inventory.indexing import list_days
from recoudre.inventory.models import Occasion, OccasionChange, SourceRecord, Timing
from recoudre.inventory.queries import find_last_timing, list_coming, map_next_timings
from recoudre.inventory.testimony import hash_content
from recoudre.vocabulary.lists import Kind, TimingStatus, Weekday
from recoudre.vocabulary.records import TimingValues
from tests.stock import LATER, make_incoming, make_timings

DAY = make_aware(datetime.fromisoformat("2026-11-23T08:00"))
WEEK = timedelta(days=7)
turning = import_module("recoudre.inventory.migrations.0005_dates_as_timings")


def at(text):
    return datetime.fromisoformat(f"2026-{text}")


def make_gathering(source_id, *timings, **values):
    return make_incoming(source_id, kind=Kind.GATHERING, timings=timings, **values)


@pytest.fixture
def announce(write, register):
    """Announce gatherings: their name, then their dates."""

    def write_all(**gatherings):
        write(register, *(make_gathering(name, *dates, name=name)
                          for name, dates in gatherings.items()))  # fmt: skip

    return write_all


@pytest.fixture
def choir(announce):
    """A weekly choir: one date behind, two to come."""
    announce(Chorale=make_timings("2026-11-19T20:00", "2026-11-26T20:00", "2026-12-03T20:00"))
    return Occasion.objects.get()


def list_names(**asked):
    return [one.name for one in list_coming(since=DAY, **({"limit": 5} | asked))]


def test_an_end_a_status_and_another_place_are_kept(announce):
    announce(Bal=[TimingValues(at("12-04T20:30"), at("12-05T01:00"), TimingStatus.FULL, "Salle B")])

    timing = Timing.objects.get()

    assert timing.starts_at == make_aware(at("12-04T20:30"))
    assert timing.ends_at == make_aware(at("12-05T01:00"))
    assert (timing.status, timing.place) == ("full", "Salle B")


def test_two_dates_at_the_same_instant_are_one_unless_the_place_differs(announce):
    start = at("12-04T20:30")

    announce(Bal=[TimingValues(start), TimingValues(start), TimingValues(start, place="Salle B")])

    assert [one.place for one in Timing.objects.order_by("place")] == ["", "Salle B"]


def test_a_gathering_without_any_date_is_legal(announce):
    announce(Fête=[])

    assert Timing.objects.count() == 0
    assert find_last_timing(Occasion.objects.get()) is None


def test_a_date_that_is_cancelled_is_a_change_of_its_occasion(write, register, announce):
    announce(Bal=make_timings("2026-12-04T20:30"))
    cancelled = TimingValues(at("12-04T20:30"), status=TimingStatus.CANCELLED)

    write(register, changes=[make_gathering("Bal", cancelled, name="Bal")], at=LATER)

    assert Timing.objects.get().status == "cancelled"
    assert OccasionChange.objects.first().changes == {
        "timings": [
            [{"starts_at": "2026-12-04T20:30:00"}],
            [{"starts_at": "2026-12-04T20:30:00", "status": "cancelled"}],
        ]
    }


def test_the_same_dates_in_another_order_change_nothing(write, register, announce):
    dates = make_timings("2026-12-04T20:30", "2026-12-11T20:30")
    announce(Bal=dates)
    before = OccasionChange.objects.count()

    write(register, changes=[make_gathering("Bal", *reversed(dates), name="Bal")], at=LATER)

    assert OccasionChange.objects.count() == before


def test_next_dates_leave_the_past_behind(choir):
    [first, second] = map_next_timings([choir], since=DAY)[choir.pk]

    assert (first.starts_at.day, second.starts_at.day) == (26, 3)


def test_an_exhibition_that_is_still_on_is_a_next_date(announce):
    announce(Photos=[TimingValues(at("11-03T10:00"), at("11-28T18:00"))])
    shown = Occasion.objects.get()

    assert len(map_next_timings([shown], since=DAY)[shown.pk]) == 1
    assert map_next_timings([shown], since=DAY + WEEK) == {}


def test_places_have_no_dates_to_look_for(write, register, django_assert_num_queries):
    write(register, make_incoming("1"))
    place = Occasion.objects.get()

    with django_assert_num_queries(0):
        assert map_next_timings([place], since=DAY) == {}


def test_a_weekly_gathering_comes_once(choir):
    assert list_names() == ["Chorale"]


def test_the_end_of_the_week_is_left_out(choir):
    assert list_names(until=DAY + timedelta(days=2)) == []


def test_what_is_cancelled_or_postponed_does_not_come(announce):
    announce(
        Bal=[TimingValues(at("11-24T20:00"), status=TimingStatus.CANCELLED)],
        Loto=[TimingValues(at("11-24T20:00"), status=TimingStatus.POSTPONED)],
        Repas=[TimingValues(at("11-25T12:00"), status=TimingStatus.FULL)],
    )

    assert list_names() == ["Repas"]


def test_what_is_still_on_comes_after_what_begins(announce):
    announce(
        Photos=[TimingValues(at("11-03T10:00"), at("11-28T18:00"))],
        Repas=make_timings("2026-11-25T12:00"),
    )

    assert list_names(until=DAY + WEEK) == ["Repas", "Photos"]
    assert list_names(until=DAY + WEEK, limit=1) == ["Repas"]


def test_the_last_date_known_may_be_past(choir):
    assert find_last_timing(choir).starts_at.day == 3


def test_the_days_of_a_gathering_are_those_of_local_time(announce):
    # 0:30 on a Saturday in Dieulefit is still Friday in UTC.
    announce(Bal=make_timings("2026-12-05T00:30"))

    assert list_days(Occasion.objects.get(), Timing.objects.all()) == {Weekday.SATURDAY}


def test_the_day_of_a_cancelled_date_is_not_a_day_to_go(announce):
    announce(Bal=[TimingValues(at("12-04T20:30"), status=TimingStatus.CANCELLED)])

    assert list_days(Occasion.objects.get(), Timing.objects.all()) == set()


def test_records_kept_with_beginnings_only_are_turned_over_and_back(choir):
    record = SourceRecord.objects.get()
    Occasion.objects.update(witnesses={"name": record.pk, "timings": record.pk})
    before = (record.values, record.content_hash)

    turning.to_starts(apps, None)
    old = SourceRecord.objects.get()
    turning.to_timings(apps, None)
    record.refresh_from_db()

    assert old.values["starts"][0] == "2026-11-19T20:00:00"
    assert old.content_hash == hash_content(old.raw, old.values)
    assert (record.values, record.content_hash) == before
    assert Occasion.objects.get().witnesses["timings"] == record.pk
