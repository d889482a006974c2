"""Trains the suggestions on what people validated, measures them, and keeps what they suggest."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from django.utils import timezone

from recoudre.analysis.suggestions import (
    Example,
    Learned,
    Measure,
    compute_measures,
    compute_suggestions,
    learn_classes,
)
from recoudre.inventory.queries.suggestions import Told, iterate_untagged, list_validated
from recoudre.inventory.services.suggestions import Suggesting, keep_training

FIELDS = ("bonds", "domains", "audiences")
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Trained:
    """What one field taught: on how many examples, which classes, how right, what it suggests."""

    field: str
    examples: int
    classes: tuple[str, ...]
    measures: tuple[Measure, ...]
    suggested: int


def train_suggestions(*, is_dry_run: bool = False) -> list[Trained]:
    """Train every field anew, and keep the measures and the suggestions.

    A class with too few validated examples is neither learnt nor suggested. The facts themselves
    do not change: a suggestion waits until a person validates it.
    """
    trained: list[Trained] = []
    suggestions: list[Suggesting] = []
    for field in FIELDS:
        examples = [_make_example(one) for one in list_validated(field)]
        learned = learn_classes(examples)
        found = list(_suggest(field, learned))
        suggestions += found
        measures = tuple(compute_measures(examples)) if learned.classes else ()
        trained.append(Trained(field, len(examples), tuple(learned.classes), measures, len(found)))
    if not is_dry_run:
        keep_training(
            at=timezone.now(),
            examples=sum(one.examples for one in trained),
            measures={one.field: _pack(one) for one in trained},
            suggestions=suggestions,
        )
    return trained


def _make_example(told: Told) -> Example:
    return Example(told.text, told.values, told.commune, told.department, told.audiences)


def _suggest(field: str, learned: Learned) -> Iterator[Suggesting]:
    if not learned.classes:
        return
    untagged = iterate_untagged(field)
    while batch := list(islice(untagged, BATCH)):
        yield from _suggest_batch(field, learned, batch)


def _suggest_batch(field: str, learned: Learned, batch: Sequence[Told]) -> Iterator[Suggesting]:
    found = compute_suggestions(learned, [one.text for one in batch])
    for told, said in zip(batch, found, strict=True):
        for one in said:
            yield Suggesting(told.occasion_id, field, one.value, one.probability, one.words)


def _pack(trained: Trained) -> dict[str, object]:
    return {
        "examples": trained.examples,
        "classes": list(trained.classes),
        "measures": [asdict(one) for one in trained.measures],
    }
