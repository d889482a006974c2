"""The two mails that an author may receive: one to confirm, one to say what was decided.

A mail says nothing to anybody but its author, and holds no return code: only paper and the page
shown once do.
"""

import logging
from smtplib import SMTPException

from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from recoudre.design.addresses import write_absolute
from recoudre.inventory.models import Proposal
from recoudre.inventory.wording import name_field
from recoudre.vocabulary.decisions import ProposalState, RefusalReason

logger = logging.getLogger(__name__)
_SALT = "recoudre.inventory.proposal_confirmation"
CONFIRMATION_DAYS = 30


def write_confirmation_token(proposal: Proposal) -> str:
    """Write what the link of the first mail holds: only who reads that mailbox knows it."""
    return signing.dumps(proposal.pk, salt=_SALT)


def read_confirmation_token(token: str) -> int | None:
    """Read the number of the proposal that a link confirms; None when it is too old or not ours."""
    try:
        return int(signing.loads(token, salt=_SALT, max_age=CONFIRMATION_DAYS * 86_400))
    except signing.BadSignature:
        return None


def send_confirmation(proposal: Proposal) -> bool:
    """Send the link that confirms a proposal; False when the mail could not leave."""
    link = write_absolute(f"/proposition/confirmer/{write_confirmation_token(proposal)}")
    text = render_to_string(
        "inventory/mail/confirm_proposal.txt",
        {"link": link, "name": _name_subject(proposal), "days": CONFIRMATION_DAYS},
    )
    return _send(_("Confirmez votre proposition"), text, proposal.author_email)


def send_decision(proposal: Proposal, address: str) -> bool:
    """Send what was decided of a proposal; False when the mail could not leave."""
    occasion = proposal.occasion
    is_shown = occasion is not None and proposal.state != ProposalState.REFUSED
    text = render_to_string(
        "inventory/mail/proposal_decided.txt",
        {
            "name": _name_subject(proposal),
            "state": _(ProposalState(proposal.state).label),
            "fields": list_fates(proposal),
            "reason": _(RefusalReason(proposal.reason).label) if proposal.reason else "",
            "reply": proposal.reply,
            "link": write_absolute(occasion.get_absolute_url()) if occasion and is_shown else "",
        },
    )
    return _send(_("Votre proposition a reçu une réponse"), text, address)


def list_fates(proposal: Proposal) -> list[dict[str, str | bool]]:
    """List what became of each field, in French: its name, whether it is accepted, and why not."""
    return [
        {
            "field": name_field(name),
            "is_accepted": bool(fate["accepted"]),
            "reason": _(RefusalReason(fate["reason"]).label) if fate.get("reason") else "",
        }
        for name, fate in proposal.fates.items()
    ]


def _name_subject(proposal: Proposal) -> str:
    """Name what a proposal is about, on one line."""
    known = proposal.occasion.name if proposal.occasion else ""
    return " ".join(str(proposal.values.get("name") or known).split())


def _send(subject: str, text: str, address: str) -> bool:
    try:
        send_mail(subject, text, None, [address])
    except (OSError, SMTPException) as error:
        # Neither the address nor the text goes to the log; what the server says may hold both.
        logger.warning("A mail to the author of a proposal could not leave: %s", type(error))
        return False
    return True
