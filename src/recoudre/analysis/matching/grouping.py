"""Which likely pairs are merged: one description of each source in a group, and no rival near.

A chain never closes by itself: A like B and B like C say nothing of A and C. A group grows only
when each of its pairs was compared, is likely enough and has nothing against it.
"""

from collections.abc import Iterable, Mapping

import duckdb

MARGIN = 4.0
"""How many times likelier a pair must be than the next one of the same two sources."""


def find_certain(con: duckdb.DuckDBPyConnection, *, automatic: float) -> list[tuple[int, int]]:
    """Find the pairs of `judged` that nothing opposes and that no rival comes near.

    Returns
        (first_id, second_id), the likeliest first; ties in the order of the ids.
    """
    rows = con.execute(f"""
        WITH likely AS (
            SELECT first_id, second_id, first_source, second_source, probability,
                least(probability, 0.9999) / (1 - least(probability, 0.9999)) AS odds
            FROM judged WHERE relation = 'same'
        ), sided AS (
            SELECT first_id AS id, second_source AS towards, second_id AS rival, odds FROM likely
            UNION ALL
            SELECT second_id, first_source, first_id, odds FROM likely
        ), best AS (
            SELECT id, towards, max(odds, 2) AS top FROM sided GROUP BY id, towards
        )
        SELECT first_id, second_id FROM likely l
        JOIN best a ON a.id = l.first_id AND a.towards = l.second_source
        JOIN best b ON b.id = l.second_id AND b.towards = l.first_source
        WHERE probability >= {automatic} AND odds = a.top[1] AND odds = b.top[1]
            AND odds >= {MARGIN} * coalesce(a.top[2], 0)
            AND odds >= {MARGIN} * coalesce(b.top[2], 0)
        ORDER BY probability DESC, first_id, second_id
    """)  # noqa: S608
    return rows.fetchall()


def group_pairs(
    certain: Iterable[tuple[int, int]],
    *,
    sources: Mapping[int, str],
    allowed: frozenset[tuple[int, int]] | set[tuple[int, int]],
) -> list[tuple[int, ...]]:
    """Group descriptions, pair by pair, the likeliest first.

    Parameters
        sources: the source of each id; a group holds at most one description of each.
        allowed: pairs (smaller id, larger id) likely enough and with nothing against them.

    Returns
        Groups of two or more ids, each in order, in the order of their first id.

    Example
        >>> sources = {1: "a", 2: "b", 3: "c"}
        >>> group_pairs([(1, 2), (2, 3)], sources=sources, allowed={(1, 2), (2, 3)})
        [(1, 2)]
    """
    group_of: dict[int, set[int]] = {}
    for first, second in certain:
        one = group_of.get(first, {first})
        other = group_of.get(second, {second})
        if one is other or not _may_join(one, other, sources, allowed):
            continue
        joined = one | other
        group_of |= dict.fromkeys(joined, joined)
    found = {min(group): tuple(sorted(group)) for group in group_of.values()}
    return [found[key] for key in sorted(found)]


def _may_join(
    one: set[int],
    other: set[int],
    sources: Mapping[int, str],
    allowed: frozenset[tuple[int, int]] | set[tuple[int, int]],
) -> bool:
    if {sources[key] for key in one} & {sources[key] for key in other}:
        return False
    return all((min(a, b), max(a, b)) in allowed for a in one for b in other)
