"""Some rows of a file read by themselves, yet numbered as in the whole file."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some whole rows of a file, under its header: the bytes, and where they stand in the file.

    `rows_before` are the rows that came before them, header not counted; `encoding` is the one of
    the whole file, "" when these bytes are the whole file.
    """

    content: bytes
    rows_before: int = 0
    encoding: str = ""


_EXCERPT: ContextVar[Excerpt] = ContextVar("excerpt")
_WHOLE = Excerpt(b"")


@contextmanager
def number_as(excerpt: Excerpt) -> Iterator[None]:
    """Number the rows read inside as those of the whole file that an excerpt was cut from."""
    token = _EXCERPT.set(excerpt)
    try:
        yield
    finally:
        _EXCERPT.reset(token)


def find_excerpt() -> Excerpt:
    """Find which excerpt is being read; a whole file by default."""
    return _EXCERPT.get(_WHOLE)
