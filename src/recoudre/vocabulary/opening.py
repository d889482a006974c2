"""Is it open now? Opening hours at one instant, French public and school holidays included.

The rules of public holidays (PH) and of school holidays (SH) are settled day by day here, because
the library that reads the other rules knows neither those of Alsace-Moselle nor any school's. When
nobody can say, the answer is None: a wrong hour sends somebody to a closed door.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from recoudre.vocabulary.holidays import SchoolCalendar, is_public_holiday
from recoudre.vocabulary.hours import is_readable

# How far ahead the next opening is looked for.
DAYS_AHEAD = 14
_PUBLIC, _SCHOOL = "PH", "SH"
_SPECIAL = re.compile(r"\b(?:PH|SH)\b")
# The days that a rule begins with: « PH », « Mo-Fr,SH ».
_DAY = r"(?:[A-Z][a-z]|PH|SH)"
_DAYS = re.compile(rf"^\s*({_DAY}(?:\s*[-,]\s*{_DAY})*)\s+(.*)$", re.DOTALL)
_SCHOOL_FIRST = re.compile(r"^\s*SH\s+(?=[A-Z][a-z])")

Spans = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a door at one instant, local time.

    `is_open` None: nobody can say. `until` is when it closes, `next_at` when it opens again; None
    when not known, or not within two weeks.
    """

    is_open: bool | None
    until: datetime | None = None
    next_at: datetime | None = None


UNKNOWN = Opening(None)


TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
}


def read_clock(instant: datetime, department: str) -> datetime:
    """Read the time that a clock of a département shows at an instant: local and naive."""
    zone = ZoneInfo(TIME_ZONES.get(department, "Europe/Paris"))
    return instant.astimezone(zone).replace(tzinfo=None)


def is_open(
    hours: str, at: datetime, department: str = "", calendar: SchoolCalendar | None = None
) -> bool | None:
    """Say whether it is open at an instant, local and naive; None when nobody can say.

    Parameters
        hours: opening hours in OpenStreetMap syntax.
        department: its code, for the public holidays that are not those of all France.
        calendar: the school holidays of its zone, when they are known.

    Example
        >>> is_open("Mo-Fr 09:00-12:00; PH off", datetime(2026, 7, 14, 10))
        False
    """
    return find_opening(hours, at, department, calendar).is_open


def find_opening(
    hours: str, at: datetime, department: str = "", calendar: SchoolCalendar | None = None
) -> Opening:
    """Find whether it is open at an instant, until when, and when it opens next."""
    if not is_readable(hours):
        return UNKNOWN
    spans = _list_spans(hours, at.date(), department, calendar)
    if spans is None:
        return UNKNOWN
    late = _list_spans(hours, at.date() - timedelta(days=1), department, calendar) or ()
    ends = [end for start, end in (*late, *spans) if start <= at < end]
    if ends:
        return Opening(is_open=True, until=max(ends))
    return Opening(is_open=False, next_at=_find_next(hours, at, department, calendar))


def _find_next(
    hours: str, at: datetime, department: str, calendar: SchoolCalendar | None
) -> datetime | None:
    """Find the next opening; none is told beyond a day of which nobody can say."""
    for ahead in range(DAYS_AHEAD + 1):
        spans = _list_spans(hours, at.date() + timedelta(days=ahead), department, calendar)
        if spans is None:
            return None
        later = [start for start, _ in spans if start > at]
        if later:
            return min(later)
    return None


def _list_spans(
    hours: str, day: date, department: str, calendar: SchoolCalendar | None
) -> Spans | None:
    """List when it opens on one day, maybe until after midnight; None when nobody can say."""
    is_holiday = is_public_holiday(day, department)
    is_break = calendar.is_break(day) if calendar else None
    return _list_day_spans(hours, day, is_holiday, is_break)


@lru_cache(maxsize=8192)
def _list_day_spans(hours: str, day: date, is_holiday: bool, is_break: bool | None) -> Spans | None:
    fitted = _fit_to_day(hours, is_holiday=is_holiday, is_break=is_break)
    if fitted is None:
        return None
    if not fitted:
        return ()
    start = datetime.combine(day, datetime.min.time())
    spans = OpeningHours(fitted).intervals(start, start + timedelta(days=2))
    tomorrow = start + timedelta(days=1)
    return tuple(
        (opens, closes)
        for opens, closes, state, _ in spans
        if state == State.OPEN and opens < tomorrow
    )


def _fit_to_day(hours: str, *, is_holiday: bool, is_break: bool | None) -> str | None:
    """Write the rules that hold on one day, without any special day left in them.

    None when a rule depends on what is not known: the school holidays, or what happens on a
    public holiday that the hours say nothing of.
    """
    if not _can_tell(hours, is_holiday=is_holiday, is_break=is_break):
        return None
    true_of_day = {_PUBLIC: is_holiday, _SCHOOL: bool(is_break)}
    rules = [rule.strip() for rule in hours.split(";") if rule.strip()]
    # What is said of special days wins on those days, wherever it is written.
    rules.sort(key=lambda rule: bool(_SPECIAL.search(rule)))
    fitted = "; ".join(filter(None, (_fit_rule(rule, true_of_day) for rule in rules)))
    is_sound = not _SPECIAL.search(fitted) and (not fitted or is_readable(fitted))
    return fitted if is_sound else None


def _can_tell(hours: str, *, is_holiday: bool, is_break: bool | None) -> bool:
    """Tell whether the hours say what happens on a day of that kind."""
    if is_holiday and not re.search(r"\bPH\b", hours):
        return hours.strip() == "24/7"
    return is_break is not None or not re.search(r"\bSH\b", hours)


def _fit_rule(rule: str, true_of_day: dict[str, bool]) -> str:
    """Fit one rule to a day: "" when it does not speak of that day."""
    if _SCHOOL_FIRST.match(rule):
        return _SCHOOL_FIRST.sub("", rule) if true_of_day[_SCHOOL] else ""
    found = _DAYS.match(rule)
    if not found or not _SPECIAL.search(found[1]):
        return rule
    days = [one.strip() for one in found[1].split(",")]
    if any(true_of_day.get(one) for one in days):
        return found[2]
    return _keep_ordinary(days, found[2])


def _keep_ordinary(days: list[str], times: str) -> str:
    """Keep the ordinary days of a rule; "" when it has none."""
    ordinary = ",".join(one for one in days if not _SPECIAL.match(one))
    return f"{ordinary} {times}" if ordinary else ""
