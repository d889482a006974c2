"""From elected values to the columns of an occasion, and what changed on the way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from recoudre.inventory.election import Elected
from recoudre.inventory.models import Occasion
from recoudre.vocabulary.lists import Precision
from recoudre.vocabulary.text import fold, slugify_french

_TEXTS = (
    "kind", "summary", "description", "address", "postcode", "phone", "email", "website",
    "source_url", "opening_hours", "hours_note", "cost", "cost_note", "conditions", "screen",
    "since", "caveat",
)  # fmt: skip
_LISTS = ("reach_modes", "audiences", "bonds", "domains")
MAX_NAME = 300


def read_columns(
    elected: Elected,
    *,
    territory_ids: Mapping[str, int],
    steward_ids: Mapping[str, int],
) -> dict[str, Any]:
    """Read the columns of an occasion from its elected values; what is unknown is emptied.

    Parameters
        territory_ids: key of each commune by its code; the elected commune must be there.
        steward_ids: key of each steward by `name_steward_key`.
    """
    values = elected.values
    said_on = values.get("said_on")
    return {
        **{name: values.get(name, "") for name in _TEXTS},
        **{name: values.get(name, []) for name in _LISTS},
        **read_name(values["name"]),
        "state": elected.state,
        "territory_id": territory_ids[values["commune_code"]],
        "steward_id": steward_ids[name_steward_key(values)] if "steward" in values else None,
        "lat": values.get("lat"),
        "lon": values.get("lon"),
        "precision": values.get("precision", Precision.UNKNOWN.value),
        "schedule": values.get("schedule", {}),
        "said_on": date.fromisoformat(said_on) if said_on else None,
        "witnesses": elected.witnesses,
    }


def read_name(name: str) -> dict[str, str]:
    """Read a name and what is derived from it."""
    name = name[:MAX_NAME]
    return {
        "name": name,
        "slug": slugify_french(name)[:80] or "fiche",
        "search_name": fold(name)[:300],
    }


def name_steward_key(values: Mapping[str, Any]) -> str:
    """Name the key of a steward: its folded name in its commune, whatever its SIRET."""
    return f"{fold(values['steward']['name'])}|{values['commune_code']}"[:400]


def change_columns(occasion: Occasion, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the columns of an occasion, and return each value before and after where it differs."""
    changes: dict[str, list[Any]] = {}
    for name, after in columns.items():
        before = getattr(occasion, name)
        if before != after:
            changes[name] = [_tell(before), _tell(after)]
            setattr(occasion, name, after)
    return changes


def _tell(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
