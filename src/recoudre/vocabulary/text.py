"""French text folded to be compared: without accents, case or punctuation."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_COMBINING = {code: None for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset({"l", "le", "la", "les"})
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur"}


def fold(text: str) -> str:
    """Fold a text: lower case, no accents, oe and ae spelt out, single spaces between words.

    Everything that is neither a letter nor a digit (apostrophe, hyphen, stop) becomes a space.

    Example
        >>> fold("  L’Œuvre d'Aouste-sur-Sye ")
        'l oeuvre d aouste sur sye'
    """
    expanded = text.lower().translate(_LIGATURES)
    if not expanded.isascii():
        expanded = unicodedata.normalize("NFKD", expanded).translate(_COMBINING)
    return _NOT_WORD.sub(" ", expanded).strip()


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
