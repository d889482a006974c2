"""Values of a closed list, as people type them: the French word or the slug, accents or not."""

from functools import lru_cache
from typing import TypeVar

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.lists import Labelled
from recoudre.vocabulary.records import DoubtName
from recoudre.vocabulary.text import fold

L = TypeVar("L", bound=Labelled)

SEPARATOR = "|"


def find_choice(words: str, choices: type[L]) -> L | None:
    """Find the value that a French word or a slug names; None when the list has none.

    Example
        >>> from recoudre.vocabulary.lists import Cost
        >>> find_choice("Prix Libre", Cost), find_choice("pas cher", Cost)
        (<Cost.FREE_PRICE: 'free_price'>, None)
    """
    slug = _index_choices(choices).get(fold(words))
    return choices(slug) if slug is not None else None


def mend_choice(cell: str, column: str, choices: type[L]) -> Mended[L | None]:
    """Read one value of a closed list; an unknown one raises a doubt that names the known ones."""
    mended = mend_text(cell, column)
    if not mended.value:
        return Mended(None, mended.repairs)
    found = find_choice(mended.value, choices)
    start: Mended[L | None] = Mended(found, mended.repairs)
    if found is None:
        return start.doubt(
            DoubtName.VALUE_UNKNOWN, column, name_accepted(mended.value, choices), None
        )
    return start


def mend_choices(cell: str, column: str, choices: type[L]) -> Mended[tuple[L, ...]]:
    """Read several values of a closed list, between bars, each once; doubts as for one."""
    found: dict[L, None] = {}
    start: Mended[tuple[L, ...]] = Mended(())
    for part in split_list(cell):
        one = mend_choice(part, column, choices)
        start = Mended((), start.repairs + one.repairs, start.doubts + one.doubts)
        if one.value is not None:
            found[one.value] = None
    return Mended(tuple(found), start.repairs, start.doubts)


def split_list(cell: str) -> list[str]:
    """Split a cell that holds several values between bars; blanks are left out.

    Example
        >>> split_list("familles | seniors|")
        ['familles', 'seniors']
    """
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def name_accepted(said: str, choices: type[Labelled]) -> str:
    """Name what was said, and what is accepted."""
    return f"{said} (valeurs acceptées : {', '.join(member.label for member in choices)})"


@lru_cache(maxsize=32)
def _index_choices(choices: type[Labelled]) -> dict[str, str]:
    """Index the slugs of a list by their folded slug and French label."""
    return {
        fold(words): member.value for member in choices for words in (member.value, member.label)
    }
