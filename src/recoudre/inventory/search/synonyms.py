"""Words of the field that name one thing: a reviewable list, read once.

`synonyms.csv` has one group per line, its phrases separated by bars, and why they go together.
"""

import csv
from functools import cache
from importlib.resources import files

from recoudre.vocabulary.stems import STOP_WORDS, stem
from recoudre.vocabulary.text import fold

Stems = tuple[str, ...]
LONGEST_PHRASE = 6


@cache
def read_synonyms() -> dict[Stems, tuple[Stems, ...]]:
    """Read, for the stems of every phrase, all the phrases that mean the same, itself first."""
    text = files(__package__).joinpath("synonyms.csv").read_text(encoding="utf-8")
    same: dict[Stems, dict[Stems, None]] = {}
    for row in csv.DictReader(text.splitlines()):
        phrases = [stem_phrase(phrase) for phrase in row["mots"].split("|")]
        for phrase in phrases:
            same.setdefault(phrase, {phrase: None}).update(dict.fromkeys(phrases))
    return {phrase: tuple(others) for phrase, others in same.items()}


def stem_phrase(phrase: str) -> Stems:
    """Give the stems of the words of a phrase that tell something.

    Example
        >>> stem_phrase("Jeux de société")
        ('jeux', 'societ')
    """
    return tuple(stem(word) for word in fold(phrase).split() if word not in STOP_WORDS)
