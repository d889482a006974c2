"""What an occasion shows, told as testimony stores it: what a person saw, and what is known now."""

from collections.abc import Mapping
from typing import Any

from recoudre.inventory.election import GROUPS
from recoudre.inventory.models import Occasion
from recoudre.inventory.timings import order_timings, tell_timing

TEXTS = (
    "name", "kind", "summary", "description", "address", "postcode", "phone", "email", "website",
    "opening_hours", "hours_note", "cost", "cost_note", "conditions", "screen",
)  # fmt: skip
LISTS = ("reach_modes", "audiences", "bonds", "domains")
# The point of the former commune would lie in the wrong one.
NO_POINT: dict[str, Any] = {"lat": None, "lon": None, "precision": "unknown"}


def tell_visible(occasion: Occasion) -> dict[str, Any]:
    """Tell the visible values of an occasion; an unknown value has no key.

    Two queries when its steward, territory and dates are not loaded.
    """
    told = {name: getattr(occasion, name) for name in (*TEXTS, *LISTS)}
    told["commune_code"] = occasion.territory.code
    told["steward"] = _tell_steward(occasion)
    # The dates that the rule gives are told by the rule.
    said = [one for one in occasion.timings.all() if not one.is_from_schedule]
    told["timings"] = [tell_timing(one) for one in order_timings(said)]
    told["schedule"] = occasion.schedule
    told["state"] = occasion.state
    return {name: value for name, value in told.items() if value}


def complete_groups(values: Mapping[str, Any], visible: Mapping[str, Any]) -> dict[str, Any]:
    """Complete what somebody says with what goes together with it, so that it is elected whole.

    A new postcode alone would lose to the address of a file: it is said again with its address.
    """
    told = dict(values)
    for group in GROUPS:
        if len(group) > 1 and any(name in values for name in group):
            told = {name: visible[name] for name in group if name in visible} | told
    if "postcode" in told:
        told.setdefault("address", "")
    if "commune_code" in values:
        told |= NO_POINT
    return told


def _tell_steward(occasion: Occasion) -> dict[str, str]:
    steward = occasion.steward
    if steward is None:
        return {}
    return {
        "name": steward.name,
        "sector": steward.sector,
        "siret": steward.siret,
        "rna": steward.rna,
    }
