"""Contacts that somebody asks not to show any more, and their return when that was not theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from recoudre.inventory.contacts import digest_contact
from recoudre.inventory.models import ContactObjection, Occasion
from recoudre.inventory.queries.contacts import list_holding, list_showing
from recoudre.inventory.services.electing import elect_again, start_writing
from recoudre.inventory.services.log import write_log_line
from recoudre.vocabulary.decisions import ModerationAct, RefusalReason
from recoudre.vocabulary.lists import Channel

CLOSING = "opposition"
LIFTING = "opposition levée"
BATCH = 1_000
# Beyond, the public log says how many in one line.
LINES_LIMIT = 20


@transaction.atomic
def close_contact(
    *,
    kind: str,
    value: str,
    at: datetime,
    channel: Channel = Channel.WEB,
    is_automatic: bool = False,
) -> int:
    """Close a contact for ever, wherever it is shown and whatever is imported later.

    Only its keyed digest is kept. Asked twice, it is closed once.

    Parameters
        kind: "phone" or "email".
        channel: how the person asked.
        is_automatic: nobody asked: a mail came back.

    Returns
        How many occasions showed it.
    """
    showing = list_showing(kind, value)
    ContactObjection.objects.get_or_create(
        kind=kind,
        digest=digest_contact(kind, value),
        defaults={"at": at, "channel": channel.value},
    )
    _elect_all(showing, at, CLOSING)
    _log(ModerationAct.OBJECTION, showing, at, is_automatic=is_automatic)
    return len(showing)


@transaction.atomic
def close_bounced(*, email: str, at: datetime) -> int:
    """Close an e-mail whose mails come back for good, and say how many occasions showed it."""
    return close_contact(
        kind="email", value=email, at=at, channel=Channel.IMPORT, is_automatic=True
    )


@transaction.atomic
def lift_objection(*, kind: str, value: str, reason: RefusalReason, at: datetime) -> int:
    """Lift an objection that was not its author's to make, and show again what may be.

    Parameters
        reason: why, as the public log says it.

    Returns
        How many occasions hold the contact; 0 when nobody had objected to it.
    """
    held = ContactObjection.objects.filter(kind=kind, digest=digest_contact(kind, value))
    if not held.delete()[0]:
        return 0
    holding = list_holding(kind, value)
    _elect_all(holding, at, LIFTING)
    _log(ModerationAct.UNDONE, holding, at, reason=reason.value)
    return len(holding)


def _elect_all(occasion_ids: Sequence[int], at: datetime, cause: str) -> None:
    writing = start_writing(at=at, cause=cause)
    for start in range(0, len(occasion_ids), BATCH):
        elect_again(writing, occasion_ids[start : start + BATCH])


def _log(
    act: ModerationAct,
    occasion_ids: Sequence[int],
    at: datetime,
    *,
    reason: str = "",
    is_automatic: bool = False,
) -> None:
    """Add to the public log where a contact was closed or shown again, never which contact."""
    if len(occasion_ids) > LINES_LIMIT:
        write_log_line(
            act=act, at=at, reason=reason, count=len(occasion_ids), is_automatic=is_automatic
        )
        return
    for occasion in Occasion.objects.filter(pk__in=occasion_ids).select_related("territory"):
        write_log_line(
            act=act,
            at=at,
            territory_code=occasion.territory.code,
            occasion_id=occasion.pk,
            reason=reason,
            is_automatic=is_automatic,
        )
