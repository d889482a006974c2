"""The dates of a gathering: from what records say to rows, and back to what history tells."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime, make_aware

from recoudre.inventory.election import Elected
from recoudre.inventory.models import Occasion, Timing
from recoudre.vocabulary.lists import TimingStatus

MAX_PLACE = 400


def read_timings(occasion: Occasion, elected: Elected) -> list[Timing]:
    """Read the elected dates of an occasion as rows to write.

    Two dates at the same instant in the same place are one: the first said is kept.
    """
    timings: dict[tuple[datetime, str], Timing] = {}
    for said in elected.values.get("timings", ()):
        timing = _read_timing(occasion, said)
        timings.setdefault((timing.starts_at, timing.place), timing)
    return list(timings.values())


def order_timings(timings: Iterable[Timing]) -> list[Timing]:
    """Order dates, the soonest first, then by place: always the same order."""
    return sorted(timings, key=lambda one: (one.starts_at, one.place))


def tell_timing(timing: Timing) -> dict[str, str]:
    """Tell one date as stored values do: local French time, only what is known."""
    told = {"starts_at": _tell_instant(timing.starts_at)}
    if timing.ends_at is not None:
        told["ends_at"] = _tell_instant(timing.ends_at)
    if timing.status != TimingStatus.SCHEDULED:
        told["status"] = str(timing.status)
    if timing.place:
        told["place"] = timing.place
    return told


def localise_span(timing: Timing) -> tuple[datetime, datetime | None]:
    """Give the beginning and the end of a date in local French time."""
    return localtime(timing.starts_at), localtime(timing.ends_at) if timing.ends_at else None


def _read_timing(occasion: Occasion, said: dict[str, str]) -> Timing:
    ends_at = said.get("ends_at")
    return Timing(
        occasion=occasion,
        starts_at=_read_instant(said["starts_at"]),
        ends_at=_read_instant(ends_at) if ends_at else None,
        status=said.get("status", TimingStatus.SCHEDULED.value),
        place=said.get("place", "")[:MAX_PLACE],
    )


def _read_instant(text: str) -> datetime:
    return make_aware(datetime.fromisoformat(text))


def _tell_instant(instant: datetime) -> str:
    return localtime(instant).replace(tzinfo=None).isoformat()
