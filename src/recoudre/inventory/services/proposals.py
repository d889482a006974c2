"""Writes of what residents propose. Each public function is one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from recoudre.accounts.models import Person
from recoudre.inventory.models import Occasion, Proposal, SourceRecord, Workshop
from recoudre.inventory.return_codes import digest_code, write_code
from recoudre.inventory.services.electing import Writing, start_writing
from recoudre.inventory.services.letters import send_confirmation, send_decision
from recoudre.inventory.services.testimonies import create_testified, keep_voice, write_testimony
from recoudre.inventory.telling import complete_groups, tell_visible
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import Channel, Trust

CAUSE = "proposition"
MANDATORY = ("name", "kind", "commune_code")
OPEN_STATES = (ProposalState.UNCONFIRMED, ProposalState.WAITING)
# An e-mail is kept as long as its owner may have a question about the answer.
EMAIL_DAYS = 90
UNCONFIRMED_DAYS = 30
# In `consent`: a phone or an e-mail that nobody agreed to make public, for moderators alone.
PRIVATE_CONTACT = "private_contact"


class IncompleteProposalError(ValueError):
    """A new occasion lacks what no occasion goes without."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody proposes, before it is kept.

    `values` are as testimony stores them; of a known `occasion`, only those that change, and
    `base` is what its author saw. `consent` is for moderators' eyes (see `Proposal`).
    """

    territory: Territory
    values: Mapping[str, Any]
    occasion: Occasion | None = None
    base: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    author_email: str = ""
    consent: Mapping[str, Any] = field(default_factory=dict)
    channel: Channel = Channel.WEB


@dataclass(frozen=True, slots=True)
class Created:
    """A proposal kept, the code that leads back to it, and whether it was kept just now."""

    proposal: Proposal
    code: str
    is_new: bool


def create_proposal(
    *,
    draft: Draft,
    token: str,
    at: datetime,
    author: Person | None = None,
    is_trusted: bool = False,
    helper: Person | None = None,
    workshop: Workshop | None = None,
    sheet_number: int | None = None,
) -> Created:
    """Keep what somebody proposes; the same form sent twice is one proposal.

    With an e-mail to confirm it waits for its author, without one for a moderator; what a trusted
    person proposes is published at once.

    Parameters
        token: random text of the form (`return_codes.make_token`), which makes the return code.
        is_trusted: as `rules.may_publish_directly` says of the person and the commune.
    """
    code = write_code(token)
    digest = digest_code(code)
    held = Proposal.objects.filter(return_digest=digest).first()
    if held is not None:
        return Created(held, code, is_new=False)
    proposal = Proposal(
        occasion=draft.occasion, territory=draft.territory, state=_choose_state(draft, author),
        channel=draft.channel, values=dict(draft.values), base=dict(draft.base),
        message=draft.message, author_email=draft.author_email, author=author,
        return_digest=digest, helper=helper, consent=dict(draft.consent), workshop=workshop,
        sheet_number=sheet_number, created_at=at, due_at=_promise(at),
    )  # fmt: skip
    try:
        with transaction.atomic():
            proposal.save()
            if is_trusted:
                _publish(proposal, at)
    except IntegrityError:
        # Two presses of the button at the same instant: the other one was kept.
        return Created(Proposal.objects.get(return_digest=digest), code, is_new=False)
    return Created(proposal, code, is_new=True)


def _choose_state(draft: Draft, author: Person | None) -> ProposalState:
    """Choose the first state: an e-mail that nobody has proved to read is confirmed first."""
    is_proved = author is not None and author.email == draft.author_email
    if draft.author_email and draft.channel == Channel.WEB and not is_proved:
        return ProposalState.UNCONFIRMED
    return ProposalState.WAITING


def _promise(at: datetime) -> datetime:
    return at + timedelta(days=settings.ANSWER_DAYS)


def _publish(proposal: Proposal, at: datetime) -> None:
    """Publish what a trusted person proposes: every field is accepted, by nobody else."""
    apply_values(proposal=proposal, fields=proposal.values.keys(), at=at)
    proposal.state = ProposalState.ACCEPTED
    proposal.fates = {name: {"accepted": True, "reason": ""} for name in proposal.values}
    proposal.decided_at = at
    proposal.save(update_fields=["state", "fates", "decided_at"])


@transaction.atomic
def apply_values(
    *,
    proposal: Proposal,
    fields: Collection[str],
    at: datetime,
    trust: Trust = Trust.MODERATOR,
    writing: Writing | None = None,
) -> Occasion:
    """Write the accepted fields of a proposal, and set the occasion it is about.

    Only `proposal.occasion` is saved: its state and its fates are the caller's to set.

    Parameters
        writing: of the transaction that this is one word of; a new one otherwise.

    Raises
        IncompleteProposalError: a new occasion would lack its name, its kind or its commune.
    """
    writing = writing or start_writing(at=at, cause=CAUSE)
    accepted = {name: value for name, value in proposal.values.items() if name in fields}
    occasion = _find_known(proposal, trust, writing)
    if occasion is None:
        occasion = _create_occasion(proposal, accepted, trust, writing)
    elif accepted:
        told = complete_groups(accepted, tell_visible(occasion))
        write_testimony(
            occasion=occasion, trust=trust, values=told, at=at, cause=CAUSE, writing=writing
        )
        occasion.refresh_from_db()
    proposal.occasion = occasion
    proposal.save(update_fields=["occasion"])
    return occasion


def _find_known(proposal: Proposal, trust: Trust, writing: Writing) -> Occasion | None:
    """Find the occasion a proposal is about, through merges; or the one it once created."""
    occasion = proposal.occasion
    if occasion is None:
        record = SourceRecord.objects.select_related("occasion").filter(
            source=keep_voice(trust, writing), remote_id=_name_record(proposal)
        )
        occasion = record[0].occasion if record else None
    while occasion is not None and occasion.merged_into is not None:
        occasion = occasion.merged_into
    return occasion


def _create_occasion(
    proposal: Proposal, accepted: Mapping[str, Any], trust: Trust, writing: Writing
) -> Occasion:
    missing = [name for name in MANDATORY if not accepted.get(name)]
    if missing:
        raise IncompleteProposalError(
            f"proposal {proposal.pk} would create an occasion without {missing}. "
            f"Accept {list(MANDATORY)} together, or refuse the whole proposal."
        )
    return create_testified(
        trust=trust, values=accepted, remote_id=_name_record(proposal), at=writing.at,
        cause=CAUSE, writing=writing,
    )  # fmt: skip


def _name_record(proposal: Proposal) -> str:
    return f"proposition-{proposal.pk}"


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, at: datetime) -> bool:
    """Confirm that the e-mail of an author is read by them; False when nothing was to confirm."""
    waiting = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.UNCONFIRMED)
    changed = waiting.update(
        state=ProposalState.WAITING, confirmed_at=at, due_at=_promise(at), version=F("version") + 1
    )
    proposal.refresh_from_db()
    return changed > 0


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, at: datetime) -> bool:
    """Withdraw a proposal for its author, with their contacts; False when already decided."""
    undecided = Proposal.objects.filter(pk=proposal.pk, state__in=OPEN_STATES)
    changed = undecided.update(
        state=ProposalState.WITHDRAWN, decided_at=at, version=F("version") + 1
    )
    proposal.refresh_from_db()
    if changed:
        _forget_author(proposal)
    return changed > 0


def ask_confirmation(proposal: Proposal) -> bool:
    """Ask an author to confirm by mail; when no mail can leave, the proposal waits without it."""
    if send_confirmation(proposal):
        return True
    Proposal.objects.filter(pk=proposal.pk, state=ProposalState.UNCONFIRMED).update(
        state=ProposalState.WAITING, author_email="", version=F("version") + 1
    )
    proposal.refresh_from_db()
    return False


def tell_author(proposal: Proposal) -> bool:
    """Tell its author by mail what was decided; False when there is nobody to tell, or no mail.

    Call it once the decision is saved. An address that was never confirmed is not written to.
    """
    address = proposal.author_email
    if not address and proposal.author is not None and proposal.channel == Channel.WEB:
        address = proposal.author.email
    return bool(address) and send_decision(proposal, address)


@transaction.atomic
def forget_authors(*, at: datetime) -> int:
    """Erase the contacts of authors some time after the answer, and count those forgotten."""
    long_decided = Proposal.objects.filter(decided_at__lte=at - timedelta(days=EMAIL_DAYS))
    told = long_decided.exclude(author_email="") | long_decided.filter(
        consent__has_key=PRIVATE_CONTACT
    )
    proposals = list(told.distinct())
    for proposal in proposals:
        _forget_author(proposal)
    return len(proposals)


def _forget_author(proposal: Proposal) -> None:
    """Erase how to reach an author, and keep the proof of what they agreed to."""
    proposal.author_email = ""
    proposal.consent = {
        name: value for name, value in proposal.consent.items() if name != PRIVATE_CONTACT
    }
    proposal.save(update_fields=["author_email", "consent"])


@transaction.atomic
def erase_unconfirmed(*, at: datetime) -> int:
    """Erase the proposals that their author never confirmed, and count them."""
    old = Proposal.objects.filter(
        state=ProposalState.UNCONFIRMED, created_at__lte=at - timedelta(days=UNCONFIRMED_DAYS)
    )
    return old.delete()[1].get("inventory.Proposal", 0)
