"""Reads for the machine's suggestions: what people validated, and what nobody tagged yet."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from recoudre.inventory.models import Occasion, SourceRecord, Training
from recoudre.vocabulary.lists import State, Trust

# Whose word is an example: who answers for the occasion, a partner who knows it, a moderator.
VALIDATING = (Trust.VERIFIED, Trust.STEWARD, Trust.MODERATOR, Trust.PARTNER)
_TEXTS = ("name", "summary", "description", "steward__name")
_PLACES = ("territory__code", "territory__department_code", "audiences")


class Told(NamedTuple):
    """The words of one occasion, where it is, whom it is for, and the values of one field."""

    occasion_id: int
    text: str
    commune: str
    department: str
    audiences: tuple[str, ...]
    values: frozenset[str]


def list_validated(field: str) -> list[Told]:
    """List the occasions whose values of a field were said by somebody who knows them.

    Parameters
        field: "bonds", "domains" or "audiences".
    """
    records = SourceRecord.objects.filter(
        source__trust__in=VALIDATING, withdrawn_at__isnull=True, values__has_key=field
    )
    said = {
        occasion_id: frozenset(_name_value(one) for one in values)
        for occasion_id, values in records.values_list("occasion_id", f"values__{field}")
        .order_by("pk")
        .iterator()
        if values
    }
    published = Occasion.objects.published().filter(pk__in=list(said))
    return [_tell(row, said[row[0]]) for row in _read(published)]


def iterate_untagged(field: str) -> Iterator[Told]:
    """Iterate over the published occasions of which nobody said this field."""
    for row in _read(Occasion.objects.filter(state=State.PUBLISHED, **{field: []})):
        yield _tell(row, frozenset())


def find_last_training() -> Training | None:
    """Find the last training, whose measures are published."""
    return Training.objects.order_by("-at", "-pk").first()


def _read(occasions: Any) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = (
        occasions.order_by("pk").values_list("pk", *_TEXTS, *_PLACES).iterator(chunk_size=2_000)
    )
    return rows


def _tell(row: tuple[Any, ...], values: frozenset[str]) -> Told:
    pk, *texts, commune, department, audiences = row
    text = ". ".join(one for one in texts if one)
    return Told(pk, text, commune, department, tuple(audiences), values)


def _name_value(value: str | dict[str, str]) -> str:
    """Name what a tag says: the slug itself, or the one it carries."""
    if isinstance(value, str):
        return value
    return value.get("bond") or value["domain"]
