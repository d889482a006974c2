"""What somebody types, as terms that must all be found; each may be said in several ways."""

from collections.abc import Sequence
from functools import lru_cache

from recoudre.inventory.search.synonyms import LONGEST_PHRASE, Stems, read_synonyms
from recoudre.inventory.search.words import list_query_words
from recoudre.vocabulary.stems import stem

# A term: any of its alternatives; an alternative: all of its stems.
Term = tuple[Stems, ...]


@lru_cache(maxsize=2_048)
def read_terms(typed: str) -> tuple[Term, ...]:
    """Read what was typed into terms, the longest known phrases first.

    Example
        >>> read_terms("ressourcerie Dieulefit")
        ((('ressourcer',), ('recycler',)), (('dieulefit',),))
    """
    stems = [stem(word) for word in list_query_words(typed)]
    terms: list[Term] = []
    at = 0
    while at < len(stems):
        length, term = _read_longest(stems[at : at + LONGEST_PHRASE])
        terms.append(term)
        at += length
    return tuple(dict.fromkeys(terms))


def _read_longest(stems: Sequence[str]) -> tuple[int, Term]:
    """Read the longest phrase that begins here; a word that begins none stands for itself."""
    synonyms = read_synonyms()
    for length in range(len(stems), 0, -1):
        phrase = tuple(stems[:length])
        if phrase in synonyms:
            return length, synonyms[phrase]
    return 1, ((stems[0],),)
