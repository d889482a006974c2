"""Reads of the inventory, a file for each matter."""

from recoudre.inventory.queries.merges import (
    find_head,
    list_aliases,
    list_merges,
    list_open_matches,
)
from recoudre.inventory.queries.occasions import (
    Listed,
    count_by_commune,
    count_by_kind,
    find_occasion,
    list_declared_in,
    list_history,
    list_listed,
    list_near,
    list_newest,
    list_witnesses,
    read_version,
)
from recoudre.inventory.queries.timings import (
    NextTiming,
    find_last_timing,
    list_coming,
    map_next_timings,
)

__all__ = [
    "Listed",
    "NextTiming",
    "count_by_commune",
    "count_by_kind",
    "find_head",
    "find_last_timing",
    "find_occasion",
    "list_aliases",
    "list_coming",
    "list_declared_in",
    "list_history",
    "list_listed",
    "list_merges",
    "list_near",
    "list_newest",
    "list_open_matches",
    "list_witnesses",
    "map_next_timings",
    "read_version",
]
