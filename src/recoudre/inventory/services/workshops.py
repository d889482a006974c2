"""Writes of workshops and of the piles of sheets that are typed in. Each is one transaction."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from recoudre.accounts.models import Person
from recoudre.inventory.models import Proposal, Workshop
from recoudre.inventory.return_codes import write_code
from recoudre.inventory.services.proposals import (
    Created,
    Draft,
    apply_values,
    create_proposal,
)
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState

_CORRECTED = {ProposalState.WAITING, ProposalState.ACCEPTED}


class SheetDecidedError(ValueError):
    """A sheet was already decided by somebody else: it is corrected no more by typing."""


@transaction.atomic
def create_workshop(
    *, name: str, on: date, territory: Territory, helper: Person, at: datetime
) -> Workshop:
    """Create a workshop, whose sheets somebody will type in."""
    return Workshop.objects.create(
        name=name, on=on, territory=territory, helper=helper, created_at=at
    )


def name_sheet(workshop_id: int, number: int) -> str:
    """Name a sheet of a workshop: from this text comes the code printed on its receipt."""
    return f"atelier-{workshop_id}-feuille-{number}"


def write_sheet_code(workshop_id: int, number: int) -> str:
    """Write the code printed on a sheet's receipt, before anybody types it in."""
    return write_code(name_sheet(workshop_id, number))


def type_sheet(
    *,
    workshop: Workshop,
    number: int,
    draft: Draft,
    helper: Person,
    at: datetime,
    is_trusted: bool,
) -> Created:
    """Type one sheet in, once: the same number again gives back what was typed first.

    Parameters
        number: as printed on the sheet; >= 1.
        is_trusted: what the sheet says is published at once (`rules.may_publish_directly`).
    """
    return create_proposal(
        draft=draft, token=name_sheet(workshop.pk, number), at=at, helper=helper,
        workshop=workshop, sheet_number=number, is_trusted=is_trusted,
    )  # fmt: skip


@transaction.atomic
def correct_sheet(*, proposal: Proposal, draft: Draft, at: datetime) -> None:
    """Correct a sheet that was typed in; what it published is said anew.

    Raises
        SheetDecidedError: a moderator decided it otherwise in the meantime.
    """
    waiting = Proposal.objects.filter(
        pk=proposal.pk, state__in=_CORRECTED, version=proposal.version, decided_by__isnull=True
    )
    changed = waiting.update(
        values=dict(draft.values), territory=draft.territory, consent=dict(draft.consent),
        version=F("version") + 1,
    )  # fmt: skip
    if not changed:
        raise SheetDecidedError(
            f"sheet {proposal.sheet_number} of workshop {proposal.workshop_id} was decided. "
            "Propose a change of the occasion instead."
        )
    proposal.refresh_from_db()
    if proposal.state == ProposalState.ACCEPTED:
        emptied = {name: "" for name in proposal.base if name not in proposal.values}
        proposal.values = {**emptied, **proposal.values}
        apply_values(proposal=proposal, fields=proposal.values.keys(), at=at)
