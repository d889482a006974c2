"""What the passing of time does to occasions: those nobody speaks of any more fall asleep.

A dormant occasion leaves the lists and the map. Its page stays, and nothing of it is erased.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from recoudre.inventory.freshness import compute_freshness
from recoudre.inventory.indexing import index_occasions
from recoudre.inventory.models import Occasion, OccasionChange, Source, SourceRecord
from recoudre.inventory.services.electing import elect_one, gather_witnesses
from recoudre.inventory.services.testimonies import VOICES
from recoudre.vocabulary.lists import Freshness, State

BATCH = 1_000
CAUSE = "fraîcheur"


@dataclass(slots=True)
class Freshened:
    """How many occasions were read, fell asleep, and woke up."""

    read: int = 0
    asleep: int = 0
    awake: int = 0


def freshen_occasions(*, at: datetime, read_at: Mapping[int, datetime]) -> Freshened:
    """Put to sleep what nobody confirmed nor listed for long, and wake what is spoken of again.

    Done twice the same day, the second time writes nothing. Each batch is one transaction.

    Parameters
        at: the instant of the run, with its time zone.
        read_at: by key of a source, when it was last read whole; without it, what it lists was
            last seen when it last changed.
    """
    done = Freshened()
    for occasions in _split_occasions():
        _freshen_batch(occasions, at, _read_files(read_at), done)
    return done


def _read_files(read_at: Mapping[int, datetime]) -> dict[int, datetime]:
    """Keep the readings of files: the voices of people are not read again by a machine."""
    slugs = [info.slug for info in VOICES.values()]
    voices = set(Source.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    return {pk: when for pk, when in read_at.items() if pk not in voices}


def _split_occasions() -> Iterator[list[Occasion]]:
    """Split what is published or dormant into batches, in the order of the ids."""
    last = 0
    while True:
        shown = Occasion.objects.filter(
            pk__gt=last, state__in=[State.PUBLISHED, State.DORMANT], merged_into__isnull=True
        )
        batch = list(
            shown.order_by("pk").only("state", "kind", "confirmed_on", "said_on", "pins")[:BATCH]
        )
        if not batch:
            return
        last = batch[-1].pk
        yield batch


@transaction.atomic
def _freshen_batch(
    occasions: Sequence[Occasion],
    at: datetime,
    read_at: Mapping[int, datetime],
    done: Freshened,
) -> None:
    today = timezone.localdate(at)
    seen = map_last_seen([one.pk for one in occasions], read_at)
    sleeping = {one.pk for one in occasions if _is_asleep(one, seen.get(one.pk), today)}
    to_sleep = [one.pk for one in occasions if one.pk in sleeping and one.state == State.PUBLISHED]
    to_wake = _list_wakeable(
        [one for one in occasions if one.pk not in sleeping and one.state == State.DORMANT]
    )
    set_state(to_sleep, State.DORMANT, at=at, cause=CAUSE)
    set_state(to_wake, State.PUBLISHED, at=at, cause=CAUSE)
    done.read += len(occasions)
    done.asleep += len(to_sleep)
    done.awake += len(to_wake)


def map_last_seen(
    occasion_ids: Sequence[int], read_at: Mapping[int, datetime]
) -> dict[int, datetime]:
    """Map each occasion to the last instant when a live record spoke of it."""
    seen: dict[int, datetime] = {}
    live = SourceRecord.objects.filter(occasion_id__in=occasion_ids, withdrawn_at__isnull=True)
    for pk, source_id, seen_at in live.values_list("occasion_id", "source_id", "seen_at"):
        last = max(seen_at, read_at.get(source_id, seen_at))
        seen[pk] = max(last, seen.get(pk, last))
    return seen


def set_state(occasion_ids: Sequence[int], state: State, *, at: datetime, cause: str) -> None:
    """Set the state of occasions, with its line of history and its place in the search."""
    if not occasion_ids:
        return
    occasions = list(Occasion.objects.filter(pk__in=occasion_ids).exclude(state=state))
    OccasionChange.objects.bulk_create(
        OccasionChange(
            occasion=one, at=at, cause=cause, changes={"state": [one.state, state.value]}
        )
        for one in occasions
    )
    Occasion.objects.filter(pk__in=[one.pk for one in occasions]).update(
        state=state.value, changed_at=at
    )
    for one in occasions:
        one.state = state.value
    index_occasions(occasions)


def _is_asleep(occasion: Occasion, last_seen_at: datetime | None, today: date) -> bool:
    step = compute_freshness(
        kind=occasion.kind,
        confirmed_on=occasion.confirmed_on,
        said_on=occasion.said_on,
        last_seen_on=timezone.localdate(last_seen_at) if last_seen_at else None,
        today=today,
    )
    return step == Freshness.DORMANT


def _list_wakeable(occasions: Sequence[Occasion]) -> list[int]:
    """List those that their records publish: what a source itself says dormant stays so."""
    if not occasions:
        return []
    said = gather_witnesses([one.pk for one in occasions])
    return [
        one.pk
        for one in occasions
        if one.pk in said and elect_one(said[one.pk], one.pins).state == State.PUBLISHED
    ]
