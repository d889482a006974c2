"""Links that open one thing to whoever holds them: a random token, of which only a digest is kept.

A token is never written in the database nor in a log.
"""

import secrets
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from recoudre.design.addresses import write_absolute
from recoudre.inventory.models import ConfirmationLink

LINK_DAYS = 45
_DIGEST = "recoudre.inventory.confirmation_link"


def make_link_token() -> str:
    """Make the token of one link: 192 random bits that fit in an address."""
    return secrets.token_urlsafe(24)


def digest_link_token(token: str) -> str:
    """Digest the token of a link, as the database keeps it."""
    return salted_hmac(_DIGEST, token, algorithm="sha256").hexdigest()


def find_expiry(at: datetime) -> datetime:
    """Find when a link made at an instant stops working."""
    return at + timedelta(days=LINK_DAYS)


def is_open(link: ConfirmationLink, at: datetime) -> bool:
    """Say whether a link may still be used: never used, and not expired."""
    return link.used_at is None and at < link.expires_at


def write_link(token: str, step: str = "") -> str:
    """Write the whole address of a link, or of one of its steps: "changer", "fini"."""
    path = f"/confirmer/{token}/{step}" if step else f"/confirmer/{token}"
    return write_absolute(path)
