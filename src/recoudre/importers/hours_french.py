"""A week of opening hours written in French: « du lundi au vendredi 9h-12h ; samedi 10h-12h »."""

import re

from recoudre.importers.hours import Spans, mend_osm, read_day, write_osm
from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.lists import Weekday
from recoudre.vocabulary.text import fold

_DAYS = {day.label: number for number, day in enumerate(Weekday)}
_DAYS |= {day.label[:3]: number for number, day in enumerate(Weekday)}
_EVERY_DAY = {"tous les jours", "7 jours sur 7", "7j 7"}
_RULES = re.compile(r"\s*[;\n]\s*")
_FIRST_HOUR = re.compile(r"\d{1,2}\s*[:hH]|ferm[ée]", re.IGNORECASE)
_RANGE = re.compile(r"\b(\w+)\s*(?:-|–|\bau?\b)\s*(\w+)\b")


def mend_hours(cell: str, column: str) -> Mended[str]:
    """Read hours typed by a person, in French or in OpenStreetMap syntax.

    Example
        >>> mend_hours("lundi au mercredi 9h-12h ; samedi 10h-12h", "horaires").value
        'Mo-We 09:00-12:00; Sa 10:00-12:00'
    """
    mended = mend_text(cell, column)
    if not mended.value or is_readable(mended.value):
        return mend_osm(cell, column)
    week = read_french_week(cell)
    return mend_osm(cell, column) if week is None else Mended(week, mended.repairs)


def read_french_week(text: str) -> str | None:
    """Read a French week into OpenStreetMap syntax; None when one part cannot be read."""
    spans_by_day: list[Spans] = [()] * len(Weekday)
    for rule in filter(None, _RULES.split(text.strip())):
        found = _FIRST_HOUR.search(rule)
        days = read_french_days(rule[: found.start()]) if found else None
        spans = read_day(rule[found.start() :]) if found else None
        if not days or spans is None:
            return None
        for day in days:
            spans_by_day[day] = spans
    return write_osm(spans_by_day) or None


def read_french_days(text: str) -> list[int] | None:
    """Read days as numbers, Monday is 0; None when a word is not a day.

    Example
        >>> read_french_days("du lundi au mercredi et sam. :")
        [0, 1, 2, 5]
    """
    words = text.lower().replace(".", " ")
    if fold(words) in _EVERY_DAY:
        return list(range(len(Weekday)))
    days: set[int] = set()
    for found in _RANGE.finditer(words):
        if found[1] in _DAYS and found[2] in _DAYS:
            first, last = _DAYS[found[1]], _DAYS[found[2]]
            days.update(range(first, last + 1) if first <= last else (first, last))
    singles = fold(re.sub(r"\b(?:du|le|les|au|à|et|de)\b", " ", words)).split()
    if not all(word.rstrip("s") in _DAYS for word in singles):
        return None
    return sorted(days | {_DAYS[word.rstrip("s")] for word in singles}) or None
