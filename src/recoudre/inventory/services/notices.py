"""Tells imported e-mails, once, that they are published, and how to object."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from recoudre.inventory.contacts import digest_contact
from recoudre.inventory.models import NoticeSent
from recoudre.inventory.notices import write_notice, write_notice_subject
from recoudre.inventory.queries.notices import Untold
from recoudre.inventory.services.rights import close_bounced

log = logging.getLogger("recoudre.notices")


@dataclass(slots=True)
class Told:
    """How many mails left, how many addresses do not exist, how many mails did not leave."""

    sent: int = 0
    bounced: int = 0
    failed: int = 0


def send_notices(*, untold: Sequence[Untold], at: datetime) -> Told:
    """Send one mail to each e-mail, and remember it at once: a crash tells nobody twice.

    An address that the mail server refuses for good is closed; a server that does not answer stops
    nothing, and those are told the next time.
    """
    told = Told()
    for one in untold:
        try:
            EmailMessage(write_notice_subject(), write_notice(one.records), to=[one.email]).send()
        except SMTPRecipientsRefused as error:
            if _is_final(error):
                close_bounced(email=one.email, at=at)
                told.bounced += 1
            else:
                told.failed += 1
        except (OSError, SMTPException) as error:
            log.warning("A notice did not leave: %s", type(error).__name__)
            told.failed += 1
        else:
            NoticeSent.objects.get_or_create(
                digest=digest_contact("email", one.email), defaults={"at": at}
            )
            told.sent += 1
    return told


def _is_final(error: SMTPRecipientsRefused) -> bool:
    """Say whether the server refuses for good: codes from 500 on."""
    return all(code >= 500 for code, _reason in error.recipients.values())
