"""Chance that is the same everywhere: each draw is named, and its name is its seed."""

from random import Random

EDITION = "Ormance 1"
"""Change it and the whole demonstration is drawn again."""


def draw_for(subject: str) -> Random:
    """Open the draw of one subject: the same numbers on every machine and version of Python.

    >>> draw_for("essai").randrange(1000) == draw_for("essai").randrange(1000)
    True
    """
    return Random(f"{EDITION} {subject}")  # noqa: S311 - a story to repeat, nothing to keep secret
