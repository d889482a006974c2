"""A rule that gathers people again and again, and the dates it gives, in local French time.

The rule is a part of iCalendar's RRULE: the first Friday of the month from September to June is
`FREQ=MONTHLY;BYDAY=1FR;BYMONTH=9,10,11,12,1,2,3,4,5,6`. Dates are naive local times: eight in the
evening stays eight in the evening when the clocks change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from recoudre.vocabulary.holidays import SchoolCalendar
from recoudre.vocabulary.lists import SchoolBreak, TimingStatus
from recoudre.vocabulary.records import TimingValues

# What a rule may say; anything else is refused rather than half understood.
KNOWN_PARTS = frozenset(
    {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL", "COUNT", "WKST"}
)
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
# The order in which a rule is written here, so that the same rule is the same text.
_ORDER = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL")
# The first day of a rule whose beginning nobody said: a Monday, before any date we tell.
LONG_AGO = date(2020, 1, 6)
MAX_DATES = 1_000
MAX_MINUTES = 7 * 24 * 60


class ScheduleError(ValueError):
    """A schedule cannot be read: the message says what in it, and what was expected."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule, what is taken away from it and what is added.

    `starts_at` is the first beginning that the rule may give: it carries the time of day.
    `minutes` is how long each one lasts, None when unknown. `excepted` days give no date at all;
    `cancelled` ones give a date that is said to be cancelled. `zone` is that of the school
    holidays, "" when it is that of the département.
    """

    rule: str
    starts_at: datetime
    minutes: int | None = None
    excepted: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()
    added: tuple[datetime, ...] = ()
    school_break: SchoolBreak = SchoolBreak.UNKNOWN
    zone: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Give the parts of the rule by name."""
        return _split_rule(self.rule)


def read_schedule(kept: Mapping[str, Any]) -> Schedule:
    """Read a schedule from the JSON it is kept in.

    Raises
        ScheduleError: a part is missing, unknown, or no date.

    Example
        >>> read_schedule({"rrule": "FREQ=WEEKLY;BYDAY=TU", "from": "2026-09-01T19:00"}).minutes
    """
    try:
        schedule = Schedule(
            rule=str(kept["rrule"]).removeprefix("RRULE:"),
            starts_at=datetime.fromisoformat(kept["from"]),
            minutes=kept.get("minutes"),
            excepted=tuple(date.fromisoformat(day[:10]) for day in kept.get("except", ())),
            cancelled=tuple(date.fromisoformat(day[:10]) for day in kept.get("cancelled", ())),
            added=tuple(datetime.fromisoformat(one) for one in kept.get("add", ())),
            school_break=SchoolBreak(kept.get("school_holidays", SchoolBreak.UNKNOWN)),
            zone=kept.get("zone", ""),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ScheduleError(
            f"Schedule {dict(kept)!r} cannot be read ({error!r}): expected 'rrule' and 'from', "
            "with dates as YYYY-MM-DD or YYYY-MM-DDTHH:MM. Correct it."
        ) from error
    _check(schedule)
    return schedule


def write_schedule(schedule: Schedule) -> dict[str, Any]:
    """Write a schedule as the JSON that keeps it; what is unknown has no key."""
    kept: dict[str, Any] = {
        "rrule": schedule.rule,
        "from": schedule.starts_at.isoformat(),
        "school_holidays": schedule.school_break.value,
    }
    optional = {
        "minutes": schedule.minutes,
        "except": [day.isoformat() for day in schedule.excepted],
        "cancelled": [day.isoformat() for day in schedule.cancelled],
        "add": [one.isoformat() for one in schedule.added],
        "zone": schedule.zone,
    }
    return kept | {name: value for name, value in optional.items() if value}


def join_rule(parts: Mapping[str, str]) -> str:
    """Join the parts of a rule, always in the same order; an empty part is left out.

    Example
        >>> join_rule({"BYDAY": "TU", "FREQ": "WEEKLY", "BYMONTH": ""})
        'FREQ=WEEKLY;BYDAY=TU'
    """
    return ";".join(f"{name}={parts[name]}" for name in _ORDER if parts.get(name))


def end_on(day: date) -> str:
    """Give the part UNTIL of a rule whose last date may be on that day, whatever the hour."""
    return f"{day:%Y%m%d}T235959"


def list_dates(
    schedule: Schedule, *, since: date, until: date, calendar: SchoolCalendar | None = None
) -> list[TimingValues]:
    """List the dates that a schedule gives between two days, both included, in order.

    When it stops for the school holidays, only the days that `calendar` covers give a date: of
    the others nobody can say whether they will be held, and none is invented.
    """
    first, last = datetime.combine(since, time.min), datetime.combine(until, time.max)
    from_rule = {
        start for start in _list_rule(schedule, first, last) if _is_kept(schedule, start, calendar)
    }
    from_people = {one for one in schedule.added if first <= one <= last}
    return [_make_timing(schedule, start) for start in sorted(from_rule | from_people)]


def _list_rule(schedule: Schedule, first: datetime, last: datetime) -> Iterator[datetime]:
    rule = rrulestr(schedule.rule, dtstart=schedule.starts_at)
    start = max(first, schedule.starts_at)
    for number, one in enumerate(rule.xafter(start, inc=True)):
        if one > last or number >= MAX_DATES:
            return
        yield one


def _is_kept(schedule: Schedule, start: datetime, calendar: SchoolCalendar | None) -> bool:
    if start.date() in schedule.excepted:
        return False
    if schedule.school_break != SchoolBreak.CLOSED:
        return True
    return calendar is not None and calendar.is_break(start.date()) is False


def _make_timing(schedule: Schedule, start: datetime) -> TimingValues:
    is_cancelled = start.date() in schedule.cancelled
    return TimingValues(
        start,
        start + timedelta(minutes=schedule.minutes) if schedule.minutes else None,
        TimingStatus.CANCELLED if is_cancelled else TimingStatus.SCHEDULED,
    )


def _check(schedule: Schedule) -> None:
    parts = schedule.parts
    unknown = sorted(set(parts) - KNOWN_PARTS)
    if unknown or parts.get("FREQ") not in FREQUENCIES:
        raise ScheduleError(
            f"Rule {schedule.rule!r} cannot be read: unknown parts {unknown}; expected FREQ among "
            f"{sorted(FREQUENCIES)} and parts among {sorted(KNOWN_PARTS)}."
        )
    if schedule.starts_at.tzinfo is not None:
        raise ScheduleError(f"{schedule.starts_at} has a time zone: give the local French time.")
    if schedule.minutes is not None and not 0 < schedule.minutes <= MAX_MINUTES:
        raise ScheduleError(f"{schedule.minutes} minutes: expected from 1 to {MAX_MINUTES}.")
    try:
        rrulestr(schedule.rule, dtstart=schedule.starts_at)
    except (ValueError, TypeError, KeyError) as error:
        raise ScheduleError(f"Rule {schedule.rule!r} cannot be read: {error}.") from error


def _split_rule(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.split(";") if part)
    return {name.strip().upper(): value.strip().upper() for name, _, value in pairs}
