"""The arithmetic of a gap, beside what counting every pairing gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from recoudre.analysis.gaps.corner import (
    adjust_chances,
    compute_chance,
    find_bounds,
    find_positions,
)


def test_thirds_are_cut_at_values_of_the_group():
    assert find_bounds(np.array([9.0, 1.0, 4.0])) == (1.0, 4.0)


def test_the_first_bound_is_low_and_the_second_is_in_the_middle():
    assert find_positions(np.array([1.0, 2.0, 3.0])).tolist() == ["low", "middle", "high"]


def test_equal_values_share_a_third():
    assert find_positions(np.array([0.0, 0.0, 0.0, 0.0, 5.0, 9.0])).tolist() == (
        ["low"] * 4 + ["high"] * 2
    )


def test_a_group_without_spread_has_neither_low_nor_high():
    assert set(find_positions(np.zeros(10))) == {"middle"}


def test_the_chance_of_the_extreme_corner_is_one_pairing():
    chance = compute_chance(np.array([1.0, 5.0, 2.0, 3.0]), np.array([4.0, 0.0, 2.0, 3.0]))

    # The greatest need has the least access: 1 pairing of 4 x 4.
    assert chance[1] == 1 / 16


def test_a_great_need_with_a_wide_access_is_not_rare():
    chance = compute_chance(np.array([5.0, 1.0, 2.0]), np.array([9.0, 0.0, 1.0]))

    assert chance[0] == 1.0


def test_adjusting_is_the_rule_of_benjamini_and_hochberg():
    # 0.005 x 3 / 1, 0.02 x 3 / 2, 0.5 x 3 / 3
    assert adjust_chances(np.array([0.02, 0.5, 0.005])).tolist() == pytest.approx(
        [0.03, 0.5, 0.015]
    )


def test_adjusting_nothing_gives_nothing():
    assert adjust_chances(np.array([])).tolist() == []


SMALL = st.integers(min_value=0, max_value=6)
PAIRS = st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=25)


def count_pairings(pairs):
    """Deal every access to every need, and count the places as far as each commune's."""
    needs, accesses = [need for need, _a in pairs], [access for _n, access in pairs]

    def place(need, access):
        return max(sum(n >= need for n in needs), sum(a <= access for a in accesses))

    places = [place(need, access) for need in needs for access in accesses]
    return [sum(p <= place(*pair) for p in places) / len(places) for pair in pairs]


@given(PAIRS)
def test_the_chance_is_the_share_of_all_pairings(pairs):
    needs, accesses = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))

    assert compute_chance(needs, accesses).tolist() == pytest.approx(count_pairings(pairs))


@given(PAIRS, st.randoms(use_true_random=False))
def test_permuting_the_communes_changes_nothing(pairs, random):
    order = random.sample(range(len(pairs)), len(pairs))
    needs, accesses = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))

    shuffled = compute_chance(needs[order], accesses[order])

    assert shuffled.tolist() == compute_chance(needs, accesses)[order].tolist()


@given(st.lists(st.floats(min_value=1e-9, max_value=1), min_size=1, max_size=30))
def test_adjusting_agrees_with_scipy(chances):
    assert adjust_chances(np.array(chances)) == pytest.approx(
        false_discovery_control(np.array(chances))
    )


def test_when_need_and_access_ignore_each_other_false_findings_stay_rare():
    draw = np.random.default_rng(2026)
    found = [
        (adjust_chances(compute_chance(draw.random(120), draw.random(120))) <= 0.05).any()
        for _world in range(400)
    ]

    # The promise is 5 %; three standard errors of 400 draws are 3.3 %.
    assert np.mean(found) <= 0.083
