"""What a source says, as stored: only known values, in plain JSON, with a stable hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    OccasionValues,
    StewardValues,
    TimingValues,
)

# Said to the reading of the file, not to the reader of the page.
_NOT_STORED = {"commune_name"}
_STORED = tuple(one.name for one in fields(OccasionValues) if one.name not in _NOT_STORED)
_read_stored = attrgetter(*_STORED)
_encode_sorted = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def serialise_values(values: OccasionValues) -> dict[str, Any]:
    """Keep what is known of an occasion as plain JSON; an unknown value has no key.

    A consent is kept when it was given, and never written down as refused.
    """
    return {
        name: value if type(value) is str else _serialise(value)
        for name, value in zip(_STORED, _read_stored(values), strict=True)
        if value or _is_known(value)
    }


def _is_known(value: object) -> bool:
    return value is not False and value not in ("", None, ())


def hash_content(raw: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """Hash a raw row and what was read from it: the same pair always gives the same 64 digits."""
    return hashlib.sha256(_encode_sorted([raw, values]).encode()).hexdigest()


def serialise_timing(timing: TimingValues) -> dict[str, str]:
    """Keep what is known of one date as plain JSON; a date held as planned has no status.

    Example
        >>> serialise_timing(TimingValues(datetime(2026, 7, 3, 18, 30)))
        {'starts_at': '2026-07-03T18:30:00'}
    """
    kept = {"starts_at": timing.starts_at.isoformat()}
    if timing.ends_at is not None:
        kept["ends_at"] = timing.ends_at.isoformat()
    if timing.status != TimingStatus.SCHEDULED:
        kept["status"] = timing.status.value
    if timing.place:
        kept["place"] = timing.place
    return kept


def _serialise(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_serialise(item) for item in value]
    if isinstance(value, BondTag):
        return _serialise_bond(value)
    if isinstance(value, DomainTag):
        return {"domain": str(value.domain), "mark": str(value.mark)}
    if isinstance(value, TimingValues):
        return serialise_timing(value)
    if isinstance(value, StewardValues):
        return _serialise_steward(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _serialise_steward(steward: StewardValues) -> dict[str, str]:
    return {
        "name": steward.name,
        "sector": str(steward.sector) if steward.sector else "",
        "siret": steward.siret,
        "rna": steward.rna,
    }


def _serialise_bond(tag: BondTag) -> dict[str, str | None]:
    foundation = str(tag.foundation) if tag.foundation else None
    return {"bond": str(tag.bond), "foundation": foundation, "mark": str(tag.mark)}
