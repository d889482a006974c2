"""What one person decides in one go, and how it is undone whole. Each is one transaction.

A batch keeps what it found: the columns of a decision, and the occasions as they were. Undoing
gives them back byte for byte, but for what somebody changed since: that is said, and left.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, Q

from recoudre.accounts.models import Person
from recoudre.inventory.models import (
    Claim,
    Confirmation,
    ConfirmationLink,
    Match,
    Merge,
    ModerationBatch,
    Occasion,
    Proposal,
    Steward,
    Suggestion,
)
from recoudre.inventory.services.electing import index_gathered, start_gathering
from recoudre.inventory.services.log import write_log_line
from recoudre.inventory.services.moderation import (
    ACTS,
    answer_proposal,
    answer_suggestions,
    list_decided,
)
from recoudre.inventory.services.proposals import CAUSE, tell_author
from recoudre.inventory.services.restoring import (
    Row,
    State,
    digest_state,
    pack_row,
    read_states,
    remove_occasions,
    restore_states,
    unpack_value,
)
from recoudre.inventory.services.testimonies import keep_voice
from recoudre.vocabulary.decisions import (
    MatchState,
    ModerationAct,
    ProposalState,
    SuggestionState,
)
from recoudre.vocabulary.lists import Trust

MAX_ITEMS = 500
# What a decision writes, and nothing of who proposed: that is erased in time, here too.
_DECIDED: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "proposals": (
        Proposal,
        ("state", "occasion_id", "fates", "reason", "reply", "decided_at", "decided_by_id",
         "version"),
    ),
    "suggestions": (Suggestion, ("state", "decided_at", "decided_by_id")),
}  # fmt: skip


class BatchUndoneError(Exception):
    """The batch was undone already: there is nothing left to undo."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch gave back, and what it left because somebody changed it since."""

    restored_ids: list[int]
    left_ids: list[int]


@transaction.atomic
def decide_proposals(
    *, versions: Mapping[int, int], reason: str, moderator: Person, at: datetime
) -> ModerationBatch:
    """Accept several proposals whole, or refuse them all for one reason.

    Parameters
        versions: of each proposal, as it was previewed.
        reason: slug of a `RefusalReason`; "" accepts.

    Raises
        AlreadyDecidedError: one of them was answered or changed since; nothing is written.
    """
    keep_voice(Trust.MODERATOR)
    before = _start_batch("proposals", versions)
    last_steward_id = _find_last_id(Steward)
    writing = start_gathering(at=at, cause=CAUSE)
    decided = [
        answer_proposal(
            proposal_id=one.pk, version=versions[one.pk], reason=reason, reply="",
            decisions=dict.fromkeys(list_decided(one.values), ""), moderator=moderator, at=at,
            writing=writing,
        )
        for one in Proposal.objects.filter(pk__in=versions).order_by("pk")
    ]  # fmt: skip
    index_gathered(writing)
    before["steward_ids"] = _list_stewards_after(last_steward_id)
    _log(((ACTS[ProposalState(one.state)], one.territory.code, reason) for one in decided), at)
    for one in decided:
        transaction.on_commit(partial(tell_author, one))
    act = ModerationAct.REFUSED if reason else ModerationAct.ACCEPTED
    return _keep_batch(before, act, moderator, at)


@transaction.atomic
def decide_suggestions(
    *, suggestion_ids: Collection[int], is_accepted: bool, moderator: Person, at: datetime
) -> ModerationBatch:
    """Accept or refuse several suggestions of a machine.

    Raises
        AlreadyDecidedError: one of them was answered since; nothing is written.
    """
    keep_voice(Trust.MODERATOR)
    before = _start_batch("suggestions", suggestion_ids)
    decided = answer_suggestions(
        suggestion_ids=suggestion_ids, is_accepted=is_accepted, moderator=moderator, at=at
    )
    accepted, refused = ModerationAct.SUGGESTION_ACCEPTED, ModerationAct.SUGGESTION_REFUSED
    act = accepted if is_accepted else refused
    _log(((act, one.occasion.territory.code, "") for one in decided), at)
    return _keep_batch(before, act, moderator, at)


