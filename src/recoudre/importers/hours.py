"""Opening hours: French cells and OpenStreetMap strings, read and checked.

What is wrong by one span is wrong as a whole: a half-read week would tell somebody that a door is
closed when it is only unread. It stays as written, and a person is asked.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import is_filler, mend_text
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.lists import Weekday
from recoudre.vocabulary.records import DoubtName, RepairName

Spans = tuple[tuple[str, str], ...]

OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CLOSED = re.compile(r"^(?:ferm[ée]e?s?|closed|off)$", re.IGNORECASE)
_TIME = r"(\d{1,2})\s*[:hH.]\s*(\d{2})?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|—|à|a)\s*{_TIME}")
_BETWEEN = re.compile(r"[\s/,;|&]|et|puis")
_MIDNIGHT = re.compile(r"00:00\s*-\s*00:00\s*/?")
_OSM_SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")


def read_week(cells: Mapping[str, str], columns: Mapping[Weekday, str]) -> Mended[str]:
    """Read one French cell per day of the week into OpenStreetMap syntax.

    Parameters
        cells: the row.
        columns: the column of each day that the file has.

    Returns
        The hours, "" when no day has any or when one cell cannot be read (with a doubt).

    Example
        >>> read_week({"lundi": "9h - 12h / 14h - 17h"}, {Weekday.MONDAY: "lundi"}).value
        'Mo 09:00-12:00,14:00-17:00'
    """
    mended: Mended[str] = Mended("")
    spans_by_day: list[Spans] = []
    for day in Weekday:
        column = columns.get(day, "")
        cell = _drop_filler(mend_text(cells.get(column, ""), column), column)
        mended = Mended("", mended.repairs + cell.repairs, mended.doubts)
        spans = read_day(cell.value)
        if spans is None:
            mended = mended.doubt(DoubtName.HOURS_UNREADABLE, column, cell.value, "")
        spans_by_day.append(spans or ())
    value = "" if mended.doubts else write_osm(spans_by_day)
    return Mended(value, mended.repairs, mended.doubts)


def read_day(cell: str) -> Spans | None:
    """Read the hours of one day, (opens, closes) in order; () when closed, None when unreadable.

    Example
        >>> read_day("9h - 12h30 / 14:00-17:00")
        (('09:00', '12:30'), ('14:00', '17:00'))
    """
    text = cell.strip()
    if not text or _CLOSED.match(text):
        return ()
    if _BETWEEN.sub("", _SPAN.sub("", text)):
        return None
    spans = tuple(
        (f"{int(h1):02}:{m1 or '00'}", f"{int(h2):02}:{m2 or '00'}")
        for h1, m1, h2, m2 in _SPAN.findall(text)
    )
    return spans if spans and _are_in_order(spans) else None


def write_osm(spans_by_day: Sequence[Spans]) -> str:
    """Write a week, Monday first, in OpenStreetMap syntax; days that follow alike are grouped."""
    rules: list[tuple[int, int, Spans]] = []
    for number, spans in enumerate(spans_by_day):
        if rules and rules[-1][1] == number - 1 and rules[-1][2] == spans:
            rules[-1] = (rules[-1][0], number, spans)
        elif spans:
            rules.append((number, number, spans))
    return "; ".join(f"{_name_days(first, last)} {_join(spans)}" for first, last, spans in rules)


def mend_osm(cell: str, column: str) -> Mended[str]:
    """Read hours that should be in OpenStreetMap syntax; "" and a doubt when they are not.

    A span that closes before it opens is a mistyped hour in these sources, not a night.

    Example
        >>> mend_osm("Mo-Fr 09:00-12:00", "horaires").value, mend_osm("Mo 08:22", "horaires").value
        ('Mo-Fr 09:00-12:00', '')
    """
    mended = mend_text(cell, column)
    text = mended.value
    if not text or (is_readable(text) and all(a < b for a, b in _OSM_SPAN.findall(text))):
        return mended
    return mended.doubt(DoubtName.HOURS_UNREADABLE, column, text, "")


def write_week_as_said(cells: Mapping[str, str], columns: Mapping[Weekday, str]) -> str:
    """Write the cells of a week as they were said, for the note that a person reads."""
    said = ((day, _forget_midnight(cells.get(columns.get(day, ""), ""))) for day in Weekday)
    return " ; ".join(f"{day.label} : {text}" for day, text in said if text and not is_filler(text))


def _drop_filler(mended: Mended[str], column: str) -> Mended[str]:
    """Drop the spans from midnight to midnight that some forms write where nothing was typed."""
    if "00:00" not in mended.value:
        return mended
    text = _forget_midnight(mended.value)
    if text == mended.value:
        return mended
    return mended.add(RepairName.PLACEHOLDER, column, mended.value, text)


def _forget_midnight(text: str) -> str:
    return _MIDNIGHT.sub("", text).strip().strip(" /")


def _are_in_order(spans: Spans) -> bool:
    """Say whether every hour exists and each span opens after the one before has closed."""
    hours = [hour for span in spans for hour in span]
    exist = all(hour <= "24:00" and hour[3:] < "60" for hour in hours)
    opens_late_enough = all(one <= other for one, other in pairwise(hours))
    return exist and opens_late_enough and all(opens < closes for opens, closes in spans)


def _name_days(first: int, last: int) -> str:
    if first == last:
        return OSM_DAYS[first]
    return f"{OSM_DAYS[first]}{',' if last == first + 1 else '-'}{OSM_DAYS[last]}"


def _join(spans: Spans) -> str:
    return ",".join(f"{opens}-{closes}" for opens, closes in spans)
