"""Decisions on proposals, and the values that a moderator fixes. Each is one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from recoudre.accounts.models import Person
from recoudre.inventory.election import GROUPS
from recoudre.inventory.models import Occasion, Proposal, SourceRecord, Suggestion
from recoudre.inventory.services.electing import Writing, elect_again, start_writing
from recoudre.inventory.services.log import write_log_line
from recoudre.inventory.services.proposals import MANDATORY, apply_values, tell_author
from recoudre.inventory.services.testimonies import write_testimony
from recoudre.inventory.telling import complete_groups, tell_visible
from recoudre.vocabulary.decisions import (
    ModerationAct,
    ProposalState,
    RefusalReason,
    SuggestionState,
)
from recoudre.vocabulary.lists import Mark, Trust

# Said of the proposal, not of the occasion.
UNDECIDED = frozenset({"said_on", "precision"})
_RELATED = ("territory", "occasion__territory", "occasion__steward")
ACTS = {
    ProposalState.ACCEPTED: ModerationAct.ACCEPTED,
    ProposalState.PARTLY_ACCEPTED: ModerationAct.PARTLY_ACCEPTED,
    ProposalState.REFUSED: ModerationAct.REFUSED,
}


class DecisionError(Exception):
    """A decision that cannot be taken."""


class AlreadyDecidedError(DecisionError):
    """Somebody else answered first, or the proposal changed meanwhile: nothing was written."""


class DecisionMissingError(DecisionError):
    """A field is left without an answer, or a refusal without its reason."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What is answered to a proposal: the fate of each field, and what that makes of it."""

    state: ProposalState
    fates: dict[str, dict[str, Any]]
    accepted: list[str]
    reason: str


@transaction.atomic
def decide_proposal(
    *,
    proposal_id: int,
    version: int,
    decisions: Mapping[str, str],
    reason: str,
    reply: str,
    moderator: Person,
    at: datetime,
    same_as_id: int | None = None,
) -> Proposal:
    """Answer a proposal as `answer_proposal` does, tell its author and the public log.

    Raises
        AlreadyDecidedError, DecisionMissingError: see `answer_proposal`.
    """
    proposal = answer_proposal(
        proposal_id=proposal_id, version=version, decisions=decisions, reason=reason, reply=reply,
        moderator=moderator, at=at, same_as_id=same_as_id,
    )  # fmt: skip
    write_log_line(
        act=ACTS[ProposalState(proposal.state)], at=at, territory_code=proposal.territory.code,
        occasion_id=proposal.occasion_id, reason=proposal.reason,
    )  # fmt: skip
    transaction.on_commit(partial(tell_author, proposal))
    return proposal


@transaction.atomic
def answer_proposal(
    *,
    proposal_id: int,
    version: int,
    decisions: Mapping[str, str],
    reason: str,
    reply: str,
    moderator: Person,
    at: datetime,
    same_as_id: int | None = None,
    writing: Writing | None = None,
) -> Proposal:
    """Answer a proposal field by field and publish what is accepted.

    Parameters
        version: of the proposal as the moderator read it.
        decisions: "" for a field that is accepted, else the slug of a `RefusalReason`; every
            group of fields that goes together is answered by its first one.
        reason: slug of a `RefusalReason`; refuses the whole, whatever `decisions` says. "" else.
        same_as_id: the known occasion that a proposal of a new one in fact describes.
        writing: of the batch that this answer is one of; a new one otherwise.

    Raises
        AlreadyDecidedError: it is no longer waiting, or it changed since it was read.
        DecisionMissingError: a field without answer, or a new occasion without a field it needs.
    """
    take_proposal(proposal_id, version)
    proposal = Proposal.objects.select_related(*_RELATED).get(pk=proposal_id)
    if same_as_id is not None:
        proposal.occasion = Occasion.objects.get(pk=same_as_id)
    fate = read_fate(proposal, decisions, reason)
    if fate.accepted:
        apply_values(
            proposal=proposal, fields=fate.accepted, at=at, trust=Trust.MODERATOR, writing=writing
        )
    proposal.state, proposal.fates = fate.state.value, fate.fates
    proposal.reason, proposal.reply = fate.reason, reply
    proposal.decided_by, proposal.decided_at = moderator, at
    proposal.save()
    return proposal


