"""iCalendar: every date of an event, its repetitions, exceptions and moved occurrences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from recoudre.importers.moments import localise, order_timings
from recoudre.importers.sources.icalendar import tables
from recoudre.vocabulary.lists import SchoolBreak, TimingStatus
from recoudre.vocabulary.records import TimingValues
from recoudre.vocabulary.schedules import Schedule, ScheduleError, read_schedule, write_schedule

# A rule that never ends and that a schedule cannot say gives this many dates.
MAX_REPEATED = 366
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one event: those told, and the schedule of what repeats without end."""

    timings: tuple[TimingValues, ...]
    schedule: dict[str, Any] | None = None
    is_cut: bool = False


def read_dates(master: Any, overrides: Sequence[Any]) -> Dates:
    """Read every date of an event in local French time.

    Parameters
        master: the event; `overrides` are those of its occurrences that were moved or cancelled.

    Raises
        ValueError: no beginning, or a rule that cannot be read.
    """
    moved = [_read_one(one) for one in overrides]
    replaced = {_read_local(one["RECURRENCE-ID"].dt) for one in overrides}
    if "RRULE" not in master:
        dates = [_read_one(master), *_list_added(master)]
        return Dates(order_timings([*_without(dates, replaced), *moved]))
    excepted = {*_list_excepted(master), *replaced}
    schedule = _find_schedule(master, excepted)
    if schedule is not None:
        return Dates(order_timings([*moved, *_list_added(master)]), schedule)
    told = list(_list_repeated(master))
    kept = [*_without(told, excepted), *_list_added(master), *moved]
    return Dates(order_timings(kept), is_cut=_is_endless(master))


def _read_one(event: Any) -> TimingValues:
    """Read the date of an event alone."""
    if "DTSTART" not in event:
        raise ValueError("DTSTART is missing")
    start = event["DTSTART"].dt
    status = tables.STATUS.get(str(event.get("STATUS", "")).upper(), TimingStatus.SCHEDULED)
    return TimingValues(_read_local(start), _read_end(event, start), status)


def _read_end(event: Any, start: date | datetime) -> datetime | None:
    """Read the end; that of whole days is the last minute of the day before DTEND."""
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end is not None and end > start else start
        return datetime.combine(last, _LAST_MINUTE)
    if not isinstance(end, datetime) or localise(end) <= localise(start):
        return None
    return localise(end)


def _read_local(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return localise(moment)
    return datetime.combine(moment, time.min)


def _list_repeated(master: Any) -> Iterator[TimingValues]:
    """List what a rule gives, in the time of its own zone: eight in the evening stays so."""
    first = _read_one(master)
    start = master["DTSTART"].dt
    naive = _drop_zone(start)
    for number, one in enumerate(rrulestr(_write_rule(master, start), dtstart=naive)):
        if number >= MAX_REPEATED:
            return
        local = _give_zone(one, start)
        length = first.ends_at - first.starts_at if first.ends_at else None
        yield replace(first, starts_at=local, ends_at=local + length if length else None)


def _write_rule(master: Any, start: date | datetime) -> str:
    """Write a rule for naive times: its end, when told in universal time, in those of the event."""
    rule = dict(master["RRULE"])
    ends = rule.pop("UNTIL", None)
    parts = [f"{key}={','.join(str(one) for one in values)}" for key, values in rule.items()]
    if ends:
        last = ends[0]
        if isinstance(last, datetime) and last.tzinfo and isinstance(start, datetime):
            last = last.astimezone(start.tzinfo)
        parts.append(f"UNTIL={_drop_zone(last, time.max):%Y%m%dT%H%M%S}")
    return ";".join(parts)


def _drop_zone(moment: date | datetime, clock: time = time.min) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, clock)


def _give_zone(naive: datetime, like: date | datetime) -> datetime:
    zone = like.tzinfo if isinstance(like, datetime) else None
    return localise(naive.replace(tzinfo=zone)) if zone else naive


def _list_excepted(master: Any) -> list[datetime]:
    return [_read_local(moment) for moment in _list_moments(master, "EXDATE")]


def _list_added(master: Any) -> list[TimingValues]:
    """List the dates that are added one by one, as long as the first."""
    first = _read_one(master)
    length = first.ends_at - first.starts_at if first.ends_at else None
    starts = [_read_local(moment) for moment in _list_moments(master, "RDATE")]
    return [
        replace(first, starts_at=start, ends_at=start + length if length else None)
        for start in starts
    ]


def _list_moments(master: Any, name: str) -> Iterator[date | datetime]:
    held = master.get(name, [])
    for group in held if isinstance(held, list) else [held]:
        for one in group.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _without(
    timings: Iterable[TimingValues], excepted: Iterable[datetime]
) -> Iterator[TimingValues]:
    gone = set(excepted)
    return (one for one in timings if one.starts_at not in gone)


def _is_endless(master: Any) -> bool:
    return not {"UNTIL", "COUNT"} & set(master["RRULE"])


def _find_schedule(master: Any, excepted: Iterable[datetime]) -> dict[str, Any] | None:
    """Find the schedule of what repeats without end; None when it ends or cannot be said so."""
    if not _is_endless(master):
        return None
    first = _read_one(master)
    length = first.ends_at - first.starts_at if first.ends_at else None
    days = tuple(sorted({one.date() for one in excepted}))
    schedule = Schedule(
        rule=_write_rule(master, master["DTSTART"].dt),
        starts_at=first.starts_at,
        minutes=int(length.total_seconds() // 60) if length else None,
        excepted=() if first.status == TimingStatus.CANCELLED else days,
        school_break=SchoolBreak.OPEN,
    )
    kept = write_schedule(schedule)
    try:
        read_schedule(kept)
    except ScheduleError:
        return None
    return None if first.status == TimingStatus.CANCELLED else kept
