"""What a source says, as stored: only known values, in plain JSON, with a stable hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from recoudre.vocabulary.records import BondTag, DomainTag, OccasionValues, StewardValues

# Said to the reading of the file, not to the reader of the page.
_NOT_STORED = {"contact_consented", "commune_name"}


def serialise_values(values: OccasionValues) -> dict[str, Any]:
    """Keep what is known of an occasion as plain JSON; an unknown value has no key."""
    return {
        item.name: _serialise(getattr(values, item.name))
        for item in fields(values)
        if item.name not in _NOT_STORED and getattr(values, item.name) not in ("", None, ())
    }


def hash_content(raw: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """Hash a raw row and what was read from it: the same pair always gives the same 64 digits."""
    text = json.dumps([raw, values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _serialise(value: object) -> object:
    if isinstance(value, tuple):
        return [_serialise(item) for item in value]
    if isinstance(value, BondTag):
        foundation = str(value.foundation) if value.foundation else None
        return {"bond": str(value.bond), "foundation": foundation, "mark": str(value.mark)}
    if isinstance(value, DomainTag):
        return {"domain": str(value.domain), "mark": str(value.mark)}
    if isinstance(value, StewardValues):
        return {
            "name": value.name,
            "sector": str(value.sector) if value.sector else "",
            "siret": value.siret,
            "rna": value.rna,
        }
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
