"""The code that leads an author back to a proposal: four groups of four letters, easy on paper.

It is made from the random token of the form, so that sending the same form twice gives the same
code. Only its digest is kept: who reads the database cannot follow anybody's proposal.
"""

import hmac
import secrets
from hashlib import sha256

from django.utils.crypto import salted_hmac

from recoudre.vocabulary.text import fold

# Sixteen letters that no handwriting mixes up, and no vowel to spell a word with.
LETTERS = "BCDFGHJKMNPRTWXZ"
GROUP = 4
LENGTH = 16
_CODE = "recoudre.inventory.return_code"
_DIGEST = "recoudre.inventory.return_digest"


def make_token() -> str:
    """Make the random token of one form."""
    return secrets.token_urlsafe(24)


def write_code(token: str) -> str:
    """Write the code of a form's token, always the same: "BCDF-GHJK-MNPR-TWXZ"."""
    digits = salted_hmac(_CODE, token, algorithm="sha256").hexdigest()[:LENGTH]
    letters = "".join(LETTERS[int(digit, 16)] for digit in digits)
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def digest_code(code: str) -> str:
    """Digest a code as somebody types it, whatever its case, spaces and hyphens."""
    letters = fold(code).replace(" ", "").upper()
    return salted_hmac(_DIGEST, letters, algorithm="sha256").hexdigest()


def is_code(typed: str) -> bool:
    """Say whether what was typed has the shape of a code."""
    letters = fold(typed).replace(" ", "").upper()
    return len(letters) == LENGTH and set(letters) <= set(LETTERS)


def is_same_digest(one: str, other: str) -> bool:
    """Compare two digests in constant time."""
    return hmac.compare_digest(sha256(one.encode()).digest(), sha256(other.encode()).digest())
