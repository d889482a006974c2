"""Opening hours in OpenStreetMap syntax, as days and parts of an ordinary week."""

from datetime import datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State, validate

from recoudre.vocabulary.lists import Band, Weekday

# Five ordinary weeks without a public holiday, so that "the first Friday" falls once inside.
_MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - local hours of abstract weeks, no instant.
_SPAN = timedelta(days=35)
_EVENING = 18
_DAYS = tuple(Weekday)


def is_readable(hours: str) -> bool:
    """Say whether a text is opening hours in OpenStreetMap syntax."""
    return bool(hours.strip()) and validate(hours)


@lru_cache(maxsize=4096)
def _list_openings(hours: str) -> tuple[tuple[datetime, datetime], ...]:
    """List when it is open in five ordinary weeks: (from, to), local; () when unreadable."""
    if not is_readable(hours):
        return ()
    spans = OpeningHours(hours).intervals(_MONDAY, _MONDAY + _SPAN)
    return tuple((start, end) for start, end, state, _ in spans if state == State.OPEN)


def list_open_days(hours: str) -> list[Weekday]:
    """List the days of the week when it is ever open.

    Example
        >>> [str(day) for day in list_open_days("Mo,We 09:00-12:00")]
        ['monday', 'wednesday']
    """
    found = {start.weekday() for start, _ in _list_openings(hours)}
    return [day for number, day in enumerate(_DAYS) if number in found]


def list_bands(hours: str) -> list[Band]:
    """List the parts of the week when it is ever open. Evening starts at 18:00.

    Example
        >>> [str(band) for band in list_bands("Fr 16:00-20:00; Sa 10:00-12:00")]
        ['week_daytime', 'week_evening', 'saturday']
    """
    found = {band for span in _list_openings(hours) for band in _cut(*span)}
    return [band for band in Band if band in found]


def _cut(start: datetime, end: datetime) -> set[Band]:
    day = _DAYS[start.weekday()]
    if day in {Weekday.SATURDAY, Weekday.SUNDAY}:
        return {Band(day.value)}
    bands = {Band.WEEK_DAYTIME} if start.hour < _EVENING else set()
    evening = start.replace(hour=_EVENING, minute=0)
    return bands | ({Band.WEEK_EVENING} if end > evening else set())
