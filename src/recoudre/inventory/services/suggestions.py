"""Writes of what a machine suggests: kept apart from the facts until a person validates it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from recoudre.inventory.models import Suggestion, Training
from recoudre.vocabulary.decisions import SuggestionState

BATCH = 1_000


class Suggesting(NamedTuple):
    """One value suggested for one field of one occasion, and the words that led to it."""

    occasion_id: int
    field: str
    value: str
    probability: float
    words: tuple[str, ...]


@transaction.atomic
def keep_training(
    *, at: datetime, examples: int, measures: dict[str, Any], suggestions: Iterable[Suggesting]
) -> tuple[Training, int]:
    """Keep a training, and its suggestions in place of those that wait.

    What a person decided stays decided: a value that was accepted or refused for an occasion is
    not suggested to it again.

    Returns
        The training, and how many suggestions wait.
    """
    training = Training.objects.create(at=at, examples=examples, measures=measures)
    Suggestion.objects.filter(state=SuggestionState.WAITING).delete()
    decided = set(Suggestion.objects.values_list("occasion_id", "field", "value"))
    fresh = [
        Suggestion(training=training, **one._asdict() | {"words": list(one.words)})
        for one in suggestions
        if (one.occasion_id, one.field, one.value) not in decided
    ]
    Suggestion.objects.bulk_create(fresh, batch_size=BATCH)
    return training, len(fresh)
