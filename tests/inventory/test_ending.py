"""Gatherings whose last date is past."""

from datetime import UTC, datetime

import pytest

from recoudre.inventory.models import Occasion, OccasionChange, SearchEntry
from recoudre.inventory.services.ending import end_past_gatherings
from recoudre.vocabulary.lists import Kind, State
from recoudre.vocabulary.records import TimingValues
from tests.stock import make_incoming, make_timings

WRITTEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
LAST_DAY = datetime(2026, 7, 3, 21, tzinfo=UTC)
DAY_AFTER = datetime(2026, 7, 4, 3, tzinfo=UTC)
BALL = make_timings("2026-06-05T20:00", "2026-07-03T20:00")


def make_ball(*timings, **values):
    return make_incoming("1", name="Bal", kind=Kind.GATHERING, timings=timings, **values)


def find():
    return Occasion.objects.get()


def test_the_night_after_its_last_day_a_gathering_is_ended(write, register):
    write(register, make_ball(*BALL), at=WRITTEN)

    nights = [end_past_gatherings(at=night) for night in (LAST_DAY, DAY_AFTER, DAY_AFTER)]

    assert nights == [0, 1, 0]
    assert find().state == State.ENDED
    assert OccasionChange.objects.first().cause == "dates passées"
    assert not SearchEntry.objects.exists()


def test_what_is_already_past_when_it_comes_is_ended_at_once(write, register):
    write(register, make_ball(*BALL), at=DAY_AFTER)

    assert find().state == State.ENDED


def test_a_new_date_wakes_it(write, register):
    write(register, make_ball(*BALL), at=DAY_AFTER)

    write(register, changes=[make_ball(*BALL, *make_timings("2026-09-04T20:00"))], at=DAY_AFTER)

    assert find().state == State.PUBLISHED
    assert SearchEntry.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"timings": ()},
        {"timings": BALL, "kind": Kind.PROJECT},
        {
            "timings": BALL,
            "schedule": {"rrule": "FREQ=WEEKLY;BYDAY=FR", "from": "2026-06-05T20:00"},
        },
        {
            "timings": (
                TimingValues(
                    datetime.fromisoformat("2026-06-05T10:00"),
                    datetime.fromisoformat("2026-07-28T18:00"),
                ),
            )
        },
    ],
)
def test_what_dates_do_not_end_stays(write, register, values):
    told = {"name": "Bal", "kind": Kind.GATHERING} | values
    write(register, make_incoming("1", **told), at=DAY_AFTER)

    assert end_past_gatherings(at=DAY_AFTER) == 0
    assert find().state == State.PUBLISHED
