"""French text folded to be compared: without accents, case or punctuation."""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_COMBINING = {code: None for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# In characters: what is longer is not remembered whole.
_SHORT = 100
_ARTICLES = frozenset({"l", "le", "la", "les"})
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur"}


def fold(text: str) -> str:
    """Fold a text: lower case, no accents, oe and ae spelt out, single spaces between words.

    Everything that is neither a letter nor a digit (apostrophe, hyphen, stop) becomes a space.

    Example
        >>> fold("  L’Œuvre d'Aouste-sur-Sye ")
        'l oeuvre d aouste sur sye'
    """
    if len(text) <= _SHORT:
        return _fold_short(text)
    words = text.lower().split()
    if max(map(len, words), default=0) > _SHORT:
        return _fold_lowered(" ".join(words))
    return " ".join(filter(None, map(_fold_word, words)))


@lru_cache(maxsize=4_096)
def _fold_short(text: str) -> str:
    """Fold a text that comes several times: a name, a street, a label."""
    return _fold_lowered(text.lower())


def _fold_lowered(text: str) -> str:
    expanded = text.translate(_LIGATURES)
    if not expanded.isascii():
        expanded = unicodedata.normalize("NFKD", expanded).translate(_COMBINING)
    return _NOT_WORD.sub(" ", expanded).strip()


# Long texts are made of the same words: each is folded once.
_fold_word = lru_cache(maxsize=20_000)(_fold_lowered)


def slugify_french(text: str) -> str:
    """Write a text as the readable part of an address.

    Example
        >>> slugify_french("L’Île-d’Yeu")
        'l-ile-d-yeu'
    """
    return fold(text).replace(" ", "-")


def fold_commune_name(name: str) -> str:
    """Fold the name of a commune as people and files write it.

    A leading article is dropped; "St", "Ste" and "s/" are spelt out when a word follows.

    Example
        >>> fold_commune_name("La Bégude-de-Mazenc"), fold_commune_name("ST PAUL 3 CHATEAUX")
        ('begude de mazenc', 'saint paul 3 chateaux')
    """
    words = fold(name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join([_SHORT_FORMS.get(word, word) for word in words[:-1]] + words[-1:])
