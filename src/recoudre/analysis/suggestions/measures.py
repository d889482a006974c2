"""How often the suggestions are right, tried on examples the model had not seen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from recoudre.analysis.conventions import FEWEST_TOLD, SUGGESTED_FROM
from recoudre.analysis.suggestions.learning import (
    Example,
    compute_probabilities,
    learn_classes,
    list_learnable,
)

FOLDS = 5
Counts = dict[tuple[str, str, str], list[int]]
EVERYWHERE, DEPARTMENT, AUDIENCE = "all", "department", "audience"


@dataclass(frozen=True, slots=True)
class Measure:
    """What became of one class among some examples.

    `right`: suggested and validated; `wrong`: suggested, not validated; `missed`: validated and
    not suggested. `group_kind` is "all", "department" or "audience".
    """

    value: str
    group_kind: str
    group: str
    right: int
    wrong: int
    missed: int

    @property
    def share_right(self) -> float | None:
        """Give the precision, in [0, 1]; None when nothing was suggested."""
        suggested = self.right + self.wrong
        return self.right / suggested if suggested else None

    @property
    def share_found(self) -> float | None:
        """Give the recall, in [0, 1]; None when there was nothing to find."""
        validated = self.right + self.missed
        return self.right / validated if validated else None


def compute_measures(
    examples: Sequence[Example], *, threshold: float = SUGGESTED_FROM
) -> list[Measure]:
    """Measure every class, everywhere, then by département and by audience.

    Answers: when the machine suggests, how often would a person agree; how much does it miss; and
    is that the same everywhere and for everyone?

    Returns
        One measure per class and group, classes in order; groups with fewer than `FEWEST_TOLD`
        validated examples of the class are left out.

    Method
        Five folds; the examples of one commune are all in the same one, so that a class is never
        judged on its neighbour's very words (with fewer than five communes, by text). Each fold
        is judged by a model that never saw it.
    """
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    classes = list_learnable(examples)
    for seen, kept in _split(examples):
        learned = learn_classes(seen, classes)
        probabilities = compute_probabilities(learned, [one.text for one in kept])
        for value, chances in probabilities.items():
            for one, chance in zip(kept, chances.tolist(), strict=True):
                _count(counts, value, one, is_suggested=chance >= threshold)
    measures = [Measure(*key, *told) for key, told in sorted(counts.items())]
    return [one for one in measures if _is_told(one)]


def _count(counts: Counts, value: str, one: Example, *, is_suggested: bool) -> None:
    """Count what happened to one class of one example, in each of its groups."""
    fate = _judge(value in one.classes, is_suggested)
    if fate is not None:
        for group in _list_groups(one):
            counts[value, *group][fate] += 1


def _is_told(one: Measure) -> bool:
    return one.group_kind == EVERYWHERE or one.right + one.missed >= FEWEST_TOLD


def _split(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    is_spread = len({one.commune for one in examples}) >= FOLDS
    folds = [_choose_fold(one.commune if is_spread else one.text) for one in examples]
    for fold in range(FOLDS):
        seen = [one for one, at in zip(examples, folds, strict=True) if at != fold]
        kept = [one for one, at in zip(examples, folds, strict=True) if at == fold]
        if kept:
            yield seen, kept


def _choose_fold(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:4]) % FOLDS


def _judge(is_validated: bool, is_suggested: bool) -> int | None:
    """Give the place of what happened among right, wrong and missed; None when nothing did."""
    if is_suggested:
        return 0 if is_validated else 1
    return 2 if is_validated else None


def _list_groups(one: Example) -> Iterator[tuple[str, str]]:
    yield EVERYWHERE, ""
    if one.department:
        yield DEPARTMENT, one.department
    for audience in one.audiences:
        yield AUDIENCE, audience
