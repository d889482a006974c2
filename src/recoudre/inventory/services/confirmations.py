"""Writes of what people say of an occasion's freshness: still true, to change, or ended.

Each public function is one transaction. A person's word is the only thing that sets
`Occasion.confirmed_on`.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from recoudre.design.french import write_date
from recoudre.inventory.links import digest_link_token, find_expiry, make_link_token
from recoudre.inventory.models import (
    Confirmation,
    ConfirmationLink,
    Occasion,
    OccasionChange,
    SourceRecord,
)
from recoudre.inventory.services.freshening import set_state
from recoudre.inventory.services.proposals import Draft, apply_values, create_proposal
from recoudre.inventory.services.testimonies import VOICES, write_testimony
from recoudre.vocabulary.decisions import ConfirmationAnswer, ProposalState, Role
from recoudre.vocabulary.lists import Channel, State, Trust

CAUSE = "confirmation"
# The voice of each role: what a moderator hears on the phone is verified.
TRUSTS = {
    Role.STEWARD: Trust.STEWARD,
    Role.MODERATOR: Trust.VERIFIED,
    Role.ADMINISTRATOR: Trust.VERIFIED,
    Role.CONTRIBUTOR: Trust.MODERATOR,
}


class LinkSpentError(ValueError):
    """A link was already used, or it expired."""


def find_trust(role: Role) -> Trust:
    """Find the voice through which a role speaks; whoever just passes by has none.

    Raises
        KeyError: a visitor's word is a proposal, never a testimony.
    """
    return TRUSTS[role]


@transaction.atomic
def create_link(*, occasion: Occasion, role: Role, channel: Channel, at: datetime) -> str:
    """Create a link to answer for an occasion, and return its token, which is kept nowhere."""
    token = make_link_token()
    ConfirmationLink.objects.create(
        occasion=occasion, digest=digest_link_token(token), role=role.value,
        channel=channel.value, sent_at=at, expires_at=find_expiry(at),
    )  # fmt: skip
    return token


@transaction.atomic
def confirm_by_link(*, link: ConfirmationLink, at: datetime) -> None:
    """Say through a link that an occasion is still true.

    Raises
        LinkSpentError: the link was used, perhaps at this very instant, or it expired.
    """
    _spend(link, at)
    confirm_occasion(
        occasion=link.occasion, role=Role(link.role), channel=Channel(link.channel), at=at
    )


@transaction.atomic
def end_by_link(
    *, link: ConfirmationLink, ended_on: date | None, reason: str, at: datetime
) -> None:
    """Say through a link that an occasion is over.

    Raises
        LinkSpentError: the link was used, perhaps at this very instant, or it expired.
    """
    _spend(link, at)
    end_occasion(
        occasion=link.occasion, role=Role(link.role), channel=Channel(link.channel),
        ended_on=ended_on, reason=reason, at=at,
    )  # fmt: skip


@transaction.atomic
def change_by_link(*, link: ConfirmationLink, draft: Draft, token: str, at: datetime) -> str:
    """Change an occasion through a link, with the trust of its role, and return the code.

    Parameters
        draft: what is said of `link.occasion`; without any value, it is only confirmed.
        token: random text of the form, which makes the return code.

    Raises
        LinkSpentError: the link was used, perhaps at this very instant, or it expired.
    """
    _spend(link, at)
    role = Role(link.role)
    code = ""
    if draft.values:
        code = _apply(draft, token, find_trust(role), at)
    _keep_answer(link.occasion, ConfirmationAnswer.TO_CHANGE, role, Channel(link.channel), at)
    _mark_confirmed(link.occasion, role, Channel(link.channel), at)
    return code


@transaction.atomic
def confirm_occasion(*, occasion: Occasion, role: Role, channel: Channel, at: datetime) -> None:
    """Write that a person says an occasion is still true: it is recent, and awake."""
    _keep_answer(occasion, ConfirmationAnswer.STILL_TRUE, role, channel, at)
    _unsay_end(occasion, find_trust(role), at)
    _mark_confirmed(occasion, role, channel, at)


@transaction.atomic
def end_occasion(
    *,
    occasion: Occasion,
    role: Role,
    channel: Channel,
    at: datetime,
    ended_on: date | None = None,
    reason: str = "",
) -> None:
    """Write that a person says an occasion is over; its page stays."""
    day = write_date(ended_on) if ended_on else ""
    note = " : ".join(part for part in (day, reason) if part)
    _keep_answer(occasion, ConfirmationAnswer.ENDED, role, channel, at, note)
    write_testimony(
        occasion=occasion, trust=find_trust(role), values={"state": State.ENDED.value}, at=at,
        cause=CAUSE,
    )  # fmt: skip


def _spend(link: ConfirmationLink, at: datetime) -> None:
    """Use a link, once: of two clicks at the same instant the database lets one through."""
    unused = ConfirmationLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=at)
    if not unused.update(used_at=at):
        raise LinkSpentError(
            f"confirmation link {link.pk} was used at {link.used_at} or expired at "
            f"{link.expires_at}. Send another one to the address on record."
        )


def _keep_answer(
    occasion: Occasion,
    answer: ConfirmationAnswer,
    role: Role,
    channel: Channel,
    at: datetime,
    note: str = "",
) -> None:
    Confirmation.objects.create(
        occasion=occasion, answer=answer.value, role=role.value, channel=channel.value, at=at,
        note=note,
    )  # fmt: skip


def _mark_confirmed(occasion: Occasion, role: Role, channel: Channel, at: datetime) -> None:
    """Set the day of the last word, tell the history, and wake what sleeps."""
    occasion.refresh_from_db()
    before, today = occasion.confirmed_on, timezone.localdate(at)
    occasion.confirmed_on, occasion.changed_at = today, at
    occasion.confirmed_by, occasion.confirmed_channel = role.value, channel.value
    occasion.save(update_fields=["confirmed_on", "confirmed_by", "confirmed_channel", "changed_at"])
    told = [before.isoformat() if before else None, today.isoformat()]
    OccasionChange.objects.create(
        occasion=occasion, at=at, cause=CAUSE, changes={"confirmed_on": told}
    )
    if occasion.state == State.DORMANT:
        set_state([occasion.pk], State.PUBLISHED, at=at, cause=CAUSE)


def _unsay_end(occasion: Occasion, trust: Trust, at: datetime) -> None:
    """Take back what the same voice said of the end, when it says that all goes on."""
    ended = SourceRecord.objects.filter(
        occasion=occasion, source__slug=VOICES[trust].slug, values__state=State.ENDED.value
    )
    if ended.exists():
        write_testimony(
            occasion=occasion, trust=trust, values={}, removed={"state"}, at=at, cause=CAUSE
        )


def _apply(draft: Draft, token: str, trust: Trust, at: datetime) -> str:
    """Keep a change as a proposal that is accepted at once, with the voice of its author."""
    made = create_proposal(draft=draft, token=token, at=at)
    if made.is_new:
        proposal = made.proposal
        apply_values(proposal=proposal, fields=proposal.values.keys(), at=at, trust=trust)
        proposal.state = ProposalState.ACCEPTED.value
        proposal.fates = {name: {"accepted": True, "reason": ""} for name in proposal.values}
        proposal.decided_at = at
        proposal.save(update_fields=["state", "fates", "decided_at"])
    return made.code
