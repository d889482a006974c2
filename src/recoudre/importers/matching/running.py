"""One run of the matching: what is certain is merged, what is likely waits for a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from recoudre.analysis.matching import compute_pairs
from recoudre.analysis.matching.weights import REVIEW
from recoudre.importers.matching.reading import Described, read_descriptions
from recoudre.inventory.models import Match, Occasion
from recoudre.inventory.services.electing import start_writing
from recoudre.inventory.services.merges import MERGING, choose_kept, merge_occasions
from recoudre.vocabulary.decisions import MatchReason, MatchState, Relation

MERGE_BATCH = 200
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two occasions, in the order of their ids, and what their likeliest records say."""

    pair: Pair
    sources: tuple[str, str]
    relation: Relation
    probability: float
    is_automatic: bool
    reasons: list[dict[str, Any]]


@dataclass(slots=True)
class PairCounts:
    """For two sources: pairs of occasions merged now, waiting, at one place, branches."""

    merged: int = 0
    to_review: int = 0
    colocated: int = 0
    branches: int = 0


@dataclass(slots=True)
class MatchReport:
    """What a run read and did; `fresh` counts the matches that were not known before."""

    read: int = 0
    fresh: int = 0
    by_sources: dict[tuple[str, str], PairCounts] = field(default_factory=dict)

    def count(self, sources: tuple[str, str]) -> PairCounts:
        """Give the counts of two sources, whichever comes first."""
        first, second = sorted(sources)
        return self.by_sources.setdefault((first, second), PairCounts())


def match_occasions(
    *, at: datetime, territory_code: str = "", is_dry: bool = False, within_source: bool = False
) -> MatchReport:
    """Match the occasions that several sources describe.

    A pair that a person kept apart is never touched again; run twice, it does nothing more.

    Parameters
        at: the instant of the run, with its time zone.
        territory_code: only there; "" for everywhere.
        is_dry: count, and write nothing.
        within_source: look also for what one source says twice; such pairs only wait.
    """
    described = read_descriptions(territory_code)
    report = MatchReport(read=described.table.num_rows)
    pairs = compute_pairs(described.table, within_source=within_source).to_pylist()
    sources, decided = _map_sources(described), _read_decided()
    likely = [one for one in _lift(pairs, described) if one.pair not in decided]
    if not within_source:
        likely = [one for one in likely if not _share(one.pair, sources)]
    certain = _choose(likely, sources, decided)
    heads = _find_heads(certain)
    settled = _settle(likely, heads, sources if not within_source else {})
    waiting = [one for one in settled if one.pair not in decided]
    if not is_dry:
        report.fresh = _write_matches(certain, at) + _write_matches(waiting, at)
        _merge_all(certain, at)
    _count(report, certain, waiting)
    return report


def _map_sources(described: Described) -> dict[int, set[str]]:
    """Map each occasion to the sources that speak of it."""
    sources: dict[int, set[str]] = {}
    for record_id, occasion_id in described.occasion_ids.items():
        sources.setdefault(occasion_id, set()).add(described.sources[record_id])
    return sources


def _share(pair: Pair, sources: Mapping[int, set[str]]) -> bool:
    """Say whether one source speaks of both: it says itself that they are two."""
    return bool(sources.get(pair[0], set()) & sources.get(pair[1], set()))


def _lift(pairs: Iterable[Mapping[str, Any]], described: Described) -> list[Likely]:
    """Lift pairs of records to pairs of occasions: one that is opposed speaks for all."""
    found: dict[Pair, Likely] = {}
    for row in pairs:
        one, other = (described.occasion_ids[row[name]] for name in ("first_id", "second_id"))
        if one == other:
            continue
        lifted = _make_likely(row, one, other, described)
        held = found.get(lifted.pair)
        found[lifted.pair] = lifted if held is None else _reconcile(held, lifted)
    return list(found.values())


def _make_likely(row: Mapping[str, Any], one: int, other: int, described: Described) -> Likely:
    ids = (row["first_id"], row["second_id"])
    reasons = [_pack_reason(reason, is_turned=one > other) for reason in row["reasons"]]
    return Likely(
        pair=(min(one, other), max(one, other)),
        sources=(described.sources[ids[0]], described.sources[ids[1]]),
        relation=Relation(row["relation"]),
        probability=round(row["probability"], 4),
        is_automatic=row["is_automatic"],
        reasons=reasons,
    )


def _pack_reason(reason: Mapping[str, Any], *, is_turned: bool) -> dict[str, Any]:
    """Keep the values that a reason has; its first one is of the first occasion."""
    values = {name: value for name, value in reason.items() if name != "slug" and value is not None}
    if is_turned and "first" in values:
        values["first"], values["second"] = values["second"], values["first"]
    return {"slug": reason["slug"], "values": values}


def _reconcile(held: Likely, other: Likely) -> Likely:
    """Keep the likeliest of two words on one pair; when they disagree, a person decides."""
    best = max(held, other, key=lambda one: (one.is_automatic, one.probability))
    return best if held.relation == other.relation else _hold_back(best)


def _hold_back(likely: Likely) -> Likely:
    """Leave to a person what records say in two ways."""
    if not likely.is_automatic:
        return likely
    crowded = {"slug": MatchReason.CROWDED.value, "values": {}}
    return replace(likely, is_automatic=False, reasons=[*likely.reasons, crowded])


