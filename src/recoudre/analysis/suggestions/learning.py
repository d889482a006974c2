"""The model: one logistic regression per class on the TF-IDF of stems and pairs of stems."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from recoudre.analysis.conventions import FEWEST_EXAMPLES, SUGGESTED_FROM
from recoudre.vocabulary.stems import STOP_WORDS, stem
from recoudre.vocabulary.text import fold

MAX_WORDS = 4
_JOINT = " "
# Words that tell nothing of a class, although a search may need them.
_SMALL_WORDS = (
    "si plus moins tout tous toute toutes aussi comme entre sans etre ete fait faire peut autre "
    "autres chaque meme tres bien car donc mais sous vers dont quand ainsi peu"
)
_EMPTY_WORDS = STOP_WORDS | frozenset(_SMALL_WORDS.split())
_WRITTEN_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """What a person validated of one occasion: its text, and every class it was given.

    `department` and `audiences` serve to measure whom the model serves less well; `commune` keeps
    the examples of one place on the same side when the model is tried.
    """

    text: str
    classes: frozenset[str]
    commune: str = ""
    department: str = ""
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """One class for one text: its probability in [0, 1], and the words that led to it."""

    value: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Learned:
    """What was learnt: the terms, and a weight for each in every class. Nothing else."""

    vectorizer: TfidfVectorizer | None
    models: dict[str, LogisticRegression] = field(default_factory=dict)

    @property
    def classes(self) -> list[str]:
        """List the classes that had enough examples."""
        return list(self.models)


def list_learnable(examples: Sequence[Example]) -> list[str]:
    """List the classes that have enough examples for them, and enough that are not them."""
    return [value for value in _list_classes(examples) if _has(examples, value, FEWEST_EXAMPLES)]


def learn_classes(examples: Sequence[Example], classes: Sequence[str] | None = None) -> Learned:
    """Learn every class that has enough examples.

    Answers: from what people validated, which words go with which bond, domain or audience?

    Parameters
        examples: what was validated; those without a class are examples of its absence.
        classes: those to learn, when they were chosen on more examples than these.

    Returns
        The model; without any class when no class has `FEWEST_EXAMPLES` examples for it and as
        many that are not it.

    Method
        TF-IDF of stems and pairs of stems, sublinear, terms met twice at least; one logistic
        regression per class (L2, C = 10). The order of the examples changes nothing.
    """
    chosen = list_learnable(examples) if classes is None else classes
    wanted = [value for value in chosen if _has(examples, value, 1)]
    if not wanted:
        return Learned(None)
    vectorizer = TfidfVectorizer(analyzer=list_terms, min_df=2, sublinear_tf=True)
    try:
        terms = vectorizer.fit_transform([one.text for one in examples])
    except ValueError:  # No term is met twice: there is nothing to learn from.
        return Learned(None)
    # Small problems: threads of the linear algebra would only wait for each other.
    with threadpool_limits(limits=1, user_api="blas"):
        models = {
            value: LogisticRegression(C=10, max_iter=500).fit(terms, _mark(examples, value))
            for value in wanted
        }
    return Learned(vectorizer, models)


def compute_suggestions(
    learned: Learned, texts: Sequence[str], *, threshold: float = SUGGESTED_FROM
) -> list[list[Suggested]]:
    """Compute what each text suggests.

    Parameters
        threshold: lowest probability that is suggested, in [0, 1], included.

    Returns
        For each text, in order, its suggestions, the most probable first. A text none of whose
        words was ever seen suggests nothing.
    """
    if learned.vectorizer is None or not texts:
        return [[] for _ in texts]
    found: list[list[Suggested]] = [[] for _ in texts]
    terms = learned.vectorizer.transform(texts)
    names = learned.vectorizer.get_feature_names_out()
    for value, model in learned.models.items():
        probabilities = model.predict_proba(terms)[:, 1]
        for at in np.flatnonzero(probabilities >= threshold).tolist():
            words = _explain(terms[at], model.coef_[0], names, texts[at])
            if words:
                found[at].append(Suggested(value, float(probabilities[at]), words))
    return [sorted(one, key=lambda said: (-said.probability, said.value)) for one in found]


def list_terms(text: str) -> list[str]:
    """List the stems of a text and the pairs of stems that follow each other.

    Example
        >>> list_terms("Des jardins partagés")
        ['jardin', 'partag', 'jardin partag']
    """
    stems = [stem(word) for word in _list_words(text)]
    return stems + [_JOINT.join(pair) for pair in pairwise(stems)]


def compute_probabilities(learned: Learned, texts: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Compute the probability of every learnt class for each text."""
    if learned.vectorizer is None:
        return {}
    terms = learned.vectorizer.transform(texts)
    return {value: model.predict_proba(terms)[:, 1] for value, model in learned.models.items()}


def _list_words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) > 1 and word not in _EMPTY_WORDS]


def _list_classes(examples: Iterable[Example]) -> list[str]:
    return sorted({value for one in examples for value in one.classes})


def _has(examples: Sequence[Example], value: str, fewest: int) -> bool:
    """Say whether at least so many examples are of a class, and as many are not."""
    count = sum(value in one.classes for one in examples)
    return count >= fewest and len(examples) - count >= fewest


def _mark(examples: Sequence[Example], value: str) -> NDArray[np.int8]:
    return np.array([value in one.classes for one in examples], np.int8)


def _explain(row: Any, weights: NDArray[np.float64], names: Any, text: str) -> tuple[str, ...]:
    """Name the words that weighed most for a class, as they are written in the text."""
    shares = sorted(
        ((value * weights[at], names[at]) for at, value in zip(row.indices, row.data, strict=True)),
        reverse=True,
    )
    written = _map_written(text)
    words: dict[str, None] = {}
    for share, term in shares:
        if share <= 0 or len(words) >= MAX_WORDS:
            break
        words.update(dict.fromkeys(written[one] for one in term.split(_JOINT) if one in written))
    return tuple(words)[:MAX_WORDS]


def _map_written(text: str) -> dict[str, str]:
    """Map each stem to the first word that has it in the text, with its accents."""
    written: dict[str, str] = {}
    for word in _WRITTEN_WORD.findall(text):
        written.setdefault(stem(fold(word)), word.lower())
    return written
