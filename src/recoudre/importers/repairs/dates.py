"""Dates as French files write them."""

import re
from datetime import date, datetime, time

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.records import DoubtName, RepairName

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_FRENCH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_FRENCH_MOMENT = re.compile(
    r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[\s,àT]+(\d{1,2})\s*[:hH]\s*(\d{2})?$"
)
_ISO_MOMENT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?$")


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
