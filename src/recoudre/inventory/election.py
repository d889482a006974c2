"""The election of each visible value, with its witness.

The published order: verified on site or by phone, steward, moderator, public register, partner,
open data; then the most recent word; then the oldest record, so that the result is stable.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recoudre.vocabulary.lists import State, Trust

# Values that only make sense together are elected together: the first name leads.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("kind",),
    ("summary",),
    ("description",),
    ("commune_code",),
    ("address", "postcode"),
    ("lat", "lon", "precision"),
    ("phone",),
    ("email",),
    ("website",),
    ("source_url",),
    ("opening_hours", "hours_note"),
    ("hours_note",),
    ("starts",),
    ("cost", "cost_note"),
    ("cost_note",),
    ("conditions",),
    ("screen",),
    ("reach_modes",),
    ("audiences",),
    ("bonds",),
    ("domains",),
    ("steward",),
    ("since",),
    ("caveat",),
    ("said_on",),
)
_RANK = {trust: rank for rank, trust in enumerate(Trust)}


@dataclass(frozen=True, slots=True)
class Witness:
    """What one live record says: only known values are in `values`."""

    record_id: int
    trust: str
    said_on: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Elected:
    """The visible values and, for each, the record that won."""

    values: dict[str, Any]
    witnesses: dict[str, int]
    state: str


def elect(witnesses: Iterable[Witness]) -> Elected:
    """Elect every value of one occasion from what its live records say.

    Without any live record there is nothing left to show: the state is withdrawn.
    """
    order = rank_witnesses(witnesses)
    values: dict[str, Any] = {}
    winners: dict[str, int] = {}
    for group in GROUPS:
        winner = next((one for one in order if group[0] in one.values), None)
        if winner is None or group[0] in values:
            continue
        for name in group:
            if name in winner.values:
                values[name] = winner.values[name]
                winners[name] = winner.record_id
    return Elected(values, winners, _elect_state(order))


def rank_witnesses(witnesses: Iterable[Witness]) -> list[Witness]:
    """Order witnesses from the one that wins to the one that yields."""
    by_age = sorted(witnesses, key=lambda one: one.record_id)
    by_age.sort(key=lambda one: one.said_on, reverse=True)
    return sorted(by_age, key=lambda one: _RANK[Trust(one.trust)])


def _elect_state(order: Sequence[Witness]) -> str:
    """Published as soon as one record says so; withdrawn when none is left."""
    states = [one.values.get("state", State.PUBLISHED) for one in order]
    if not states:
        return State.WITHDRAWN
    return State.PUBLISHED if State.PUBLISHED in states else str(states[0])
