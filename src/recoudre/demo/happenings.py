"""What already happened in the moderation of the demonstration: each of its pages has one line."""

from datetime import datetime, timedelta

from django.db import transaction

from recoudre.accounts.services import keep_person
from recoudre.demo.sights import SHARED_OCCASION
from recoudre.inventory.models import ModerationBatch, Occasion, Proposal, SourceRecord
from recoudre.inventory.services.batches import decide_proposals, undo_batch
from recoudre.inventory.services.claims import create_claim
from recoudre.inventory.services.confirmations import confirm_occasion
from recoudre.inventory.services.freshening import set_state
from recoudre.inventory.services.moderation import correct_value
from recoudre.vocabulary.decisions import ClaimProof, ProposalState, RefusalReason, Role
from recoudre.vocabulary.lists import Channel, State

MODERATOR, CLAIMANT = "moderation@example.org", "porteuse@example.org"
CORRECTED_PHONE = "0199009999"
SILENT_DAYS = 5 * 365
REFUSED_TOO_FAST = 2


@transaction.atomic
def bring_happenings(*, at: datetime) -> bool:
    """Bring one of each, once: corrected, confirmed, dormant, claimed, and a batch undone.

    Returns
        False when they are there already, or when too little was brought in to show them.
    """
    chosen = _choose_occasions()
    waiting = Proposal.objects.filter(occasion__isnull=True, state=ProposalState.WAITING)
    hasty = list(waiting.order_by("-created_at", "pk")[:REFUSED_TOO_FAST])
    if ModerationBatch.objects.exists() or len(chosen) < len(_TOLD) or not hasty:
        return False
    for occasion, tell in zip(chosen, _TOLD, strict=True):
        tell(occasion, at)
    _refuse_then_undo(hasty, at)
    return True


def _choose_occasions() -> list[Occasion]:
    """Choose the last invented ones that a file gives a phone, one for each thing to tell."""
    told = Occasion.objects.published().filter(is_fictional=True).exclude(phone="")
    return list(told.exclude(name=SHARED_OCCASION).order_by("-pk")[: len(_TOLD)])


def _correct(occasion: Occasion, at: datetime) -> None:
    values = {"phone": CORRECTED_PHONE}
    correct_value(occasion_id=occasion.pk, values=values, at=at - timedelta(days=4))


def _confirm(occasion: Occasion, at: datetime) -> None:
    confirm_occasion(
        occasion=occasion, role=Role.MODERATOR, channel=Channel.PHONE, at=at - timedelta(days=6)
    )


def _put_to_sleep(occasion: Occasion, at: datetime) -> None:
    """Nobody spoke of it for five years."""
    long_ago = at - timedelta(days=SILENT_DAYS)
    SourceRecord.objects.filter(occasion=occasion).update(seen_at=long_ago)
    Occasion.objects.filter(pk=occasion.pk).update(said_on=long_ago.date())
    set_state([occasion.pk], State.DORMANT, at=at - timedelta(days=1), cause="sans nouvelles")


def _claim(occasion: Occasion, at: datetime) -> None:
    """Somebody says they answer for it, with a number that no register has."""
    create_claim(
        occasion=occasion, email=CLAIMANT, proof=ClaimProof.REGISTRY, number="W960000000",
        at=at - timedelta(days=2),
    )  # fmt: skip


_TOLD = (_correct, _confirm, _put_to_sleep, _claim)


def _refuse_then_undo(proposals: list[Proposal], at: datetime) -> None:
    """Refuse proposals in one go, too fast, and take it back: they wait again."""
    batch = decide_proposals(
        versions={one.pk: one.version for one in proposals},
        reason=RefusalReason.ADVERTISING.value,
        moderator=keep_person(email=MODERATOR),
        at=at - timedelta(hours=5),
    )
    undo_batch(batch_id=batch.pk, at=at - timedelta(hours=4))
