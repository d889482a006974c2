"""How a long work tells how far it is, without knowing who listens."""

from collections.abc import Callable

Advance = Callable[[int, int], None]
"""Called with what is done and the total, in whatever the work counts."""


def stay_silent(*_counts: int) -> None:
    """Listen to a long work and say nothing."""
