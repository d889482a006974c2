"""French stems: "jardins" and "jardinage" meet, whoever asks."""

from functools import lru_cache

import Stemmer

_stemmer = Stemmer.Stemmer("french")

# Words too common to tell anything apart.
_SMALL_WORDS = (
    "a au aux avec ce ces cette chez d dans de des du elle en est et eux il ils l la le les leur "
    "leurs ma mes mon ne nos notre nous on ou par pas pour pres qu que qui s sa se ses son sont "
    "sur ta te tes ton tu un une vos votre vous y"
)
STOP_WORDS = frozenset(_SMALL_WORDS.split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give the French stem of one folded word."""
    return str(_stemmer.stemWord(word))
