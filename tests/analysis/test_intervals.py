"""Small counts carry wide limits."""

import ibis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from recoudre.analysis.intervals import TABLED_COUNTS, add_count_limits, compute_count_limits


def test_none_seen_may_come_from_a_mean_of_almost_four():
    low, high = compute_count_limits(np.array([0]))

    assert low[0] == 0
    # exp(-3.689) = 0.025
    assert high[0] == pytest.approx(3.689, abs=0.001)


def test_limits_go_on_smoothly_where_the_table_ends():
    counts = np.array([TABLED_COUNTS + 1])
    exact_low, exact_high = compute_count_limits(counts)

    row = add_count_limits(ibis.memtable({"n": counts})).to_pyarrow().to_pylist()[0]

    assert row["count_low"] == pytest.approx(exact_low[0], rel=1e-6)
    assert row["count_high"] == pytest.approx(exact_high[0], rel=1e-6)


def test_adding_limits_keeps_every_row():
    table = add_count_limits(ibis.memtable({"n": [0, 3, 3, 90_000], "name": list("abcd")}))

    assert sorted(table.name.to_pyarrow().to_pylist()) == ["a", "b", "c", "d"]


@given(st.integers(min_value=1, max_value=5_000))
def test_a_mean_at_the_limit_leaves_one_chance_in_forty(count):
    low, high = compute_count_limits(np.array([count]))

    assert poisson.sf(count - 1, low[0]) == pytest.approx(0.025)
    assert poisson.cdf(count, high[0]) == pytest.approx(0.025)
