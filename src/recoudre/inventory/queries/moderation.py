"""Reads of the moderation: what waits, where, since when; what was decided, and how fast."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from recoudre.inventory.models import (
    Claim,
    LogLine,
    ModerationBatch,
    Occasion,
    Proposal,
)
from recoudre.inventory.queries.reviews import list_waiting_matches, list_waiting_suggestions
from recoudre.inventory.queries.scope import Scope, keep_within
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ClaimState, ProposalState
from recoudre.vocabulary.lists import Level

BATCHES_SHOWN = 100
# The median is of the last answers: what one may expect today.
ANSWERS_MEASURED = 2_000
_HEAVY = ("territory__outline", "territory__neighbour_codes")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many proposals wait in one territory; `epci_code` is its own for an EPCI."""

    code: str
    name: str
    is_commune: bool
    epci_code: str
    count: int


@dataclass(frozen=True, slots=True)
class Delay:
    """How long an answer takes: the median, in days, of `count` answers; None without any."""

    days: float | None
    count: int


def list_waiting(
    scope: Scope, *, territory_code: str = "", channel: str = "", late_at: datetime | None = None
) -> QuerySet[Proposal]:
    """List the proposals that wait where somebody moderates, the oldest first.

    Parameters
        territory_code: keeps those of one territory; "" keeps all.
        late_at: keeps those whose promised day is past at that instant.
    """
    waiting = Proposal.objects.filter(scope.narrow("territory"), state=ProposalState.WAITING)
    if territory_code:
        waiting = waiting.filter(keep_within("territory", [territory_code]))
    if channel:
        waiting = waiting.filter(channel=channel)
    if late_at:
        waiting = waiting.filter(due_at__lt=late_at)
    asked_at = Coalesce("confirmed_at", "created_at")
    return (
        waiting.select_related("territory", "occasion")
        .defer(*_HEAVY)
        .annotate(asked_at=asked_at)
        .order_by("created_at", "pk")
    )


def find_proposal(scope: Scope, proposal_id: int) -> Proposal | None:
    """Find a proposal in any state where somebody moderates, with its commune and its occasion."""
    found = Proposal.objects.filter(scope.narrow("territory"), pk=proposal_id)
    related = ("territory", "occasion__territory", "occasion__steward", "author", "workshop")
    # What resembles it is looked for in the neighbouring communes too: their codes are read.
    return found.select_related(*related).defer("territory__outline").first()


def find_next_waiting(scope: Scope, proposal: Proposal) -> Proposal | None:
    """Find the proposal to read after this one: the next oldest, else the oldest of all."""
    waiting = list_waiting(scope).exclude(pk=proposal.pk)
    after = Q(created_at__gt=proposal.created_at) | Q(
        created_at=proposal.created_at, pk__gt=proposal.pk
    )
    return waiting.filter(after).first() or waiting.first()


def find_occasion_within(scope: Scope, occasion_id: int) -> Occasion | None:
    """Find an occasion in any state where somebody moderates."""
    found = Occasion.objects.filter(scope.narrow("territory"), pk=occasion_id)
    return found.with_place().first()


def count_waiting_by_territory(scope: Scope) -> list[Waiting]:
    """Count the proposals that wait, by intercommunality then by commune: two queries."""
    rows = list(
        Proposal.objects.filter(scope.narrow("territory"), state=ProposalState.WAITING)
        .order_by()
        .values_list("territory__code", "territory__name", "territory__epci_code")
        .annotate(count=Count("pk"))
    )
    communes = [
        Waiting(code, name, is_commune=True, epci_code=epci, count=n)
        for code, name, epci, n in rows
    ]
    by_epci: dict[str, int] = {}
    for _, _, epci_code, count in rows:
        by_epci[epci_code] = by_epci.get(epci_code, 0) + count
    names = map_names(code for code in by_epci if code)
    epcis = [
        Waiting(code, names[code], is_commune=False, epci_code=code, count=count)
        for code, count in by_epci.items()
        if code in names
    ]
    return [*_order(epcis), *_order(communes)]


def _order(waiting: Iterable[Waiting]) -> list[Waiting]:
    return sorted(waiting, key=lambda one: (-one.count, one.name))


def map_names(codes: Iterable[str]) -> dict[str, str]:
    """Map codes of territories to their names; a code that is not held is absent."""
    wanted = sorted(set(codes))
    return dict(Territory.objects.filter(code__in=wanted).values_list("code", "name"))


