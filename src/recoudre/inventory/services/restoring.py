"""Occasions as they are at one moment, byte for byte, and how to give them back.

What is kept is what an election reads and writes: the occasion, its dates, and all that is said
of it. The search is derived from these, and written again. History and public log only grow.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Field, JSONField, Model

from recoudre.inventory.indexing import erase_entries, index_occasions
from recoudre.inventory.models import Occasion, SourceRecord, Timing

Row = dict[str, Any]
# An occasion's part of each table, in the order in which rows may be written.
State = dict[str, list[Row]]
_TABLES: tuple[tuple[str, type[Model], str], ...] = (
    ("occasions", Occasion, "id"),
    ("timings", Timing, "occasion_id"),
    ("records", SourceRecord, "occasion_id"),
)


def read_states(occasion_ids: Collection[int]) -> dict[int, State]:
    """Read these occasions as they are: one query for each table."""
    states: dict[int, State] = {pk: {name: [] for name, _, _ in _TABLES} for pk in occasion_ids}
    for name, model, key in _TABLES:
        for found in model._default_manager.filter(**{f"{key}__in": occasion_ids}).order_by("pk"):
            states[getattr(found, key)][name].append(pack_row(found))
    return states


def pack_row(found: Model) -> Row:
    """Pack a row of a table as plain JSON, without losing a microsecond."""
    return {
        item.attname: _pack(getattr(found, item.attname)) for item in found._meta.concrete_fields
    }


def digest_state(*parts: object) -> str:
    """Digest what was packed: the same state always gives the same 64 digits."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def restore_states(states: Iterable[State]) -> None:
    """Give known occasions back as they were, with their dates, their records and their entry."""
    kept = list(states)
    ids = [row["id"] for state in kept for row in state["occasions"]]
    _write_rows(Occasion, [row for state in kept for row in state["occasions"]])
    Timing.objects.filter(occasion_id__in=ids).delete()
    _write_rows(Timing, [row for state in kept for row in state["timings"]])
    records = [row for state in kept for row in state["records"]]
    spoken = SourceRecord.objects.filter(occasion_id__in=ids)
    spoken.exclude(pk__in=[row["id"] for row in records]).delete()
    _write_rows(SourceRecord, records)
    index_occasions(list(Occasion.objects.filter(pk__in=ids).order_by("pk")))


def remove_occasions(occasion_ids: Sequence[int]) -> None:
    """Remove occasions that should not have been created, and all that was said of them."""
    erase_entries(list(occasion_ids))
    SourceRecord.objects.filter(occasion_id__in=occasion_ids).delete()
    Occasion.objects.filter(pk__in=occasion_ids).delete()


def _write_rows(model: type[Model], rows: Sequence[Row]) -> None:
    """Write rows under the keys that they had."""
    changing = [item.name for item in model._meta.concrete_fields if not item.primary_key]
    model._default_manager.bulk_create(
        (_unpack(model, row) for row in rows),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=changing,
        batch_size=500,
    )


def _unpack(model: type[Model], row: Mapping[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    return model(**{item.attname: unpack_value(item, row[item.attname]) for item in fields})


def unpack_value(column: "Field[Any, Any]", value: Any) -> Any:
    """Unpack one value of a packed row, for the column that it comes from."""
    return value if isinstance(column, JSONField) else column.to_python(value)


def _pack(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
