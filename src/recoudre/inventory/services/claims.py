"""Writes of who answers for which occasion. Each public function is one transaction."""

import logging
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from recoudre.accounts.models import Person
from recoudre.accounts.services import keep_person
from recoudre.inventory.claiming import (
    MAX_WAITING,
    digest_claim_code,
    find_claim_expiry,
    is_claim_code,
    is_of_domain,
    is_of_registry,
    may_try,
    write_claim_code,
)
from recoudre.inventory.letters import write_claim_code_mail, write_claim_subject
from recoudre.inventory.models import Claim, Occasion
from recoudre.inventory.services.log import write_log_line
from recoudre.vocabulary.decisions import (
    ClaimProof,
    ClaimState,
    ModerationAct,
    RefusalReason,
)

log = logging.getLogger("recoudre.claims")
# A mailbox is not filled by somebody who presses a button again and again.
REST = timedelta(minutes=10)
# Long enough for a question about the answer, as for a proposal.
KEPT_DAYS = 90


class TooManyClaimsError(ValueError):
    """Too many people already wait for an answer about one occasion."""


class ClaimDecidedError(ValueError):
    """A claim was decided in the meantime."""


@transaction.atomic
def create_claim(
    *, occasion: Occasion, email: str, proof: ClaimProof, number: str = "", at: datetime
) -> Claim:
    """Keep that somebody says they answer for an occasion, and send a code when it proves it.

    Asked again within ten minutes, the first one stands and no second mail leaves; a letter whose
    code still opens stands too, so that nobody makes another person's letter useless.
    When the proof does not hold the claim waits for a moderator, and no mail leaves: nobody can
    learn here which address is on record. Few may wait so; who can prove is not kept out by them.

    Parameters
        number: SIRET or RNA typed as a proof by registry; "" otherwise.

    Raises
        TooManyClaimsError: too many claims of this occasion wait already.
    """
    email = email.strip().lower()
    waiting = Claim.objects.filter(occasion=occasion, state=ClaimState.WAITING)
    standing = next(
        (one for one in waiting.filter(email=email) if _stands(one, occasion, at)), None
    )
    if standing is not None:
        return standing
    waiting.filter(email=email).delete()
    claim = Claim(
        occasion=occasion, email=email, proof=proof.value, evidence=number[:300], created_at=at,
        expires_at=find_claim_expiry(proof, at),
    )  # fmt: skip
    has_code = _has_code(claim, number)
    is_sent = has_code and proof != ClaimProof.LETTER
    if not is_sent and waiting.filter(expires_at__gt=at).count() >= MAX_WAITING:
        raise TooManyClaimsError(
            f"{MAX_WAITING} claims of occasion {occasion.pk} wait. Decide them first."
        )
    claim.save()
    if has_code:
        claim.code_digest = digest_claim_code(write_claim_code(claim))
        claim.save(update_fields=["code_digest"])
    if is_sent:
        _send_code(claim)
    return claim


def _stands(held: Claim, occasion: Occasion, at: datetime) -> bool:
    """Say whether a claim that waits stands: just made, or a letter whose code still opens."""
    is_letter = held.proof == ClaimProof.LETTER and bool(occasion.address)
    return held.created_at > at - REST or (is_letter and may_try(held, at))


def prove_claim(*, occasion: Occasion, email: str, typed: str, at: datetime) -> Claim | None:
    """Prove a claim by its code; None when it is wrong, spent or unknown. Each try is counted."""
    waiting = Claim.objects.filter(
        occasion=occasion, email=email.strip().lower(), state=ClaimState.WAITING
    )
    claim = waiting.select_related("occasion__territory").first()
    if claim is None or not may_try(claim, at):
        return None
    Claim.objects.filter(pk=claim.pk).update(tries=F("tries") + 1)
    if not is_claim_code(claim, typed):
        return None
    decide_claim(claim=claim, is_proved=True, at=at)
    return claim


@transaction.atomic
def decide_claim(
    *,
    claim: Claim,
    is_proved: bool,
    at: datetime,
    by: Person | None = None,
    reason: RefusalReason | None = None,
) -> None:
    """Recognise who answers for an occasion, or refuse; one line of the public log.

    Parameters
        by: the moderator who decides; None when a code decided.
        reason: why it is refused.

    Raises
        ClaimDecidedError: somebody else decided it in the meantime.
    """
    state = ClaimState.PROVED if is_proved else ClaimState.REFUSED
    waiting = Claim.objects.filter(pk=claim.pk, state=ClaimState.WAITING)
    if not waiting.update(state=state.value, decided_at=at, decided_by=by, code_digest=""):
        raise ClaimDecidedError(
            f"claim {claim.pk} was already decided. Open the list of claims again."
        )
    claim.refresh_from_db()
    if is_proved:
        keep_person(email=claim.email)
    write_log_line(
        act=ModerationAct.CLAIM_PROVED if is_proved else ModerationAct.CLAIM_REFUSED,
        at=at, territory_code=claim.occasion.territory.code, occasion_id=claim.occasion_id,
        reason=reason.value if reason else "", is_automatic=by is None,
    )  # fmt: skip


def _has_code(claim: Claim, number: str) -> bool:
    """Say whether a code proves the claim: a letter always goes to the declared address."""
    occasion = claim.occasion
    if claim.proof == ClaimProof.REGISTRY:
        return is_of_registry(occasion, email=claim.email, number=number)
    if claim.proof == ClaimProof.DOMAIN:
        return is_of_domain(occasion, email=claim.email)
    return bool(occasion.address)


def _send_code(claim: Claim) -> None:
    """Send the code once the claim is written for good."""
    mail = EmailMessage(
        write_claim_subject(), write_claim_code_mail(claim.occasion, write_claim_code(claim)),
        to=[claim.email],
    )  # fmt: skip
    transaction.on_commit(partial(_send, mail))


def _send(mail: EmailMessage) -> None:
    """Send a mail; its page says the same whether it left or not, and the log never to whom."""
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        log.warning("The code of a claim could not leave: %s", type(error))


def erase_claims(*, at: datetime) -> int:
    """Erase the claims that were refused, or expired unproved, long enough ago; count them.

    Their e-mail goes with them. A proved claim stays: its steward is written to.
    """
    before = at - timedelta(days=KEPT_DAYS)
    over = Q(state=ClaimState.REFUSED, decided_at__lt=before) | Q(
        state=ClaimState.WAITING, expires_at__lt=before
    )
    count, _ = Claim.objects.filter(over).delete()
    return count
