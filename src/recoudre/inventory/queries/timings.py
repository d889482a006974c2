"""Reads of the dates of gatherings: the next ones, what comes, what is still on."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from recoudre.inventory.models import Occasion, Timing
from recoudre.inventory.queries.occasions import Listed, list_listed
from recoudre.vocabulary.lists import Kind, State
from recoudre.vocabulary.moments import NOT_HELD, is_held

# Dates read for each occasion wanted: a weekly one must not hide the others.
_DATES_PER_ANSWER = 8


class NextTiming(NamedTuple):
    """One date that is still to come or still on: instants, status, and where when elsewhere."""

    starts_at: datetime
    ends_at: datetime | None
    status: str
    place: str

    @property
    def is_held(self) -> bool:
        """Say whether it will happen on that date: neither cancelled nor postponed."""
        return is_held(self.status)


def map_next_timings(
    occasions: Iterable[Occasion | Listed], *, since: datetime
) -> dict[int, list[NextTiming]]:
    """Map each gathering to its dates not over at an instant, the soonest first, cancelled too.

    No query when there is no gathering among them: the other kinds have no dates.
    """
    ids = [one.pk for one in occasions if one.kind == Kind.GATHERING]
    if not ids:
        return {}
    found: dict[int, list[NextTiming]] = {}
    timings = Timing.objects.filter(_is_not_over(since), occasion_id__in=ids)
    fields = ("occasion_id", "starts_at", "ends_at", "status", "place")
    for pk, *timing in timings.order_by("starts_at", "place").values_list(*fields):
        found.setdefault(pk, []).append(NextTiming._make(timing))
    return found


def find_last_timing(occasion: Occasion) -> NextTiming | None:
    """Find the last date known of an occasion, past ones included; None when there is none."""
    fields = ("starts_at", "ends_at", "status", "place")
    last = occasion.timings.order_by("-starts_at", "place").values_list(*fields).first()
    return NextTiming._make(last) if last else None


def list_coming(*, since: datetime, until: datetime | None = None, limit: int) -> list[Listed]:
    """List published gatherings to come, the soonest first, each once; then those still on.

    Cancelled and postponed dates do not count. An exhibition that began before `since` comes
    after what begins within the period, and only if there is room left.
    """
    held = Timing.objects.filter(occasion__state=State.PUBLISHED).exclude(status__in=NOT_HELD)
    starting = held.filter(starts_at__gte=since).order_by("starts_at", "occasion_id")
    if until is not None:
        starting = starting.filter(starts_at__lt=until)
    read = limit * _DATES_PER_ANSWER
    ids = list(dict.fromkeys(starting.values_list("occasion_id", flat=True)[:read]))
    if len(ids) < limit:
        on = held.filter(starts_at__lt=since, ends_at__gt=since).order_by("ends_at", "occasion_id")
        ids += [pk for pk in on.values_list("occasion_id", flat=True)[:read] if pk not in ids]
    return list_listed(list(dict.fromkeys(ids))[:limit])


def _is_not_over(since: datetime) -> Q:
    return Q(starts_at__gte=since) | Q(ends_at__gt=since)
