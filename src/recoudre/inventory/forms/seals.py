"""The seal of a form: who sends it twice proposes once, and what its author saw cannot be forged.

It holds the random token of the form, the instant when it was shown, and, for a change, the
visible values of that instant. No third party, no cookie of ours: it travels in the page.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core import signing

from recoudre.inventory.return_codes import make_token

_SALT = "recoudre.inventory.proposal"
LIFE = timedelta(days=7)
# Nobody reads a page, types a name and a commune and presses a button faster.
MIN_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Seal:
    """What a form carries back: its token, when it was shown, and what was shown."""

    token: str
    shown_at: float
    base: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Write the seal as the page carries it."""
        told = {"token": self.token, "at": self.shown_at, "base": self.base}
        return signing.dumps(told, salt=_SALT, compress=True)

    def is_too_quick(self, at: datetime) -> bool:
        """Say whether a form came back sooner than anybody fills it."""
        return at.timestamp() - self.shown_at < MIN_SECONDS


def make_seal(at: datetime, base: dict[str, Any] | None = None) -> Seal:
    """Make the seal of a form that is shown now."""
    return Seal(make_token(), at.timestamp(), base or {})


def read_seal(text: str) -> Seal | None:
    """Read the seal that came back; None when it is too old or not ours."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    return Seal(told["token"], told["at"], told["base"])
