"""Opening hours: the common part of the OpenStreetMap syntax, written in words.

What is not understood is given back as it came: a wrong hour sends somebody to a closed door.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recoudre.design.french import NO_BREAK, WEEKDAYS, write_time

DAY_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SPECIAL_DAYS = {"PH": gettext_noop("jours fériés"), "SH": gettext_noop("vacances scolaires")}
CLOSED_WORDS = {"off", "closed"}
RULE = re.compile(r"^(?P<days>[A-Za-z ,\-]*?)\s*(?P<times>[\d:,\s\-+]+|off|closed)?$")
SPAN = re.compile(r"^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One readable line. `days` is empty when `hours` is the raw text, not understood."""

    days: str
    hours: str


class _NotUnderstoodError(ValueError):
    """A part of the text is outside the common syntax."""


def read_hours(text: str) -> list[HoursLine]:
    """Read opening hours into French lines, days alike side by side grouped.

    >>> lines = read_hours("Mo-We 09:00-12:00; Th off")
    >>> [(line.days, line.hours.replace(NO_BREAK, " ")) for line in lines]
    [('du lundi au mercredi', '9 h – 12 h'), ('jeudi', 'fermé')]
    """
    text = text.strip()
    if not text:
        return []
    if text == "24/7":
        return [HoursLine(_("tous les jours"), _("24 heures sur 24"))]
    try:
        return _group_lines(_read_rules(text))
    except _NotUnderstoodError:
        return [HoursLine("", text)]


def _read_rules(text: str) -> dict[str, str]:
    """Map each day code to its hours; a later rule replaces an earlier one, as the syntax says."""
    hours_by_day: dict[str, str] = {}
    for rule in text.split(";"):
        if rule.strip():
            days, hours = _read_rule(rule.strip())
            hours_by_day.update(dict.fromkeys(days, hours))
    return hours_by_day


def _read_rule(rule: str) -> tuple[list[str], str]:
    found = RULE.match(rule)
    if not found or not found["times"]:
        raise _NotUnderstoodError(rule)
    days = _read_days(found["days"]) if found["days"] else list(DAY_CODES)
    return days, _read_times(found["times"].strip())


def _read_days(text: str) -> list[str]:
    days: list[str] = []
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if part in SPECIAL_DAYS:
            days.append(part)
        elif first in DAY_CODES and (not dash or last in DAY_CODES):
            days.extend(_list_days(first, last or first))
        else:
            raise _NotUnderstoodError(text)
    return days


def _list_days(first: str, last: str) -> list[str]:
    """List the days from one to another, around the end of the week when needed (Sa-Mo)."""
    start, end = DAY_CODES.index(first), DAY_CODES.index(last)
    return [DAY_CODES[i % 7] for i in range(start, (end if end >= start else end + 7) + 1)]


def _read_times(text: str) -> str:
    if text in CLOSED_WORDS:
        return _("fermé")
    return ", ".join(_read_span(span.strip()) for span in text.split(","))


def _read_span(span: str) -> str:
    found = SPAN.match(span)
    if not found:
        raise _NotUnderstoodError(span)
    opens_h, opens_min, closes_h, closes_min = map(int, found.groups())
    if opens_h > 24 or closes_h > 26 or opens_min > 59 or closes_min > 59:
        raise _NotUnderstoodError(span)
    closes_h = closes_h - 24 if closes_h > 24 else closes_h
    dash = f"{NO_BREAK}–{NO_BREAK}"
    return f"{write_time(opens_h, opens_min)}{dash}{write_time(closes_h, closes_min)}"


def _group_lines(hours_by_day: dict[str, str]) -> list[HoursLine]:
    groups: list[tuple[list[int], str]] = []
    for index, code in enumerate(DAY_CODES):
        hours = hours_by_day.get(code)
        if hours is None:
            continue
        if groups and groups[-1][1] == hours and groups[-1][0][-1] == index - 1:
            groups[-1][0].append(index)
        else:
            groups.append(([index], hours))
    lines = [HoursLine(_name_days(days), hours) for days, hours in groups]
    special = [
        HoursLine(_(name), hours_by_day[code])
        for code, name in SPECIAL_DAYS.items()
        if code in hours_by_day
    ]
    return lines + special


def _name_days(days: list[int]) -> str:
    if len(days) == 7:
        return _("tous les jours")
    first, last = _(WEEKDAYS[days[0]]), _(WEEKDAYS[days[-1]])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(first)s et %(last)s") % {"first": first, "last": last}
    return _("du %(first)s au %(last)s") % {"first": first, "last": last}
