"""Merges: two occasions become one, and two again byte for byte when somebody undoes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from recoudre.accounts.models import Person
from recoudre.inventory.indexing import index_occasions
from recoudre.inventory.merging import (
    FOLLOWERS,
    MergeRefusedError,
    copy_columns,
    copy_timings,
    give_back_columns,
    give_back_timings,
    join_people,
    print_records,
)
from recoudre.inventory.models import (
    Match,
    Merge,
    Occasion,
    OccasionChange,
    SourceRecord,
    Suggestion,
)
from recoudre.inventory.services.electing import Writing, elect_again, start_writing
from recoudre.inventory.services.log import write_log_line
from recoudre.vocabulary.decisions import MatchState, ModerationAct, Relation
from recoudre.vocabulary.lists import State

MERGING = "fusion"
UNMERGING = "fusion défaite"
Reasons = Sequence[Mapping[str, Any]]


def choose_kept(first_id: int, second_id: int) -> tuple[int, int]:
    """Choose which occasion is kept and which is absorbed: (kept, absorbed).

    The oldest is kept: its address has been known for longest. What is shown is elected from the
    records of both, whichever is kept.
    """
    return min(first_id, second_id), max(first_id, second_id)


@transaction.atomic
def merge_occasions(
    *,
    kept_id: int,
    absorbed_id: int,
    at: datetime,
    by: Person | None = None,
    reasons: Reasons = (),
    is_automatic: bool = False,
    writing: Writing | None = None,
) -> Merge:
    """Merge two occasions: the records of one move to the other, which is elected again.

    The absorbed one becomes an alias: withdrawn, out of the search, and its address leads for ever
    to the kept one. Proposals, confirmations, links, claims and suggestions follow.

    Parameters
        at: the instant, with its time zone.
        by: who decided; None for a machine.
        reasons: [{"slug": …, "values": …}], see `inventory.reasons`.
        writing: keys read once, when many are merged in one go (`start_writing`).

    Raises
        MergeRefusedError: they are one and the same, or one of them is already an alias.
    """
    writing = writing or start_writing(at=at, cause=MERGING)
    kept, absorbed = _lock_pair(kept_id, absorbed_id)
    before: dict[str, Any] = {
        "kept": copy_columns(kept),
        "absorbed": copy_columns(absorbed),
        "timings": copy_timings(kept),
        "records": print_records([kept_id, absorbed_id]),
    }
    record_ids = _move_records(absorbed_id, kept_id)
    before["followers"] = _move_followers(absorbed_id, kept_id)
    join_people(kept, absorbed)
    _make_alias(absorbed, kept, at)
    elect_again(writing, [kept_id])
    _tell_history(kept_id, writing, {"absorbed": [None, absorbed_id]})
    told = {"state": [before["absorbed"]["state"], State.WITHDRAWN.value]}
    _tell_history(absorbed_id, writing, told | {"merged_into": [None, kept_id]})
    kept.refresh_from_db()
    _close_match(kept_id, absorbed_id, MatchState.MERGED, at=at, by=by, reasons=reasons)
    _log(ModerationAct.MERGED, kept, at, is_automatic=is_automatic)
    return Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        record_ids=record_ids,
        before=before | {"after": copy_columns(kept)},
        reasons=list(reasons),
        is_automatic=is_automatic,
        at=at,
        by=by,
    )


@transaction.atomic
def undo_merge(*, merge_id: int, at: datetime, by: Person | None = None) -> Merge:
    """Undo a merge: both occasions are as they were, and will not be proposed again.

    When nothing happened since, every column and date is given back byte for byte. When an import
    or a person changed something since, values follow the records: each occasion is elected again.

    Raises
        MergeRefusedError: it was undone already.
    """
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    if merge.undone_at is not None:
        raise MergeRefusedError("Cette fusion a déjà été défaite : il n’y a plus rien à défaire.")
    writing = start_writing(at=at, cause=UNMERGING)
    _give_back_records(merge)
    _give_back_followers(merge)
    _give_back_kept(writing, merge)
    _give_back_absorbed(writing, merge)
    _close_match(
        merge.kept_id, merge.absorbed_id, MatchState.APART, at=at, by=by, reasons=merge.reasons
    )
    _log(ModerationAct.UNMERGED, merge.kept, at, is_automatic=False)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


@transaction.atomic
def keep_apart(
    *, match_id: int, relation: Relation, at: datetime, by: Person | None = None
) -> Match:
    """Decide that two occasions are not one; the pair is never proposed again.

    Parameters
        relation: what they are to each other: anything but the same.

    Raises
        MergeRefusedError: the relation is "same", or the two were merged meanwhile.
    """
    if relation == Relation.SAME:
        raise MergeRefusedError("Deux fiches d’une même occasion se fusionnent.")
    match = Match.objects.select_for_update().select_related("first__territory").get(pk=match_id)
    if match.state == MatchState.MERGED:
        raise MergeRefusedError("Ces deux fiches ont été fusionnées : défaites d’abord la fusion.")
    match.relation, match.state = relation.value, MatchState.APART.value
    match.decided_at, match.decided_by = at, by
    match.lent_to, match.lent_until = None, None
    match.save()
    _log(ModerationAct.KEPT_APART, match.first, at, is_automatic=False)
    return match


def _lock_pair(kept_id: int, absorbed_id: int) -> tuple[Occasion, Occasion]:
    """Lock both, always in the same order, and refuse what cannot be merged."""
    if kept_id == absorbed_id:
        raise MergeRefusedError("Une fiche ne se fusionne pas avec elle-même.")
    locked = Occasion.objects.select_for_update().order_by("pk")
    pair = {one.pk: one for one in locked.filter(pk__in=[kept_id, absorbed_id])}
    if len(pair) < 2:
        raise MergeRefusedError("Une de ces deux fiches n’existe pas.")
    if any(one.merged_into_id is not None for one in pair.values()):
        raise MergeRefusedError("Une de ces deux fiches a déjà été fusionnée : relisez la file.")
    return pair[kept_id], pair[absorbed_id]


def _move_records(absorbed_id: int, kept_id: int) -> list[int]:
    records = SourceRecord.objects.filter(occasion_id=absorbed_id)
    ids = sorted(records.values_list("pk", flat=True))
    records.update(occasion_id=kept_id)
    return ids


def _move_followers(absorbed_id: int, kept_id: int) -> dict[str, list[int]]:
    """Move what people said or asked of the absorbed occasion; remember the keys of what moved."""
    moved: dict[str, list[int]] = {}
    for name, model in FOLLOWERS.items():
        rows = model.objects.filter(occasion_id=absorbed_id)
        if model is Suggestion:
            held = Suggestion.objects.filter(occasion_id=kept_id).values_list("field", "value")
            taken = set(held)
            keys = [one.pk for one in rows if (one.field, one.value) not in taken]
        else:
            keys = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=keys).update(occasion_id=kept_id)
        moved[name] = sorted(keys)
    return moved


def _make_alias(absorbed: Occasion, kept: Occasion, at: datetime) -> None:
    absorbed.state, absorbed.merged_into, absorbed.changed_at = State.WITHDRAWN.value, kept, at
    absorbed.save(update_fields=["state", "merged_into", "changed_at"])
    index_occasions([absorbed])


def _give_back_records(merge: Merge) -> None:
    """Give the records back, wherever a later merge has taken them, unless one left since."""
    head = merge.kept
    while head.merged_into is not None:
        head = head.merged_into
    moved = SourceRecord.objects.filter(pk__in=merge.record_ids)
    moved.filter(occasion_id__in={merge.kept_id, head.pk}).update(occasion_id=merge.absorbed_id)
    merge.before["head"] = head.pk


def _give_back_followers(merge: Merge) -> None:
    for name, keys in merge.before["followers"].items():
        FOLLOWERS[name].objects.filter(pk__in=keys).update(occasion_id=merge.absorbed_id)


def _give_back_kept(writing: Writing, merge: Merge) -> None:
    """Give the kept occasion back; elect again the one that its records went to meanwhile."""
    head_id = merge.before.pop("head")
    if head_id != merge.kept_id:
        elect_again(writing, [head_id])
        return
    kept, before = Occasion.objects.get(pk=merge.kept_id), merge.before
    now, since = copy_columns(kept), before["after"]
    wanted = dict(before["kept"])
    is_untouched = now == since and _has_same_records(merge.kept_id, before["records"])
    if not is_untouched:
        wanted |= {name: value for name, value in now.items() if since.get(name) != value}
    _restore(writing, kept, wanted, is_exact=is_untouched, timings=before["timings"])


def _give_back_absorbed(writing: Writing, merge: Merge) -> None:
    absorbed, before = Occasion.objects.get(pk=merge.absorbed_id), merge.before
    is_exact = _has_same_records(merge.absorbed_id, before["records"])
    _restore(writing, absorbed, before["absorbed"], is_exact=is_exact, timings=None)


def _restore(
    writing: Writing,
    occasion: Occasion,
    wanted: Mapping[str, Any],
    *,
    is_exact: bool,
    timings: list[dict[str, Any]] | None,
) -> None:
    """Write the columns back, then elect again when the records say something else since."""
    told = give_back_columns(occasion, wanted)
    if timings is not None and is_exact:
        give_back_timings(occasion, timings)
    index_occasions([occasion])
    if not is_exact:
        elect_again(writing, [occasion.pk])
    _tell_history(occasion.pk, writing, told)


def _has_same_records(occasion_id: int, before: Mapping[str, Any]) -> bool:
    """Say whether the records of an occasion say what they said before the merge."""
    then = {key: said for key, said in before.items() if said["occasion"] == occasion_id}
    return print_records([occasion_id]) == then


def _tell_history(occasion_id: int, writing: Writing, changes: Mapping[str, Any]) -> None:
    """Write one line of history, joined to the one that the election has just written."""
    lines = OccasionChange.objects.filter(occasion_id=occasion_id, at=writing.at)
    line = lines.filter(cause=writing.cause).order_by("-pk").first()
    if line is None:
        line = OccasionChange(occasion_id=occasion_id, at=writing.at, cause=writing.cause)
        line.changes = {}
    line.changes = {**changes, **line.changes}
    line.save()


def _close_match(
    kept_id: int,
    absorbed_id: int,
    state: MatchState,
    *,
    at: datetime,
    by: Person | None,
    reasons: Reasons,
) -> None:
    """Write what became of the pair, so that no machine proposes it again."""
    first_id, second_id = sorted((kept_id, absorbed_id))
    started = {"proposed_at": at, "reasons": list(reasons)}
    relation = Relation.SAME if state == MatchState.MERGED else Relation.UNRELATED
    closed: dict[str, Any] = {"state": state.value, "relation": relation.value}
    closed |= {"decided_at": at, "decided_by": by}
    Match.objects.update_or_create(
        first_id=first_id,
        second_id=second_id,
        defaults=closed | {"lent_to": None, "lent_until": None},
        create_defaults=started | closed,
    )


def _log(act: ModerationAct, occasion: Occasion, at: datetime, *, is_automatic: bool) -> None:
    """Write a line of the public log: what and where, never who."""
    write_log_line(
        act=act,
        at=at,
        territory_code=occasion.territory.code,
        occasion_id=occasion.pk,
        is_automatic=is_automatic,
    )
