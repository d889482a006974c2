"""Words that no occasion holds, put right by those that some do; and words as they are typed."""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from recoudre.inventory.bulk import insert_objects, make_object
from recoudre.inventory.models import SearchEntry, SearchTerm
from recoudre.inventory.search.words import list_query_words
from recoudre.vocabulary.stems import stem
from recoudre.vocabulary.text import fold

SHORTEST, LONGEST = 4, 40
# From this many letters on, two slips are forgiven instead of one.
LONG_WORD = 8
# How long a process works with the words it has read.
KEPT_SECONDS = 600
MAX_COMPLETIONS = 6
_WRITTEN_WORD = re.compile(r"[^\W_]+")


def keep_terms(texts: Iterable[str], *, known: set[str]) -> None:
    """Keep the words of folded texts, each once.

    Parameters
        known: words already kept in this transaction; the new ones are added to it.
    """
    said = {word for text in texts for word in text.split()} - known
    words = {word for word in said if _is_kept(word)}
    known |= words
    terms = [make_object(SearchTerm, {"word": word, "stem": stem(word)}) for word in sorted(words)]
    insert_objects(terms, with_ids=True, skips_held=True)


def correct_words(typed: str) -> str | None:
    """Put right the words that no occasion holds; None when there is nothing to put right.

    A word of four letters or more is replaced by the nearest known one: one slip away (a letter
    too many, missing, changed, or two turned round), two from eight letters on.

    Example: « biblotheque » becomes « bibliotheque ».
    """
    words = list_query_words(typed)
    stems = {word: stem(word) for word in words if _is_kept(word)}
    known = SearchTerm.objects.filter(stem__in=set(stems.values())).values_list("stem", flat=True)
    unknown = [word for word in stems if stems[word] not in set(known)]
    if not unknown:
        return None
    by_length = read_words(int(time.monotonic() // KEPT_SECONDS))
    corrected = {word: _find_nearest(word, by_length) for word in unknown}
    if not any(corrected.values()):
        return None
    return " ".join(corrected.get(word) or word for word in words)


def list_completions(typed: str) -> list[str]:
    """List what somebody may be typing: names that begin so, then words for the last one.

    At most `MAX_COMPLETIONS` of each; nothing under three letters. A word is spelt as one of these
    names spells it, else without accents.
    """
    text = fold(typed)
    if len(text) < 3:
        return []
    named = SearchEntry.objects.filter(**_span("sort_name", text)).order_by("sort_name")
    found = named.values_list("occasion__name", flat=True)[: 4 * MAX_COMPLETIONS]
    names = list(dict.fromkeys(found))[:MAX_COMPLETIONS]
    start, _, last = text.rpartition(" ")
    words = SearchTerm.objects.filter(**_span("word", last)).order_by("word")
    completed = [
        spell_words(f"{start} {word}".strip(), names)
        for word in words.values_list("word", flat=True)[:MAX_COMPLETIONS]
        if len(last) >= 3
    ]
    return list(dict.fromkeys([*names, *completed]))


def spell_words(words: str, texts: Iterable[str]) -> str:
    """Spell folded words as some texts do; a word that none holds stays without accents.

    Example
        >>> spell_words("mediatheque de die", ["La Médiathèque"])
        'médiathèque de die'
    """
    spelt: dict[str, str] = {}
    for text in texts:
        for word in _WRITTEN_WORD.findall(text):
            spelt.setdefault(fold(word), word.lower())
    return " ".join(spelt.get(word, word) for word in words.split())


def _span(field: str, start: str) -> dict[str, str]:
    """Select what begins by a folded text as a span of the index, on every database."""
    return {f"{field}__gte": start, f"{field}__lt": start[:-1] + chr(ord(start[-1]) + 1)}


def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not any(letter.isdigit() for letter in word)


@lru_cache(maxsize=1)
def read_words(_bucket: int) -> Mapping[int, list[str]]:
    """Read the known words by their length, once every `KEPT_SECONDS` in a process."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in SearchTerm.objects.order_by("word").values_list("word", flat=True).iterator():
        by_length[len(word)].append(word)
    return by_length


def _find_nearest(word: str, by_length: Mapping[int, list[str]]) -> str | None:
    """Find the nearest known word; among equals the one that begins alike, then by alphabet."""
    slips = 2 if len(word) >= LONG_WORD else 1
    near: list[tuple[float, bool, str]] = []
    for length in range(len(word) - slips, len(word) + slips + 1):
        found = process.extract(
            word, by_length.get(length, []), scorer=OSA.distance, score_cutoff=slips, limit=5
        )
        near += [(distance, other[0] != word[0], other) for other, distance, _ in found]
    return min(near)[2] if near else None
