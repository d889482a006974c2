"""Sends the mails that ask whether occasions are still true."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from recoudre.inventory.letters import write_reminder, write_subject
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries.confirmations import Letter
from recoudre.inventory.services.confirmations import create_link
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Channel

log = logging.getLogger("recoudre.reminders")


@dataclass(slots=True)
class Sent:
    """How many mails left, of how many occasions, and how many mails the server refused."""

    mails: int = 0
    occasions: int = 0
    refused: int = 0


def send_letters(*, letters: Sequence[Letter], at: datetime) -> Sent:
    """Send each letter in a transaction of its own: a mail that does not leave makes no link."""
    sent = Sent()
    for letter in letters:
        if send_letter(email=letter.email, occasions=letter.occasions, at=at):
            sent.mails += 1
            sent.occasions += len(letter.occasions)
        else:
            sent.refused += 1
    return sent


def send_letter(*, email: str, occasions: Sequence[Occasion], at: datetime) -> bool:
    """Send one mail with a link for each occasion; False when the mail server refused it."""
    try:
        with transaction.atomic():
            pairs = [(one, _make_link(one, at)) for one in occasions]
            EmailMessage(write_subject(occasions), write_reminder(pairs), to=[email]).send()
    except (OSError, SMTPException) as error:
        log.warning("A reminder of %d occasions did not leave: %s", len(occasions), type(error))
        return False
    return True


def _make_link(occasion: Occasion, at: datetime) -> str:
    return create_link(occasion=occasion, role=Role.STEWARD, channel=Channel.WEB, at=at)
