"""Schedules of HSDS 3.0, a part of RRULE: into OpenStreetMap hours, or into dates."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from recoudre.importers.hours import OSM_DAYS, Spans, read_day, write_osm
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.records import TimingValues

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$")
_HOUR = re.compile(r"^(\d{2}:\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")

Schedule = Mapping[str, Any]


def is_one_off(schedule: Schedule) -> bool:
    """Say whether a schedule is one date: nothing repeats, and it starts and ends that day."""
    first = _read_date(schedule, "valid_from", "dtstart")
    last = _read_date(schedule, "valid_to", "until") or first
    return not schedule.get("freq") and first is not None and first == last


def read_timing(schedule: Schedule) -> TimingValues | None:
    """Read the one date of a schedule; None when its hour cannot be read or does not exist."""
    day = _read_date(schedule, "valid_from", "dtstart")
    spans = _read_spans(schedule)
    if day is None or not spans:
        return None
    opens, closes = spans[0]
    ends_at = _at(day, closes) if closes != "24:00" else None
    return TimingValues(_at(day, opens), ends_at)


def read_hours(schedules: Sequence[Schedule]) -> str | None:
    """Read the schedules that repeat into OpenStreetMap syntax; None when one cannot be read.

    Example
        >>> read_hours([{"freq": "MONTHLY", "byday": "1FR", "opens_at": "19:00",
        ...     "closes_at": "22:00"}])
        'Fr[1] 19:00-22:00'
    """
    spans_by_day: list[Spans] = [()] * len(_DAYS)
    rules = []
    for schedule in schedules:
        spans, days = _read_spans(schedule), _read_days(schedule)
        if not spans or not days or schedule.get("interval", 1) not in (1, None):
            return None
        for nth, day in days:
            if nth is None:
                spans_by_day[day] = tuple(sorted({*spans_by_day[day], *spans}))
            else:
                rules.append(f"{OSM_DAYS[day]}[{nth}] {spans[0][0]}-{spans[0][1]}")
    hours = "; ".join(filter(None, (write_osm(spans_by_day), *rules)))
    return hours if is_readable(hours) else None


def write_as_said(schedule: Schedule) -> str:
    """Write a schedule as it was said, for the note that a person reads."""
    keys = ("freq", "interval", "byday", "opens_at", "closes_at", "valid_from", "valid_to")
    said = [f"{key} {schedule[key]}" for key in keys if schedule.get(key)]
    words = [str(schedule[key]) for key in ("description", "notes") if schedule.get(key)]
    return ", ".join(words + said)


def _read_days(schedule: Schedule) -> list[tuple[int | None, int]]:
    """Read the days, (nth of the month or None, Monday is 0); [] when they do not fit the rule."""
    parts = [_BYDAY.match(part.strip()) for part in str(schedule.get("byday") or "").split(",")]
    if not all(parts) or schedule.get("freq") not in ("WEEKLY", "MONTHLY"):
        return []
    found = [(int(p[1]) if p[1] else None, _DAYS.index(p[2])) for p in parts if p]
    is_monthly = schedule["freq"] == "MONTHLY"
    return found if all((nth is not None) == is_monthly for nth, _ in found) else []


def _read_spans(schedule: Schedule) -> Spans:
    """Read the hours; () when one is missing, does not exist (25:99), or closes before it opens."""
    said = [_HOUR.match(str(schedule.get(key) or "")) for key in ("opens_at", "closes_at")]
    if not all(said):
        return ()
    opens, closes = (found[1] for found in said if found)
    return read_day(f"{opens}-{closes}") or ()


def _read_date(schedule: Schedule, *keys: str) -> date | None:
    for key in keys:
        found = _DAY.match(str(schedule.get(key) or ""))
        if found:
            try:
                return date.fromisoformat(found[0])
            except ValueError:
                return None
    return None


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour))
