"""Instants of a file as local French dates: what every source of gatherings does the same way."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.records import TimingValues
from recoudre.vocabulary.text import fold

PARIS = ZoneInfo("Europe/Paris")
# Dates read of one gathering: more is a mistake of the file, or an attack.
MAX_DATES = 2_000
# What an organiser writes at the head of a title when there is no other place to say it.
_STATUS_BY_WORD = {
    "annule": TimingStatus.CANCELLED,
    "annulee": TimingStatus.CANCELLED,
    "annulation": TimingStatus.CANCELLED,
    "reporte": TimingStatus.POSTPONED,
    "reportee": TimingStatus.POSTPONED,
    "complet": TimingStatus.FULL,
}
_HEAD = re.compile(r"^[\W_]*(\w+)[\W_]*[-–—:\]!/)]", re.UNICODE)


def read_instant(text: str) -> datetime | None:
    """Read an ISO instant as local French time; one without a zone is local already.

    Example
        >>> read_instant("2026-07-03T16:30:00Z")
        datetime.datetime(2026, 7, 3, 18, 30)
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return localise(moment)


def localise(moment: datetime) -> datetime:
    """Turn an instant into naive local French time."""
    return moment.astimezone(PARIS).replace(tzinfo=None) if moment.tzinfo else moment


def order_timings(timings: Iterable[TimingValues]) -> tuple[TimingValues, ...]:
    """Order dates and keep each once: the same instant in the same place is one."""
    once = {(one.starts_at, one.place): one for one in timings}
    return tuple(once[key] for key in sorted(once))[:MAX_DATES]


def set_status(timings: Iterable[TimingValues], status: TimingStatus) -> tuple[TimingValues, ...]:
    """Say of every date what is said of the whole."""
    return tuple(replace(one, status=status) for one in timings)


def find_said_status(title: str) -> TimingStatus:
    """Find what the head of a title says: « ANNULÉ - Bal » is cancelled.

    Example
        >>> find_said_status("[COMPLET] Bal"), find_said_status("Complet bleu : défilé")
        (<TimingStatus.FULL: 'full'>, <TimingStatus.SCHEDULED: 'scheduled'>)
    """
    found = _HEAD.match(title)
    return (
        _STATUS_BY_WORD.get(fold(found[1]), TimingStatus.SCHEDULED)
        if found
        else (TimingStatus.SCHEDULED)
    )
