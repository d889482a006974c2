"""Reads what live records say, in batches, into one Arrow table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
from django.db.models import Q

from recoudre.inventory.models import SourceRecord
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Level, State

BATCH = 10_000
SHOWN = (State.PROPOSED, State.PUBLISHED, State.DORMANT, State.ENDED)
_SCHEMA = pa.schema(
    [("id", pa.int64()), ("lat", pa.float64()), ("lon", pa.float64())]
    + [
        (name, pa.string())
        for name in (
            "source", "name", "kind", "commune_code", "commune_name", "address", "postcode",
            "precision", "phone", "email", "website", "siret", "rna", "day",
        )
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """What records say, and by record its occasion and its source."""

    table: pa.Table
    occasion_ids: dict[int, int]
    sources: dict[int, str]


def read_descriptions(territory_code: str = "") -> Described:
    """Read the live records that name what they describe, of shown occasions.

    Parameters
        territory_code: only those of this commune, EPCI, département or région; "" for all.
    """
    records = SourceRecord.objects.filter(withdrawn_at__isnull=True, occasion__state__in=SHOWN)
    if territory_code:
        records = records.filter(_hold(territory_code))
    rows = records.order_by("pk").values_list("pk", "occasion_id", "source__slug", "values")
    named = Territory.objects.filter(level=Level.COMMUNE).values_list("code", "name")
    return _gather(rows.iterator(chunk_size=BATCH), dict(named))


def _hold(code: str) -> Q:
    names = ("code", "epci_code", "department_code", "region_code")
    held = Q()
    for name in names:
        held |= Q(**{f"occasion__territory__{name}": code})
    return held


def _gather(rows: Iterator[Any], communes: Mapping[str, str]) -> Described:
    described = Described(_SCHEMA.empty_table(), {}, {})
    batches: list[pa.Table] = []
    while batch := list(islice(rows, BATCH)):
        told = []
        for record_id, occasion_id, source, values in batch:
            if {"name", "commune_code"} <= values.keys():
                told.append(_describe(record_id, source, values, communes))
                described.occasion_ids[record_id] = occasion_id
                described.sources[record_id] = source
        batches.append(pa.Table.from_pylist(told, schema=_SCHEMA))
    table = pa.concat_tables(batches) if batches else described.table
    return Described(table, described.occasion_ids, described.sources)


def _describe(
    record_id: int, source: str, values: Mapping[str, Any], communes: Mapping[str, str]
) -> dict[str, Any]:
    steward = values.get("steward", {})
    known = {name: values[name] for name in _SCHEMA.names if name in values}
    return known | {
        "id": record_id,
        "source": source,
        "commune_name": communes.get(values["commune_code"], ""),
        "siret": steward.get("siret", ""),
        "rna": steward.get("rna", ""),
        "day": _read_day(values.get("timings", ())),
    }


def _read_day(timings: Sequence[Mapping[str, Any]]) -> str:
    """Read the day of a gathering that has only one; a series has none of its own."""
    return str(timings[0]["starts_at"])[:10] if len(timings) == 1 else ""
