"""The nightly ending of gatherings whose last date is past: their page stays, lists forget them."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recoudre.inventory.models import Occasion, Timing
from recoudre.inventory.services.freshening import set_state
from recoudre.vocabulary.lists import Kind, State

CAUSE = "dates passées"
BATCH = 500


@transaction.atomic
def end_past_gatherings(*, at: datetime) -> int:
    """End the published gatherings that have dates, all before this day; return how many."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    dates = Timing.objects.filter(occasion=OuterRef("pk"))
    to_come = dates.filter(Q(starts_at__gte=midnight) | Q(ends_at__gte=midnight))
    dated = Occasion.objects.published().filter(kind=Kind.GATHERING, schedule={})
    over = dated.filter(Exists(dates), ~Exists(to_come)).order_by("pk")
    ids = list(over.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        set_state(ids[start : start + BATCH], State.ENDED, at=at, cause=CAUSE)
    return len(ids)
