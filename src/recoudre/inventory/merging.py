"""What a merge keeps of two occasions, to give them back byte for byte."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from recoudre.inventory.models import (
    Claim,
    Confirmation,
    ConfirmationLink,
    Occasion,
    Proposal,
    SourceRecord,
    Suggestion,
    Timing,
)
from recoudre.inventory.testimony import hash_content

# What follows the records to the kept occasion, and comes back when the merge is undone.
FOLLOWERS: dict[str, type[Any]] = {
    "proposals": Proposal,
    "confirmations": Confirmation,
    "links": ConfirmationLink,
    "claims": Claim,
    "suggestions": Suggestion,
}
# Said to machines, not to the reader of the history.
_UNTOLD = {"witnesses", "changed_at"}


class MergeRefusedError(ValueError):
    """A merge, or its undoing, that cannot be; the message says why, in French."""


def copy_columns(row: Model) -> dict[str, Any]:
    """Copy every column of a row as plain JSON, to the microsecond."""
    return {item.attname: _pack(getattr(row, item.attname)) for item in row._meta.concrete_fields}


def give_back_columns(occasion: Occasion, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Write copied columns back, and tell the visible ones that differ, before and after.

    A column that the copy does not know, added to the table since, is left as it is.
    """
    now = copy_columns(occasion)
    known = {item.attname: item for item in Occasion._meta.concrete_fields}
    for name in known.keys() & columns.keys():
        setattr(occasion, name, known[name].to_python(columns[name]))
    occasion.save()
    return {
        name: [now[name], columns[name]]
        for name in now
        if name in columns and name not in _UNTOLD and now[name] != columns[name]
    }


def copy_timings(occasion: Occasion) -> list[dict[str, Any]]:
    """Copy the dates of an occasion, with their keys."""
    return [copy_columns(timing) for timing in occasion.timings.order_by("pk")]


def give_back_timings(occasion: Occasion, copied: Sequence[Mapping[str, Any]]) -> None:
    """Put the copied dates in place of those the occasion has."""
    known = {item.attname: item for item in Timing._meta.concrete_fields}
    occasion.timings.all().delete()
    Timing.objects.bulk_create(
        Timing(**{name: known[name].to_python(one[name]) for name in known.keys() & one.keys()})
        for one in copied
    )


def print_records(occasion_ids: Sequence[int]) -> dict[str, dict[str, Any]]:
    """Print what the records of occasions say: equal prints say the same things.

    Returns
        {key of the record, as text: {"occasion", "said", "withdrawn_at"}}.
    """
    records = SourceRecord.objects.filter(occasion_id__in=occasion_ids).order_by("pk")
    rows = records.values_list("pk", "occasion_id", "values", "withdrawn_at")
    return {
        str(pk): {
            "occasion": occasion_id,
            "said": hash_content({}, values),
            "withdrawn_at": _pack(withdrawn_at),
        }
        for pk, occasion_id, values, withdrawn_at in rows
    }


def join_people(kept: Occasion, absorbed: Occasion) -> None:
    """Join what people set: the pins of both, the kept one's first, and the last confirmation."""
    kept.pins = {**absorbed.pins, **kept.pins}
    if absorbed.confirmed_on and (
        kept.confirmed_on is None or absorbed.confirmed_on > kept.confirmed_on
    ):
        kept.confirmed_on = absorbed.confirmed_on
        kept.confirmed_by = absorbed.confirmed_by
        kept.confirmed_channel = absorbed.confirmed_channel
    kept.save(update_fields=["pins", "confirmed_on", "confirmed_by", "confirmed_channel"])


def _pack(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