@transaction.atomic
def undo_batch(*, batch_id: int, at: datetime) -> Undone:
    """Give back what a batch found, but for what changed since, which is left and named.

    Raises
        BatchUndoneError: it was undone already.
    """
    live = ModerationBatch.objects.filter(pk=batch_id, undone_at__isnull=True)
    if not live.update(undone_at=at):
        raise BatchUndoneError(f"Batch {batch_id} was undone already.")
    batch = ModerationBatch.objects.get(pk=batch_id)
    units, digests = batch.before["units"], _digest_units(batch.before)
    kept = [unit for unit in units if digests[_name_unit(unit)] == unit["digest"]]
    kept = [unit for unit in kept if not (unit["is_new"] and _is_spoken_of(unit))]
    _restore(batch.before, kept)
    undone = _tell_undone(units, kept)
    batch.before["left_ids"] = undone.left_ids
    batch.save(update_fields=["before"])
    territories = batch.before["territories"]
    restored = (territories[str(pk)] for pk in undone.restored_ids)
    _log(((ModerationAct.UNDONE, code, "") for code in restored), at)
    return undone


def _start_batch(of: str, ids: Collection[int]) -> dict[str, Any]:
    """Keep what is decided, and the occasions that it is about, as they are."""
    model, columns = _DECIDED[of]
    found = model._default_manager.filter(pk__in=ids).order_by("pk")
    rows = {str(one.pk): _keep_columns(pack_row(one), columns) for one in found}
    occasion_ids = _follow_merges(set(found.values_list("occasion_id", flat=True)) - {None})
    return {"of": of, "items": rows, "states": _name_keys(read_states(sorted(occasion_ids))),
            "steward_ids": [], "last_occasion_id": _find_last_id(Occasion)}  # fmt: skip


def _name_keys(states: Mapping[int, State]) -> dict[str, State]:
    return {str(pk): state for pk, state in states.items()}


def _follow_merges(occasion_ids: set[int]) -> set[int]:
    """Add to occasions those that they were merged into: that is where values are written."""
    known, fresh = set(occasion_ids), set(occasion_ids)
    while fresh:
        heads = Occasion.objects.filter(pk__in=fresh, merged_into__isnull=False)
        fresh = set(heads.values_list("merged_into_id", flat=True)) - known
        known |= fresh
    return known


def _keep_columns(row: Row, columns: Iterable[str]) -> Row:
    return {name: row[name] for name in columns}


def _keep_batch(
    before: dict[str, Any], act: ModerationAct, moderator: Person, at: datetime
) -> ModerationBatch:
    """Keep a batch once decided, with a digest of each unit as the decision left it."""
    model, _ = _DECIDED[before["of"]]
    decided = list(
        model._default_manager.filter(pk__in=before["items"]).values_list("pk", "occasion_id")
    )
    before["territories"] = _map_territories(before["of"], [pk for pk, _ in decided])
    before["units"] = _make_units(before["last_occasion_id"], decided)
    digests = _digest_units(before)
    for unit in before["units"]:
        is_kept = unit["is_new"] or str(unit["occasion_id"] or "") in {"", *before["states"]}
        unit["digest"] = digests[_name_unit(unit)] if is_kept else ""
    return ModerationBatch.objects.create(
        act=act.value, by=moderator, at=at, count=len(decided), before=before
    )


def _map_territories(of: str, ids: Sequence[int]) -> dict[str, str]:
    """Map each thing decided to the code of its commune."""
    model, _ = _DECIDED[of]
    path = "territory__code" if of == "proposals" else "occasion__territory__code"
    pairs = model._default_manager.filter(pk__in=ids).values_list("pk", path)
    return {str(pk): code for pk, code in pairs}


