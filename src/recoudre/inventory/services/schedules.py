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
    before, told = _split_coming(occasion, at)
    after = {_tell(one): one for one in wanted if _is_wanted(one, at, told)}
    if before.keys() == after.keys():
        return False
    Timing.objects.filter(pk__in=[before[key].pk for key in before.keys() - after.keys()]).delete()
    Timing.objects.bulk_create(after[key] for key in after.keys() - before.keys())
    return True


def _split_coming(
    occasion: Occasion, at: datetime
) -> tuple[dict[tuple[object, ...], Timing], set[datetime]]:
    """Split the dates to come: those of the schedule, and the instants that somebody told."""
    coming = [one for one in occasion.timings.all() if one.starts_at >= at]
    told = {one.starts_at for one in coming if not one.is_from_schedule}
    return {_tell(one): one for one in coming if one.is_from_schedule}, told


def _is_wanted(timing: Timing, at: datetime, told: set[datetime]) -> bool:
    """Tell whether a date is to come, and nobody told it otherwise."""
    return timing.starts_at >= at and timing.starts_at not in told


def _tell(timing: Timing) -> tuple[object, ...]:
    return (timing.starts_at, timing.ends_at, str(timing.status), timing.place)
