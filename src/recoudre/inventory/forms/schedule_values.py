"""From a schedule to what a form shows of it, and back from what was typed to a schedule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from recoudre.territories.codes import find_department_code
from recoudre.territories.queries import load_school_calendars
from recoudre.vocabulary.holidays import ZONE_BY_DEPARTMENT
from recoudre.vocabulary.lists import SchoolBreak, TimingStatus
from recoudre.vocabulary.schedules import (
    LONG_AGO,
    Schedule,
    ScheduleError,
    end_on,
    join_rule,
    list_dates,
    read_schedule,
)
from recoudre.vocabulary.schedules_french import write_whole_sentence

RANKS = ("1", "2", "3", "4", "-1")
MONTHLY, WEEKLY, FORTNIGHTLY = "month", "week", "two_weeks"
# The fields that make a rule; the others set days apart.
RULE_FIELDS = (
    "rule_rank", "rule_day", "rule_every", "rule_start", "rule_end", "rule_from_month",
    "rule_to_month", "rule_first", "rule_last",
)  # fmt: skip
DATES_OFFERED = 6
MAX_DAYS = 60
AHEAD = timedelta(days=365)
_A_DAY = 24 * 60
_RANKED = re.compile(r"^(-?\d)?([A-Z]{2})$")
_DAY = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s*(?:à\s*)?(\d{1,2})\s*[:hH]\s*(\d{2})?)?"
)


def find_held(kept: Mapping[str, Any]) -> Schedule | None:
    """Find the schedule that an occasion holds; None when there is none that can be read."""
    try:
        return read_schedule(kept) if kept else None
    except ScheduleError:
        return None


def tell_regular(kept: Mapping[str, Any], commune_code: str, today: date) -> dict[str, Any]:
    """Tell what a form first shows of a stored schedule; nothing when it cannot be read.

    One query when it stops for the school holidays. `schedule` is what is stored; `rule_coming`
    are the next dates, `rule_fixed` a rule that the form has no words to change.
    """
    held = find_held(kept)
    if held is None:
        return {}
    coming = _list_coming(held, commune_code, today)
    rule = tell_rule(held)
    return {
        "schedule": dict(kept),
        "rule_said": write_whole_sentence(held),
        "rule_fixed": rule is None,
        "rule_coming": [one.starts_at for one in coming],
        "rule_cancelled": [
            one.starts_at.date().isoformat()
            for one in coming
            if one.status == TimingStatus.CANCELLED
        ],
        "rule_break": held.school_break.value,
        "rule_except": ", ".join(f"{day:%d/%m/%Y}" for day in held.excepted if day >= today),
        "rule_add": ", ".join(f"{one:%d/%m/%Y %H:%M}" for one in held.added if one.date() >= today),
        **(rule or {}),
    }


def tell_rule(held: Schedule) -> dict[str, Any] | None:
    """Tell a rule as the fields of the form say it; None when they have no words for it."""
    parts = held.parts
    found = _RANKED.match(parts.get("BYDAY", ""))
    lasts = held.minutes or 0
    if not found or lasts >= _A_DAY:
        return None
    months = _tell_months(parts.get("BYMONTH", ""))
    start = held.starts_at
    told: dict[str, Any] = {
        "rule_rank": found[1] or "",
        "rule_day": found[2],
        "rule_every": _tell_every(parts),
        "rule_start": start.time(),
        "rule_end": (start + timedelta(minutes=lasts)).time() if lasts else None,
        "rule_from_month": months[0],
        "rule_to_month": months[1],
        "rule_first": start.date() if start.date() != LONG_AGO else None,
        "rule_last": _tell_last(parts.get("UNTIL", "")),
    }
    is_same = _compare(make_rule(told)) == _compare(held.rule)
    return told if is_same and (not found[1] or found[1] in RANKS) else None


def make_schedule(said: Mapping[str, Any], held: Schedule | None, today: date) -> Schedule:
    """Make a schedule of what was typed; what the form did not show of the held one stays.

    Parameters
        said: cleaned values; without `rule_day` the held rule stays.
    """
    if said.get("rule_day"):
        start = datetime.combine(said.get("rule_first") or LONG_AGO, said["rule_start"])
        rule, minutes = make_rule(said), _count_minutes(said["rule_start"], said.get("rule_end"))
        made = replace(
            held or Schedule(rule, start), rule=rule, starts_at=start, minutes=minutes
        )  # fmt: skip
    elif held is not None:
        made = held
    else:
        raise ScheduleError("Nothing was said of the day: expected a day of the week.")
    offered = {date.fromisoformat(one) for one in said.get("rule_offered", ())}
    ticked = [date.fromisoformat(one) for one in said["rule_cancelled"][:MAX_DAYS]]
    return replace(
        made,
        school_break=SchoolBreak(said["rule_break"] or SchoolBreak.UNKNOWN),
        excepted=_keep_past(made.excepted, today) + read_days(said["rule_except"]),
        cancelled=tuple(sorted({*(set(made.cancelled) - offered), *ticked})),
        added=tuple(one for one in made.added if one.date() < today)
        + read_instants(said["rule_add"], made.starts_at.time()),
    )


def make_rule(said: Mapping[str, Any]) -> str:
    """Make the rule of what was typed."""
    is_ranked = bool(said.get("rule_rank"))
    last = said.get("rule_last")
    parts = {
        "FREQ": "MONTHLY" if is_ranked else "WEEKLY",
        "INTERVAL": "2" if said.get("rule_every") == FORTNIGHTLY else "",
        "BYDAY": f"{said.get('rule_rank') or ''}{said['rule_day']}",
        "BYMONTH": _join_months(said.get("rule_from_month"), said.get("rule_to_month")),
        "UNTIL": end_on(last) if last else "",
    }
    return join_rule(parts)


def read_days(text: str) -> tuple[date, ...]:
    """Read days between commas.

    Raises
        ValueError: one of them is no day; the message is what was typed.
    """
    return tuple(dict.fromkeys(one.date() for one in read_instants(text, time())))


def read_instants(text: str, hour: time) -> tuple[datetime, ...]:
    """Read days between commas, each with its hour or with the usual one.

    Raises
        ValueError: one of them is no day; the message is what was typed.
    """
    typed = [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]
    if len(typed) > MAX_DAYS:
        raise ValueError(typed[MAX_DAYS])
    return tuple(dict.fromkeys(_read_instant(one, hour) for one in typed))


def _read_instant(text: str, hour: time) -> datetime:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    try:
        day, month, year = (int(found[place]) for place in (1, 2, 3))
        at = time(int(found[4]), int(found[5] or 0)) if found[4] else hour
        return datetime.combine(date(year, month, day), at)
    except ValueError:
        raise ValueError(text) from None


def _list_coming(held: Schedule, commune_code: str, today: date) -> Sequence[Any]:
    closes = held.school_break == SchoolBreak.CLOSED
    zone = held.zone or ZONE_BY_DEPARTMENT.get(find_department_code(commune_code), "")
    calendar = load_school_calendars().get(zone) if closes else None
    dates = list_dates(held, since=today, until=today + AHEAD, calendar=calendar)
    return dates[:DATES_OFFERED]


def _keep_past(days: Sequence[date], today: date) -> tuple[date, ...]:
    return tuple(day for day in days if day < today)


def _count_minutes(start: time, end: time | None) -> int | None:
    """Count the minutes to an end, of the next day when it comes before the beginning."""
    if end is None:
        return None
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes % _A_DAY or None


def _tell_every(parts: Mapping[str, str]) -> str:
    if parts["FREQ"] == "MONTHLY":
        return MONTHLY
    return FORTNIGHTLY if parts.get("INTERVAL") == "2" else WEEKLY


def _tell_last(until: str) -> date | None:
    return date(int(until[:4]), int(until[4:6]), int(until[6:8])) if until else None


def _tell_months(said: str) -> tuple[str, str]:
    """Tell the first and the last of months that follow; none when all are, or they do not."""
    months = {int(one) for one in said.split(",") if one}
    firsts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(firsts) != 1:
        return "", ""
    return str(firsts[0]), str((firsts[0] + len(months) - 2) % 12 + 1)


def _join_months(first: str | None, last: str | None) -> str:
    if not first or not last:
        return ""
    start, count = int(first), (int(last) - int(first)) % 12 + 1
    months = sorted((start + step - 1) % 12 + 1 for step in range(count))
    return ",".join(map(str, months)) if len(months) < 12 else ""


def _compare(rule: str) -> dict[str, str]:
    """Give the parts of a rule as they are compared: the same dates are the same text."""
    parts = Schedule(rule, datetime.combine(LONG_AGO, time())).parts
    parts.pop("WKST", None)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if "BYMONTH" in parts:
        parts["BYMONTH"] = ",".join(sorted(parts["BYMONTH"].split(","), key=int))
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"][:8]
    return parts