def _read_decided() -> set[Pair]:
    """Read the pairs that were decided, through every alias: they are never proposed again."""
    heads = dict(
        Occasion.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    )
    decided = Match.objects.exclude(state=MatchState.WAITING).values_list("first_id", "second_id")
    return {_order(_follow(one, heads), _follow(other, heads)) for one, other in decided}


def _follow(occasion_id: int, heads: Mapping[int, int]) -> int:
    while occasion_id in heads:
        occasion_id = heads[occasion_id]
    return occasion_id


def _order(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _choose(
    likely: Sequence[Likely], sources: Mapping[int, set[str]], decided: set[Pair]
) -> list[Likely]:
    """Choose what is merged now: each group of occasions has one word of each source."""
    opposed = decided | {one.pair for one in likely if one.relation != Relation.SAME}
    groups: dict[int, set[int]] = {}
    chosen = []
    certain = [one for one in likely if one.is_automatic and one.relation == Relation.SAME]
    for one in sorted(certain, key=lambda one: (-one.probability, one.pair)):
        left, right = (groups.get(key, {key}) for key in one.pair)
        if left is right or _disagree(left, right, sources, opposed):
            continue
        joined = left | right
        groups |= dict.fromkeys(joined, joined)
        chosen.append(one)
    return chosen


def _disagree(
    left: set[int], right: set[int], sources: Mapping[int, set[str]], opposed: set[Pair]
) -> bool:
    said_left = set().union(*(sources[key] for key in left))
    said_right = set().union(*(sources[key] for key in right))
    if said_left & said_right:
        return True
    return any(_order(a, b) in opposed for a in left for b in right)


def _find_heads(certain: Sequence[Likely]) -> dict[int, int]:
    """Find which occasion each absorbed one goes to."""
    heads: dict[int, int] = {}
    for one in certain:
        kept, absorbed = choose_kept(*(_follow(key, heads) for key in one.pair))
        heads[absorbed] = kept
    return heads


def _settle(
    likely: Sequence[Likely], heads: Mapping[int, int], sources: Mapping[int, set[str]]
) -> list[Likely]:
    """Settle what waits on the occasions as they are after the merges, each pair once."""
    joined: dict[int, set[str]] = {}
    for key, said in sources.items():
        joined.setdefault(_follow(key, heads), set()).update(said)
    found: dict[Pair, Likely] = {}
    for one in sorted(likely, key=lambda one: (one.probability, one.pair)):
        first, second = (_follow(key, heads) for key in one.pair)
        pair = _order(first, second)
        if first != second and not _share(pair, joined):
            found[pair] = replace(_hold_back(one), pair=pair)
    return [found[pair] for pair in sorted(found)]


@transaction.atomic
def _write_matches(likely: Sequence[Likely], at: datetime) -> int:
    """Write the matches that are new or said otherwise now; return how many are new."""
    waiting = Match.objects.filter(state=MatchState.WAITING)
    held = {(one.first_id, one.second_id): one for one in waiting}
    kept = [one for one in likely if one.relation == Relation.SAME or one.probability >= REVIEW]
    fresh = [_make_match(one, at) for one in kept if one.pair not in held]
    changed = [held[one.pair] for one in kept if one.pair in held and _renew(held[one.pair], one)]
    Match.objects.bulk_create(fresh, batch_size=1_000)
    Match.objects.bulk_update(changed, ["relation", "probability", "reasons"], batch_size=500)
    return len(fresh)


def _make_match(one: Likely, at: datetime) -> Match:
    return Match(
        first_id=one.pair[0],
        second_id=one.pair[1],
        relation=one.relation.value,
        probability=one.probability,
        reasons=one.reasons,
        proposed_at=at,
    )


def _renew(match: Match, one: Likely) -> bool:
    told = (one.relation.value, one.probability, one.reasons)
    if (match.relation, match.probability, match.reasons) == told:
        return False
    match.relation, match.probability, match.reasons = told
    return True


def _merge_all(certain: Sequence[Likely], at: datetime) -> None:
    """Merge, a few hundred at a time, each into the oldest of its group."""
    writing = start_writing(at=at, cause=MERGING)
    heads: dict[int, int] = {}
    for start in range(0, len(certain), MERGE_BATCH):
        with transaction.atomic():
            for one in certain[start : start + MERGE_BATCH]:
                kept, absorbed = choose_kept(*(_follow(key, heads) for key in one.pair))
                merge_occasions(
                    kept_id=kept, absorbed_id=absorbed, at=at, reasons=one.reasons,
                    is_automatic=True, writing=writing,
                )  # fmt: skip
                heads[absorbed] = kept


def _count(report: MatchReport, certain: Sequence[Likely], waiting: Sequence[Likely]) -> None:
    for one in certain:
        report.count(one.sources).merged += 1
    names = {Relation.COLOCATED: "colocated", Relation.BRANCH: "branches"}
    totals = Counter((one.sources, names.get(one.relation, "to_review")) for one in waiting)
    for (sources, name), number in totals.items():
        counts = report.count(sources)
        setattr(counts, name, getattr(counts, name) + number)
