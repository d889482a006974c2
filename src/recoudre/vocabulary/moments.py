"""Dates of gatherings as days and parts of the week: one evening, or an exhibition of a month."""

from datetime import datetime, timedelta

from recoudre.vocabulary.lists import Band, TimingStatus, Weekday

EVENING_HOUR = 18
# Past this length, a date is a period: one may come on each of its days.
LONGEST_SITTING = timedelta(days=1)
# What will not happen on that day. Full is not an end: somebody is expected there.
NOT_HELD = frozenset({TimingStatus.CANCELLED, TimingStatus.POSTPONED})
_DAYS = tuple(Weekday)
_WEEK = 7


def is_period(starts_at: datetime, ends_at: datetime | None) -> bool:
    """Say whether a date lasts more than a day, as an exhibition does."""
    return ends_at is not None and ends_at - starts_at > LONGEST_SITTING


def is_held(status: str) -> bool:
    """Say whether what is announced for a date will happen on that date."""
    return status not in NOT_HELD


def list_days_held(starts_at: datetime, ends_at: datetime | None) -> set[Weekday]:
    """List the days of the week of one date, local time: one, or each of a period.

    Example
        >>> sorted(list_days_held(datetime(2026, 3, 6, 19), None))
        [<Weekday.FRIDAY: 'friday'>]
    """
    if ends_at is None or not is_period(starts_at, ends_at):
        return {_DAYS[starts_at.weekday()]}
    days = min((ends_at.date() - starts_at.date()).days + 1, _WEEK)
    return {_DAYS[(starts_at.weekday() + offset) % _WEEK] for offset in range(days)}


def list_bands_held(starts_at: datetime, ends_at: datetime | None) -> set[Band]:
    """List the parts of the week of one date, local time. A period is open in the daytime."""
    if not is_period(starts_at, ends_at):
        return {_find_band(_DAYS[starts_at.weekday()], starts_at.hour)}
    return {_find_band(day, 0) for day in list_days_held(starts_at, ends_at)}


def _find_band(day: Weekday, hour: int) -> Band:
    if day in {Weekday.SATURDAY, Weekday.SUNDAY}:
        return Band(day.value)
    return Band.WEEK_EVENING if hour >= EVENING_HOUR else Band.WEEK_DAYTIME
