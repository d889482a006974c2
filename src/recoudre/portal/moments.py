"""Dates in words: one evening, an exhibition of a month, what is cancelled, how many more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.french import (
    is_french,
    write_date,
    write_day,
    write_number,
    write_time,
)
from recoudre.inventory.queries import NextTiming
from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.moments import is_period

# From this many days in a row, dates are said as a period.
DAILY_RUN = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as a page shows it. `said` is "" when it goes on as planned."""

    starts_at: datetime
    when: str
    said: str
    is_held: bool
    place: str


def describe_timings(timings: Sequence[NextTiming]) -> list[Moment]:
    """Describe dates for a page, in order; cancelled ones stay, and say so."""
    return [
        Moment(one.starts_at, write_timing(one), write_status(one.status), one.is_held, one.place)
        for one in timings
    ]


def write_next(timings: Sequence[NextTiming]) -> str:
    """Write the next date that is held, and how many more; "" when no date is known.

    When none is held any more, the next one says why: « annulé : vendredi 27 novembre ».
    """
    if not timings:
        return ""
    held = [one for one in timings if one.is_held]
    if not held:
        return f"{write_status(timings[0].status)}{_(' : ')}{write_timing(timings[0])}"
    days = _count_daily(held)
    first, last = held[0], held[days - 1]
    text = write_timing(first) if days == 1 else _write_daily(first, last)
    if said := write_status(first.status):
        text = f"{text} ({said})"
    return f"{text} {_write_more(len(held) - days)}".strip()


def write_timing(timing: NextTiming) -> str:
    """Write one date: « vendredi 27 novembre, 18 h 30 – 20 h » or « du 3 au 28 mars »."""
    start = timezone.localtime(timing.starts_at)
    end = timezone.localtime(timing.ends_at) if timing.ends_at else None
    return write_span(start, end, today=timezone.localdate())


def write_span(start: datetime, end: datetime | None, *, today: date) -> str:
    """Write a beginning and an end, local time; midnight to midnight is a whole day."""
    if end is not None and is_period(start, end):
        return _write_period(start.date(), end.date(), today=today)
    if _is_whole_day(start, end):
        return write_day(start.date(), today=today)
    if end is None or end <= start:
        return write_day(start, today=today)
    return _("%(day)s, de %(start)s à %(end)s") % {
        "day": write_day(start.date(), today=today),
        "start": write_time(start.hour, start.minute),
        "end": write_time(end.hour, end.minute),
    }


def write_status(status: str) -> str:
    """Name what is said of a date: « annulé », « complet »; "" when it goes on as planned."""
    return "" if status == TimingStatus.SCHEDULED else _(TimingStatus(status).label)


def _count_daily(held: Sequence[NextTiming]) -> int:
    """Count the first dates that follow day after day: an exhibition told one day at a time."""
    days = [timezone.localtime(one.starts_at).date() for one in held]
    run = 1
    while run < len(days) and (days[run] - days[run - 1]).days == 1:
        run += 1
    return run if run >= DAILY_RUN else 1


def _write_daily(first: NextTiming, last: NextTiming) -> str:
    days = [timezone.localtime(one.starts_at).date() for one in (first, last)]
    return _write_period(*days, today=timezone.localdate())


def _write_more(others: int) -> str:
    if others <= 0:
        return ""
    return ngettext("et %(n)s autre date", "et %(n)s autres dates", others) % {
        "n": write_number(others)
    }


def _write_period(first: date, last: date, *, today: date) -> str:
    """Write a period without repeating its month or its year: « du 3 au 28 mars »."""
    until = write_date(last)
    if last.year == today.year:
        until = until.removesuffix(f" {last.year}")
    if first.year != last.year:
        since = write_date(first)
    elif first.month == last.month and is_french():
        since = "1er" if first.day == 1 else str(first.day)
    else:
        since = write_date(first).removesuffix(f" {first.year}")
    return _("du %(first)s au %(last)s") % {"first": since, "last": until}


def _is_whole_day(start: datetime, end: datetime | None) -> bool:
    is_midnight = (start.hour, start.minute) == (0, 0)
    return is_midnight and (end is None or (end.hour, end.minute) in {(0, 0), (23, 59)})
