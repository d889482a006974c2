"""Reads of the inventory, a file for each matter."""

from recoudre.inventory.queries.occasions import (
    Listed,
    count_by_commune,
    count_by_kind,
    find_occasion,
    list_coming,
    list_declared_in,
    list_history,
    list_listed,
    list_near,
    list_newest,
    list_witnesses,
    map_next_starts,
    read_version,
)

__all__ = [
    "Listed",
    "count_by_commune",
    "count_by_kind",
    "find_occasion",
    "list_coming",
    "list_declared_in",
    "list_history",
    "list_listed",
    "list_near",
    "list_newest",
    "list_witnesses",
    "map_next_starts",
    "read_version",
]