def count_matches(scope: Scope) -> int:
    """Count the matches to read again: both occasions lie where somebody moderates."""
    return list_waiting_matches(scope).count()


def count_suggestions(scope: Scope) -> int:
    """Count the suggestions of a machine that nobody validated yet."""
    return list_waiting_suggestions(scope).count()


def count_claims(scope: Scope) -> int:
    """Count the claims that wait: those of the list, even once their code has expired."""
    waiting = Claim.objects.filter(state=ClaimState.WAITING)
    return waiting.filter(scope.narrow("occasion__territory")).count()


def list_chosen(scope: Scope, ids: Collection[int]) -> list[Proposal]:
    """List proposals by their ids, in any state, but only where somebody moderates."""
    chosen = Proposal.objects.filter(scope.narrow("territory"), pk__in=ids)
    related = ("territory", "occasion__territory", "occasion__steward")
    occasion = ("occasion__territory__outline", "occasion__territory__neighbour_codes")
    return list(
        chosen.select_related(*related)
        .prefetch_related("occasion__timings")
        .defer(*_HEAVY, *occasion)
        .order_by("created_at", "pk")
    )


def list_batches(scope: Scope) -> list[ModerationBatch]:
    """List the last batches that are wholly about where somebody moderates, without their rows."""
    lately = list(_list_light_batches()[:BATCHES_SHOWN])
    chains = _map_chains({code for one in lately for code in list_codes(one)})
    return [one for one in lately if _is_within(scope, one, chains)]


def find_batch(scope: Scope, batch_id: int) -> ModerationBatch | None:
    """Find a batch that is wholly about where somebody moderates, without its rows."""
    found = _list_light_batches().filter(pk=batch_id).first()
    chains = _map_chains(list_codes(found)) if found else {}
    return found if found and _is_within(scope, found, chains) else None


def list_codes(batch: ModerationBatch) -> set[str]:
    """List the communes that a batch is about."""
    return set((batch.places or {}).values())  # type: ignore[attr-defined]


def _list_light_batches() -> QuerySet[ModerationBatch]:
    return ModerationBatch.objects.defer("before").annotate(
        places=F("before__territories"), of=F("before__of"), left=F("before__left_ids")
    )


def _map_chains(codes: Collection[str]) -> dict[str, tuple[str, ...]]:
    communes = Territory.objects.filter(level=Level.COMMUNE, code__in=codes)
    return {one.code: one.chain for one in communes.defer("outline", "neighbour_codes")}


def _is_within(scope: Scope, batch: ModerationBatch, chains: dict[str, tuple[str, ...]]) -> bool:
    codes = list_codes(batch)
    return bool(codes) and all(scope.holds(chains.get(code, ())) for code in codes)


def list_log(*, territory_code: str = "") -> QuerySet[LogLine]:
    """List the public log, the latest first; of one territory and what it holds when asked."""
    lines = LogLine.objects.order_by("-at", "-pk")
    if not territory_code:
        return lines
    held = Territory.objects.filter(
        Q(epci_code=territory_code)
        | Q(department_code=territory_code)
        | Q(region_code=territory_code)
    )
    return lines.filter(
        Q(territory_code=territory_code) | Q(territory_code__in=held.values("code"))
    )


def count_log_by_month(lines: QuerySet[LogLine]) -> list[tuple[datetime, str, int]]:
    """Count what was decided by month and act, the latest month first."""
    monthly = lines.order_by().annotate(month=TruncMonth("at")).values_list("month", "act")
    return list(monthly.annotate(total=Sum("count")).order_by("-month", "act"))


def measure_delay(*, territory_code: str = "") -> Delay:
    """Measure the median number of days between asking and being answered by a person."""
    decided = Proposal.objects.filter(decided_at__isnull=False, decided_by__isnull=False)
    if territory_code:
        decided = decided.filter(keep_within("territory", [territory_code]))
    asked = decided.annotate(asked_at=Coalesce("confirmed_at", "created_at"))
    spans = [
        (end - start).total_seconds() / 86_400
        for start, end in asked.order_by("-decided_at").values_list("asked_at", "decided_at")[
            :ANSWERS_MEASURED
        ]
    ]
    return Delay(median(spans) if spans else None, len(spans))


def list_published(occasion_ids: Iterable[int]) -> dict[int, Occasion]:
    """Map the occasions of a page of the log that anybody may see, by id."""
    shown = Occasion.objects.published().only("pk", "name", "slug")
    return shown.in_bulk({pk for pk in occasion_ids if pk})