def take_proposal(proposal_id: int, version: int) -> None:
    """Take a waiting proposal at the version that was read, or say that somebody else did.

    Raises
        AlreadyDecidedError: it is no longer waiting, or it changed since it was read.
    """
    waiting = Proposal.objects.filter(pk=proposal_id, version=version, state=ProposalState.WAITING)
    if not waiting.update(version=F("version") + 1):
        raise AlreadyDecidedError(
            f"Proposal {proposal_id} is no longer waiting at version {version}. "
            "Read it again before answering."
        )


def read_fate(proposal: Proposal, decisions: Mapping[str, str], reason: str) -> Fate:
    """Read what the answers to the fields make of the whole.

    Raises
        DecisionMissingError: a field without answer, or a new occasion without a field it needs.
    """
    fates = _read_fates(proposal, decisions, reason)
    accepted = [name for name, fate in fates.items() if fate["accepted"]]
    # A word without any value ("this is no longer true") is thanked for, unless a reason is given.
    if not accepted and (fates or reason):
        return Fate(ProposalState.REFUSED, fates, [], reason or _find_first_reason(fates))
    if proposal.occasion is None and not set(MANDATORY).issubset(accepted):
        raise DecisionMissingError(
            f"Proposal {proposal.pk} cannot be published without {list(MANDATORY)}: "
            "accept these fields, or refuse the whole."
        )
    is_whole = len(accepted) == len(fates)
    state = ProposalState.ACCEPTED if is_whole else ProposalState.PARTLY_ACCEPTED
    return Fate(state, fates, accepted, "")


def _find_first_reason(fates: Mapping[str, Mapping[str, Any]]) -> str:
    return next((str(fate["reason"]) for fate in fates.values()), "")


def _read_fates(
    proposal: Proposal, decisions: Mapping[str, str], reason: str
) -> dict[str, dict[str, Any]]:
    """Read the fate of each field; one reason for the whole is the fate of all."""
    fields = list_decided(proposal.values)
    told = dict.fromkeys(fields, reason) if reason else decisions
    if missing := [name for name in fields if name not in told]:
        raise DecisionMissingError(f"Fields {missing} of proposal {proposal.pk} have no answer.")
    return _spread(proposal.values, {name: _read_reason(told[name]) for name in fields})


def _read_reason(slug: str) -> str:
    """Read why a field is refused; "" when it is accepted, and an unknown reason is an error."""
    return RefusalReason(slug).value if slug else ""


def list_decided(values: Mapping[str, Any]) -> list[str]:
    """List the fields that are answered: one for each group of values that go together."""
    leaders = dict.fromkeys(find_leader(name, values) for name in values if name not in UNDECIDED)
    return list(leaders)


def find_leader(name: str, values: Collection[str]) -> str:
    """Find the field with which this one is decided: the first of its group that is there."""
    for group in GROUPS:
        if name in group:
            return next(one for one in group if one in values)
    return name


