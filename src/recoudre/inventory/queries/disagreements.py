"""Where a person's word differs from what a source says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recoudre.inventory.election import GROUPS
from recoudre.inventory.models import Occasion, Source, SourceRecord
from recoudre.inventory.queries.scope import Scope
from recoudre.vocabulary.lists import Trust

PEOPLE = (Trust.VERIFIED, Trust.STEWARD, Trust.MODERATOR)
# Two texts or two sets of tags that differ are two ways to tell, not a disagreement on a fact.
FACTS = (
    "name", "kind", "steward", "opening_hours", "timings", "address", "commune_code", "lat",
    "phone", "email", "website", "cost", "screen", "state",
)  # fmt: skip
# The latest words of people: more than a team can send back.
RECORDS_READ = 5_000
NEAR_DEGREES = 0.001


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field that a source tells otherwise than a person. Values are as testimony stores."""

    occasion: Occasion
    field: str
    source: Source
    remote_id: str
    theirs: Mapping[str, Any]
    ours: Mapping[str, Any]
    since: datetime


def list_disagreements(scope: Scope, *, source_slug: str = "") -> list[Disagreement]:
    """List the fields that a file tells otherwise than a person, by occasion. Two queries."""
    live = SourceRecord.objects.filter(withdrawn_at__isnull=True).defer("raw")
    spoken = live.filter(scope.narrow("occasion__territory"), source__trust__in=PEOPLE)
    related = spoken.select_related("occasion__territory", "source").defer(
        "raw", "occasion__territory__outline", "occasion__territory__neighbour_codes"
    )
    voices: dict[int, list[SourceRecord]] = {}
    for record in related.order_by("-seen_at", "-pk")[:RECORDS_READ]:
        voices.setdefault(record.occasion_id, []).append(record)
    files = live.filter(occasion_id__in=list(voices)).exclude(source__trust__in=PEOPLE)
    if source_slug:
        files = files.filter(source__slug=source_slug)
    read = files.select_related("source").order_by("occasion_id", "pk")
    return [one for record in read for one in _compare(voices[record.occasion_id], record)]


def _compare(voices: Iterable[SourceRecord], record: SourceRecord) -> Iterable[Disagreement]:
    """Compare what a file says with the first person that the election would hear."""
    ranked = sorted(voices, key=lambda one: PEOPLE.index(Trust(one.source.trust)))
    for field in FACTS:
        person = next((one for one in ranked if field in one.values), None)
        if person is None or field not in record.values:
            continue
        # A moderator fixed what the file says: it is not disagreed with.
        if person.occasion.pins.get(field) == record.pk:
            continue
        if differs(field, person.values, record.values):
            yield Disagreement(
                person.occasion, field, record.source, record.remote_id,
                record.values, person.values, person.seen_at,
            )  # fmt: skip


def differs(field: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Say whether two descriptions tell a field otherwise; a point within 100 m is the same."""
    if field == "lat":
        axes = ("lat", "lon")
        if any(not isinstance(side.get(axis), float | int) for side in (ours, theirs)
               for axis in axes):  # fmt: skip
            return ours.get("lat") != theirs.get("lat")
        return max(abs(ours[axis] - theirs[axis]) for axis in axes) > NEAR_DEGREES
    group = next((one for one in GROUPS if one[0] == field), (field,))
    if field == "address":
        return any(ours.get(name, "") != theirs.get(name, "") for name in group)
    return bool(ours[field] != theirs[field])
