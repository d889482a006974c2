"""The nightly renewal of the dates that schedules give: a year ahead, whatever the day."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from recoudre.inventory.indexing import index_occasions
from recoudre.inventory.models import Occasion, Timing
from recoudre.inventory.schedules import list_scheduled
from recoudre.territories.queries import load_school_calendars
from recoudre.vocabulary.lists import State

BATCH = 500


@transaction.atomic
def renew_dates(*, at: datetime) -> int:
    """Write the dates to come of every schedule; return how many occasions changed.

    Past dates stay, and so do those that somebody told one by one. Done twice, it writes nothing.
    """
    calendars = load_school_calendars()
    since = timezone.localdate(at)
    living = Occasion.objects.exclude(state__in=(State.WITHDRAWN, State.REFUSED))
    scheduled = living.exclude(schedule={}).with_place().prefetch_related("timings")
    changed = [
        occasion
        for occasion in scheduled.order_by("pk").iterator(BATCH)
        if _renew(occasion, at, list_scheduled(occasion, since=since, calendars=calendars))
    ]
    for start in range(0, len(changed), BATCH):
        ids = [one.pk for one in changed[start : start + BATCH]]
        index_occasions(list(Occasion.objects.filter(pk__in=ids)))
    return len(changed)


def _renew(occasion: Occasion, at: datetime, wanted: Sequence[Timing]) -> bool:
    """Put the dates to come of one schedule in step; tell whether something was written."""
    coming = [one for one in occasion.timings.all() if one.starts_at >= at]
    told = {one.starts_at for one in coming if not one.is_from_schedule}
    before = {_tell(one): one for one in coming if one.is_from_schedule}
    after = {_tell(one): one for one in wanted if _is_wanted(one, at, told)}
    gone = [one.pk for key, one in before.items() if key not in after]
    fresh = [one for key, one in after.items() if key not in before]
    Timing.objects.filter(pk__in=gone).delete()
    Timing.objects.bulk_create(fresh)
    return bool(gone or fresh)


def _is_wanted(timing: Timing, at: datetime, told: set[datetime]) -> bool:
    """Tell whether a date is to come, and nobody told it otherwise."""
    return timing.starts_at >= at and timing.starts_at not in told


def _tell(timing: Timing) -> tuple[datetime, datetime | None, str, str]:
    return (timing.starts_at, timing.ends_at, str(timing.status), timing.place)
