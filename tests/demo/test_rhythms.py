"""Rhythms: the days of a gathering over the coming year."""

from datetime import datetime

from recoudre.demo.rhythms import list_starts


def test_the_first_saturday_of_each_month():
    starts = list_starts("1 sa 10:00")

    assert len(starts) == 13
    assert starts[0] == datetime.fromisoformat("2026-12-05T10:00")
    assert {start.isoweekday() for start in starts} == {6}
    assert max(start.day for start in starts) <= 7


def test_the_last_friday_is_the_fifth_when_there_is_one():
    # January 2027 has five Fridays, the last on the 29th.
    assert list_starts("-1 fr 19:30 1") == [datetime.fromisoformat("2027-01-29T19:30")]


def test_only_the_months_named_are_kept():
    assert [start.month for start in list_starts("3 sa 11:00 6,9")] == [6, 9]


def test_nobody_gathers_on_christmas_day():
    # The last Friday of December 2026 is the 25th.
    assert list_starts("-1 fr 19:30 12")[0].year == 2027
