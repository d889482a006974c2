"""Dates as French files write them."""

import re
from datetime import date, datetime, time, timedelta

from recoudre.importers.repairs.choices import find_choice
from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.records import DoubtName, RepairName, TimingValues

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_FRENCH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_FRENCH_MOMENT = re.compile(
    r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[\s,àT]+(\d{1,2})\s*[:hH]\s*(\d{2})?$"
)
_ISO_MOMENT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?$")
_STATUS = re.compile(r"\s*\(([^()]*)\)\s*$")
_WITH_END = re.compile(r"^(.*?\d\s*[:hH]\s*\d{0,2})\s*(?:-|–|à|jusqu[’']à)\s*(\d.*)$")
_HOUR = re.compile(r"^(\d{1,2})\s*[:hH]\s*(\d{2})?$")


def mend_date(cell: str, column: str) -> Mended[date | None]:
    """Read a day, 2026-07-03 or 03/07/2026; a day that does not exist raises a doubt.

    Example
        >>> mend_date("03/07/2026", "date").value
        datetime.date(2026, 7, 3)
    """
    mended = mend_text(cell, column)
    text = mended.value
    if not text:
        return Mended(None, mended.repairs)
    start: Mended[date | None] = Mended(None, mended.repairs)
    if found := _ISO.match(text):
        day = _make_day(found[1], found[2], found[3])
    elif found := _FRENCH.match(text):
        day = _make_day(found[3], found[2], found[1])
    else:
        day = None
    if day is None:
        return start.doubt(DoubtName.DATE_UNREADABLE, column, text, None)
    if _FRENCH.match(text):
        return start.add(RepairName.DATE_FORMAT, column, text, day, day.isoformat())
    return Mended(day, mended.repairs)


def mend_moments(cells: list[str], column: str) -> Mended[tuple[datetime, ...]]:
    """Read the beginnings of a gathering, « 03/07/2026 18:30 », in order and each once.

    One that cannot be read raises a doubt and is left out; the others stay.
    """
    start: Mended[tuple[datetime, ...]] = Mended(())
    moments = set()
    for cell in cells:
        moment = read_moment(cell)
        if moment is None:
            start = start.doubt(DoubtName.DATE_UNREADABLE, column, cell, ())
        else:
            moments.add(moment)
    return Mended(tuple(sorted(moments)), start.repairs, start.doubts)


def mend_timings(cells: list[str], column: str) -> Mended[tuple[TimingValues, ...]]:
    """Read the dates of a gathering, each with its end and its status, in order and each once.

    One that cannot be read raises a doubt and is left out; the others stay.
    """
    start: Mended[tuple[TimingValues, ...]] = Mended(())
    told: dict[datetime, TimingValues] = {}
    for cell in cells:
        timing = read_timing(cell)
        if timing is None:
            start = start.doubt(DoubtName.DATE_UNREADABLE, column, cell, ())
        else:
            told.setdefault(timing.starts_at, timing)
    return Mended(tuple(told[one] for one in sorted(told)), start.repairs, start.doubts)


def read_timing(text: str) -> TimingValues | None:
    """Read one date of a gathering; None when a part of it cannot be read.

    The end is an hour, of the next day when it comes before the beginning, or a day and an hour.

    Example
        >>> read_timing("03/07/2026 18:30-21:00 (annulé)").status
        <TimingStatus.CANCELLED: 'cancelled'>
    """
    said = _STATUS.search(text)
    status = _read_status(said[1]) if said else TimingStatus.SCHEDULED
    span = _read_span(text[: said.start()] if said else text)
    return TimingValues(*span, status) if span and status else None


def _read_span(text: str) -> tuple[datetime, datetime | None] | None:
    """Read a beginning, and an end when there is one; None when a part cannot be read."""
    alone = read_moment(text)
    if alone is not None:
        return alone, None
    found = _WITH_END.match(text.strip())
    start = read_moment(found[1]) if found else None
    end = _read_end(found[2], start) if found and start else None
    if start is None or end is None or end < start:
        return None
    return start, end if end > start else None


def _read_status(said: str) -> TimingStatus | None:
    """Read the status of a date; « annulée » is the same as « annulé »."""
    return find_choice(said, TimingStatus) or find_choice(said.strip()[:-1], TimingStatus)


def _read_end(text: str, start: datetime) -> datetime | None:
    if not (found := _HOUR.match(text.strip())):
        return read_moment(text)
    try:
        end = datetime.combine(start.date(), time(int(found[1]) % 24, int(found[2] or 0)))
        return end if end >= start else end + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def read_moment(text: str) -> datetime | None:
    """Read a day and an hour, local French time; None when they do not exist.

    Example
        >>> read_moment("03/07/2026 18h30")
        datetime.datetime(2026, 7, 3, 18, 30)
    """
    if found := _FRENCH_MOMENT.match(text.strip()):
        day, month, year, hour, minute = found.groups()
    elif found := _ISO_MOMENT.match(text.strip()):
        year, month, day, hour, minute = found.groups()
    else:
        return None
    try:
        opening = time(int(hour), int(minute or 0))
        return datetime.combine(date(int(year), int(month), int(day)), opening)
    except ValueError:
        return None


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
