"""The dates that the schedule of an occasion gives over the coming year."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.timezone import make_aware

from recoudre.inventory.models import Occasion, Timing
from recoudre.vocabulary.holidays import ZONE_BY_DEPARTMENT, SchoolCalendar
from recoudre.vocabulary.schedules import Schedule, ScheduleError, list_dates, read_schedule

AHEAD = timedelta(days=365)


def find_schedule(occasion: Occasion) -> Schedule | None:
    """Find the schedule of an occasion; None when it has none, or one that cannot be read."""
    if not occasion.schedule:
        return None
    try:
        return read_schedule(occasion.schedule)
    except ScheduleError:
        return None


def find_calendar(
    occasion: Occasion, schedule: Schedule, calendars: Mapping[str, SchoolCalendar]
) -> SchoolCalendar | None:
    """Find the school holidays of a schedule: of the zone said, else of the département."""
    zone = schedule.zone or ZONE_BY_DEPARTMENT.get(occasion.territory.department_code, "")
    return calendars.get(zone)


def list_scheduled(
    occasion: Occasion, *, since: date, calendars: Mapping[str, SchoolCalendar]
) -> list[Timing]:
    """List the dates of a schedule from a day on, over twelve months, as rows to write."""
    schedule = find_schedule(occasion)
    if schedule is None:
        return []
    calendar = find_calendar(occasion, schedule, calendars)
    dates = list_dates(schedule, since=since, until=since + AHEAD, calendar=calendar)
    return [
        Timing(
            occasion=occasion,
            starts_at=make_aware(one.starts_at),
            ends_at=make_aware(one.ends_at) if one.ends_at else None,
            status=one.status,
            is_from_schedule=True,
        )
        for one in dates
    ]