def _spread(values: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Spread the answer to each group over all its fields."""
    return {
        name: {"accepted": not answers[leader], "reason": str(answers[leader])}
        for name in values
        if name != "said_on" and (leader := find_leader(name, values)) in answers
    }


@transaction.atomic
def pin_value(*, occasion_id: int, field: str, record_id: int, at: datetime) -> None:
    """Fix a field to what one record says: no later word changes it while that record speaks.

    Parameters
        field: the first name of a group of the election.
    """
    _write_pins(occasion_id, field, record_id, at)


@transaction.atomic
def unpin_value(*, occasion_id: int, field: str, at: datetime) -> None:
    """Give a field back to the sources: nothing is fixed, and the moderation unsays its word.

    Raises
        DecisionError: no source says anything of a field that an occasion cannot do without.
    """
    if field in MANDATORY and not _has_other_voice(occasion_id, field):
        raise DecisionError(
            f"No source says {field!r} of occasion {occasion_id}: it would have none. "
            "Correct the value instead."
        )
    occasion = _write_pins(occasion_id, field, None, at)
    group = next((one for one in GROUPS if one[0] == field), (field,))
    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, values={}, removed=group, at=at,
        cause="valeur rendue aux sources",
    )  # fmt: skip


@transaction.atomic
def correct_value(*, occasion_id: int, values: Mapping[str, Any], at: datetime) -> None:
    """Write what a moderator knows of an occasion; it wins over every file."""
    occasion = Occasion.objects.select_related("territory").get(pk=occasion_id)
    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, at=at, cause="corrigé par la modération",
        values=complete_groups(values, tell_visible(occasion)),
    )  # fmt: skip
    _log_pin(ModerationAct.PINNED, occasion, at)


def _has_other_voice(occasion_id: int, field: str) -> bool:
    others = SourceRecord.objects.filter(
        occasion_id=occasion_id, withdrawn_at__isnull=True, values__has_key=field
    )
    return others.exclude(source__trust=Trust.MODERATOR).exists()


def _write_pins(occasion_id: int, field: str, record_id: int | None, at: datetime) -> Occasion:
    occasions = Occasion.objects.select_for_update(of=("self",)).select_related("territory")
    occasion = occasions.get(pk=occasion_id)
    occasion.pins = {name: pk for name, pk in occasion.pins.items() if name != field}
    if record_id is not None:
        occasion.pins[field] = record_id
    occasion.save(update_fields=["pins"])
    cause = "valeur fixée" if record_id is not None else "valeur rendue aux sources"
    elect_again(start_writing(at=at, cause=cause), [occasion_id])
    _log_pin(ModerationAct.UNPINNED if record_id is None else ModerationAct.PINNED, occasion, at)
    return Occasion.objects.get(pk=occasion_id)


def _log_pin(act: ModerationAct, occasion: Occasion, at: datetime) -> None:
    write_log_line(act=act, at=at, territory_code=occasion.territory.code, occasion_id=occasion.pk)


@transaction.atomic
def answer_suggestions(
    *, suggestion_ids: Collection[int], is_accepted: bool, moderator: Person, at: datetime
) -> list[Suggestion]:
    """Validate or set aside what a machine suggests; a validated tag is said by the moderation.

    Raises
        AlreadyDecidedError: one of them is no longer waiting; nothing is written.
    """
    state = SuggestionState.ACCEPTED if is_accepted else SuggestionState.REFUSED
    waiting = Suggestion.objects.filter(pk__in=suggestion_ids, state=SuggestionState.WAITING)
    if waiting.update(state=state.value, decided_at=at, decided_by=moderator) != len(
        set(suggestion_ids)
    ):
        raise AlreadyDecidedError(
            "Some of these suggestions are no longer waiting. List them again before answering."
        )
    decided = Suggestion.objects.filter(pk__in=suggestion_ids)
    answered = list(decided.select_related("occasion__territory").order_by("pk"))
    if is_accepted:
        for suggestion in answered:
            _add_tag(suggestion, at)
    return answered


def _add_tag(suggestion: Suggestion, at: datetime) -> None:
    """Add a validated value to what is shown of its field, in the voice of the moderation."""
    occasion = Occasion.objects.get(pk=suggestion.occasion_id)
    shown = getattr(occasion, suggestion.field)
    tag = _make_tag(suggestion.field, suggestion.value)
    # A tag that a machine had set takes the mark of the person who validated it.
    others = [one for one in shown if _name_tag(suggestion.field, one) != suggestion.value]
    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, values={suggestion.field: [*others, tag]}, at=at,
        cause="suggestion validée",
    )  # fmt: skip


def _make_tag(field: str, value: str) -> Any:
    mark = Mark.MODERATED.value
    if field == "bonds":
        return {"bond": value, "foundation": None, "mark": mark}
    if field == "domains":
        return {"domain": value, "mark": mark}
    return value


def _name_tag(field: str, tag: Any) -> str:
    key = {"bonds": "bond", "domains": "domain"}.get(field)
    return str(tag[key] if key else tag)
