"""Groups are capped: no chain closes by itself."""

from hypothesis import given
from hypothesis import strategies as st

from recoudre.analysis.matching.grouping import group_pairs

SOURCES = {1: "a", 2: "b", 3: "c", 4: "a"}


def test_three_that_are_all_alike_are_one_group():
    pairs = [(1, 2), (2, 3), (1, 3)]

    assert group_pairs(pairs, sources=SOURCES, allowed=set(pairs)) == [(1, 2, 3)]


def test_a_chain_does_not_close():
    pairs = [(1, 2), (2, 3)]

    assert group_pairs(pairs, sources=SOURCES, allowed=set(pairs)) == [(1, 2)]


def test_a_group_holds_one_description_of_a_source():
    pairs = [(1, 2), (2, 4)]

    assert group_pairs(pairs, sources=SOURCES, allowed={*pairs, (1, 4)}) == [(1, 2)]


edges = st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(edges, unique=True), st.lists(edges))
def test_every_pair_of_a_group_is_allowed_and_no_source_is_twice(certain, more):
    sources = {key: "abcd"[key % 4] for key in range(1, 13)}
    allowed = {*certain, *more}

    groups = group_pairs(certain, sources=sources, allowed=allowed)

    for group in groups:
        assert len({sources[key] for key in group}) == len(group)
        assert all((a, b) in allowed for a in group for b in group if a < b)
    members = [key for group in groups for key in group]
    assert len(members) == len(set(members))
