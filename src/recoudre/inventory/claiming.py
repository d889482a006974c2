"""What proves that somebody answers for an occasion, and the code that they type back."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.crypto import constant_time_compare, salted_hmac

from recoudre.inventory.models import Claim, Occasion
from recoudre.inventory.return_codes import write_code
from recoudre.vocabulary.decisions import ClaimProof, ClaimState
from recoudre.vocabulary.text import fold

MAX_TRIES = 5
MAX_WAITING = 5
MAIL_DAYS = 2
LETTER_DAYS = 60
_DIGEST = "recoudre.inventory.claim"
_LENGTH = 9
# Their mailboxes are open to all: an address there says nothing of who keeps the website.
_SHARED = {
    "aliceadsl.fr", "aol.com", "aol.fr", "bbox.fr", "cegetel.net", "club-internet.fr",
    "dbmail.com", "facebook.com", "free.fr", "gmail.com", "gmx.com", "gmx.fr", "gmx.net",
    "google.com", "googlemail.com", "hotmail.com", "hotmail.fr", "icloud.com", "infomaniak.com",
    "instagram.com", "laposte.net", "libertysurf.fr", "live.com", "live.fr", "mail.com",
    "mailo.com", "mac.com", "me.com", "msn.com", "neuf.fr", "noos.fr", "numericable.fr",
    "online.fr", "orange.fr", "outlook.com", "outlook.fr", "pm.me", "posteo.net", "proton.me",
    "protonmail.com", "riseup.net", "sfr.fr", "tutanota.com", "voila.fr", "wanadoo.fr",
    "yahoo.com", "yahoo.fr", "ymail.com", "zaclys.net",
}  # fmt: skip


def is_of_registry(occasion: Occasion, *, email: str, number: str) -> bool:
    """Say whether a SIRET or RNA is the steward's, and the e-mail the one on record."""
    steward = occasion.steward
    typed = fold(number).replace(" ", "").upper()
    if steward is None or not typed or not occasion.email:
        return False
    held = {steward.siret, steward.rna.upper()} - {""}
    return typed in held and occasion.email.strip().lower() == email.strip().lower()


def is_of_domain(occasion: Occasion, *, email: str) -> bool:
    """Say whether an e-mail is at the very domain of the occasion's website."""
    host = _read_host(occasion.website).lower().rstrip(".").removeprefix("www.")
    domain = email.strip().lower().rpartition("@")[2].rstrip(".")
    return bool(host) and host == domain and domain not in _SHARED


def _read_host(website: str) -> str:
    """Read the host of a web address; "" when it is none."""
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""


def find_claim_expiry(proof: ClaimProof, at: datetime) -> datetime:
    """Find until when a code may be typed back."""
    days = LETTER_DAYS if proof == ClaimProof.LETTER else MAIL_DAYS
    return at + timedelta(days=days)


def write_claim_code(claim: Claim) -> str:
    """Write the code of a claim, "BCDF-GHJK": made again when a letter is printed, never kept."""
    return write_code(f"revendication-{claim.pk}-{claim.created_at.timestamp():.0f}")[:_LENGTH]


def digest_claim_code(code: str) -> str:
    """Digest a code as somebody types it, whatever its case, spaces and hyphens."""
    letters = fold(code).replace(" ", "").upper()
    return salted_hmac(_DIGEST, letters, algorithm="sha256").hexdigest()


def is_claim_code(claim: Claim, typed: str) -> bool:
    """Say whether what was typed is the code of a claim, in constant time."""
    return bool(claim.code_digest) and constant_time_compare(
        claim.code_digest, digest_claim_code(typed)
    )


def may_try(claim: Claim, at: datetime) -> bool:
    """Say whether a code may still be typed: waiting, not expired, a few tries left."""
    is_waiting = claim.state == ClaimState.WAITING and bool(claim.code_digest)
    return is_waiting and at < claim.expires_at and claim.tries < MAX_TRIES
