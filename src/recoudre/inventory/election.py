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
    ("timings",),
    ("schedule",),
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
# The voices of people: what they say of the state is not outvoted by a file.
_PEOPLE = {Trust.VERIFIED, Trust.STEWARD, Trust.MODERATOR}
_LEADER = {name: group[0] for group in GROUPS for name in group} | {
    group[0]: group[0] for group in GROUPS
}
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


def elect(witnesses: Iterable[Witness], pins: Mapping[str, int] | None = None) -> Elected:
    """Elect every value of one occasion from what its live records say.

    Without any live record there is nothing left to show: the state is withdrawn.

    Parameters
        pins: record fixed by a moderator for a field, by the first name of its group; it wins as
            long as it says something of that field.
    """
    order = rank_witnesses(witnesses)
    if len(order) == 1:
        return _elect_alone(order[0])
    values: dict[str, Any] = {}
    winners: dict[str, int] = {}
    for group in GROUPS:
        winner = _find_winner(order, group[0], (pins or {}).get(group[0]))
        if winner is None or group[0] in values:
            continue
        for name in group:
            if name in winner.values:
                values[name] = winner.values[name]
                winners[name] = winner.record_id
    return Elected(values, winners, _elect_state(order))


def _elect_alone(one: Witness) -> Elected:
    """Elect what the only witness says; a value that goes with another needs that one."""
    said = one.values
    values = {name: value for name, value in said.items() if _LEADER.get(name) in said}
    return Elected(values, dict.fromkeys(values, one.record_id), _elect_state([one]))


def rank_witnesses(witnesses: Iterable[Witness]) -> list[Witness]:
    """Order witnesses from the one that wins to the one that yields."""
    by_age = sorted(witnesses, key=lambda one: one.record_id)
    by_age.sort(key=lambda one: one.said_on, reverse=True)
    return sorted(by_age, key=lambda one: _RANK[Trust(one.trust)])


def _find_winner(order: Sequence[Witness], name: str, pinned: int | None) -> Witness | None:
    """Find who wins a field: the pinned record, else the first that says something of it."""
    speakers = [one for one in order if name in one.values]
    fixed = [one for one in speakers if one.record_id == pinned]
    return next(iter(fixed or speakers), None)


def _elect_state(order: Sequence[Witness]) -> str:
    """Elect the state: what a person says, else published as soon as one source says so.

    Withdrawn when no record is left.
    """
    for one in order:
        if one.trust in _PEOPLE and "state" in one.values:
            return str(one.values["state"])
    states = [one.values.get("state", State.PUBLISHED) for one in order]
    if not states:
        return State.WITHDRAWN
    return State.PUBLISHED if State.PUBLISHED in states else str(states[0])
