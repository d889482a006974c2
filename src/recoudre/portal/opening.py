"""Is the door open now, in words: « Ouvert maintenant, jusqu’à 18 h »."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from recoudre.design.french import WEEKDAYS, write_day, write_time
from recoudre.territories.queries import load_school_calendars
from recoudre.vocabulary.holidays import ZONE_BY_DEPARTMENT, SchoolCalendar
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.opening import find_opening, read_clock

# Past this, to say until when would tell a day of the week without its date.
_LONGEST_SAID = timedelta(hours=20)
_WEEK = timedelta(days=6)
_SCHOOL = "SH"


def write_opening(
    hours: str, department: str, instant: datetime, calendar: SchoolCalendar | None = None
) -> str:
    """Write whether it is open at an instant; "" when nobody can say."""
    at = read_clock(instant, department)
    opening = find_opening(hours, at, department, calendar)
    if opening.is_open is None:
        return ""
    if not opening.is_open:
        return _write_closed(at, opening.next_at)
    if opening.until is None or opening.until - at > _LONGEST_SAID:
        return _("Ouvert maintenant")
    return _("Ouvert maintenant, jusqu’à %(time)s") % {"time": _write_clock(opening.until)}


def describe_opening(hours: str, department: str, instant: datetime) -> str:
    """Write whether it is open at an instant, or that this is not known on that day.

    "" without hours, and when they could not be read: they are then shown as written.
    """
    if not is_readable(hours):
        return ""
    calendar = None
    if _SCHOOL in hours:
        calendar = load_school_calendars().get(ZONE_BY_DEPARTMENT.get(department, ""))
    said = write_opening(hours, department, instant, calendar)
    return said or _("Aujourd’hui, ces horaires sont à vérifier : jour férié ou vacances scolaires")


def _write_closed(at: datetime, next_at: datetime | None) -> str:
    if next_at is None:
        return _("Fermé maintenant")
    clock = {"time": _write_clock(next_at)}
    if next_at.date() == at.date():
        return _("Fermé maintenant, ouvre à %(time)s") % clock
    if next_at.date() - at.date() == timedelta(days=1):
        return _("Fermé maintenant, ouvre demain à %(time)s") % clock
    if next_at.date() - at.date() <= _WEEK:
        clock["day"] = _(WEEKDAYS[next_at.weekday()])
        return _("Fermé maintenant, ouvre %(day)s à %(time)s") % clock
    clock["day"] = write_day(next_at.date(), today=at.date())
    return _("Fermé maintenant, ouvre le %(day)s à %(time)s") % clock


def _write_clock(moment: datetime) -> str:
    return write_time(moment.hour, moment.minute)