def _make_units(
    last_occasion_id: int, decided: Sequence[tuple[int, int | None]]
) -> list[dict[str, Any]]:
    """Put together what is about one occasion: it is given back whole, or left whole."""
    units: dict[str, dict[str, Any]] = {}
    for pk, occasion_id in decided:
        is_new = (occasion_id or 0) > last_occasion_id
        key = f"occasion-{occasion_id}" if occasion_id else f"item-{pk}"
        unit = units.setdefault(
            key, {"item_ids": [], "occasion_id": occasion_id, "is_new": is_new, "digest": ""}
        )
        unit["item_ids"].append(pk)
    return list(units.values())


def _name_unit(unit: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(unit["item_ids"])


def _digest_units(before: Mapping[str, Any]) -> dict[tuple[int, ...], str]:
    """Digest each unit as it is now: its decisions, and the occasion that they are about."""
    model, columns = _DECIDED[before["of"]]
    ids = [pk for unit in before["units"] for pk in unit["item_ids"]]
    rows = {
        one.pk: _keep_columns(pack_row(one), columns)
        for one in model._default_manager.filter(pk__in=ids)
    }
    states = read_states([unit["occasion_id"] for unit in before["units"] if unit["occasion_id"]])
    return {
        _name_unit(unit): digest_state(
            [rows.get(pk) for pk in unit["item_ids"]], states.get(unit["occasion_id"])
        )
        for unit in before["units"]
    }


def _is_spoken_of(unit: Mapping[str, Any]) -> bool:
    """Say whether somebody spoke since of an occasion that the batch created."""
    occasion_id = unit["occasion_id"]
    decided = Q(state=MatchState.WAITING)
    about = Q(first=occasion_id) | Q(second=occasion_id)
    spoken = (
        Confirmation.objects.filter(occasion=occasion_id),
        ConfirmationLink.objects.filter(occasion=occasion_id),
        Claim.objects.filter(occasion=occasion_id),
        Merge.objects.filter(Q(kept=occasion_id) | Q(absorbed=occasion_id)),
        Occasion.objects.filter(merged_into=occasion_id),
        Match.objects.filter(about).exclude(decided),
        Suggestion.objects.filter(occasion=occasion_id).exclude(state=SuggestionState.WAITING),
        Proposal.objects.filter(occasion=occasion_id).exclude(pk__in=unit["item_ids"]),
    )
    return any(one.exists() for one in spoken)


def _restore(before: Mapping[str, Any], units: Sequence[Mapping[str, Any]]) -> None:
    """Give units back: decisions first, then the occasions that they changed or created."""
    ids = [pk for unit in units for pk in unit["item_ids"]]
    _restore_decisions(before, ids)
    known = [str(unit["occasion_id"]) for unit in units if not unit["is_new"]]
    restore_states(before["states"][pk] for pk in known if pk in before["states"])
    remove_occasions([unit["occasion_id"] for unit in units if unit["is_new"]])
    Steward.objects.filter(pk__in=before["steward_ids"], occasions__isnull=True).delete()


def _restore_decisions(before: Mapping[str, Any], ids: Sequence[int]) -> None:
    """Give back the columns that the decisions wrote."""
    model, columns = _DECIDED[before["of"]]
    fields = {item.attname: item for item in model._meta.concrete_fields}
    held = list(model._default_manager.filter(pk__in=ids))
    for one in held:
        for name, value in before["items"][str(one.pk)].items():
            setattr(one, name, unpack_value(fields[name], value))
    names = [fields[name].name for name in columns]
    model._default_manager.bulk_update(held, names, batch_size=200)


def _tell_undone(units: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]) -> Undone:
    restored = {pk for unit in kept for pk in unit["item_ids"]}
    everything = sorted(pk for unit in units for pk in unit["item_ids"])
    return Undone(sorted(restored), [pk for pk in everything if pk not in restored])


def _log(decided: Iterable[tuple[ModerationAct, str, str]], at: datetime) -> None:
    """Write one public line for each act, commune and reason, with how many."""
    for (act, code, reason), count in sorted(Counter(decided).items()):
        write_log_line(act=act, at=at, territory_code=code, reason=reason, count=count)


def _find_last_id(model: type[Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return last or 0


def _list_stewards_after(steward_id: int) -> list[int]:
    return list(Steward.objects.filter(pk__gt=steward_id).values_list("pk", flat=True))
