"""Diversity is said only when enough is listed."""

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.errors import ParameterError
from recoudre.analysis.portrait import compute_diversity
from tests.analysis.observation import lay_territories, list_rows

COMMUNE = lay_territories({"code": "A"})


def lay_values(*values):
    size = len(values)
    return ibis.memtable(
        {
            "occasion_id": list(range(size)),
            "commune_code": ["A"] * size,
            "facet": ["cost"] * size,
            "value": list(values),
        }
    )


def diversity_of(*values):
    return list_rows(compute_diversity(lay_values(*values), COMMUNE), "code")[0]


def test_two_values_equally_frequent_count_as_two():
    row = diversity_of("free", "free", "free", "paid", "paid", "paid")

    assert (row["n"], row["values_present"]) == (6, 2)
    assert row["effective_values"] == pytest.approx(2)


def test_a_rare_value_hardly_counts():
    # Shares 0.9 and 0.1: exp(0.9 ln(1/0.9) + 0.1 ln(10)) = 1.384.
    row = diversity_of(*["free"] * 9, "paid")

    assert row["effective_values"] == pytest.approx(1.384, abs=0.001)


def test_five_known_values_are_enough():
    assert diversity_of(*["free"] * 5)["effective_values"] == pytest.approx(1)


def test_four_known_values_say_nothing():
    row = diversity_of("free", "free", "paid", "paid", "unknown", "unknown")

    assert (row["n"], row["unknown"]) == (4, 2)
    assert (row["values_present"], row["effective_values"]) == (None, None)


def test_a_facet_wholly_unknown_is_still_a_row():
    row = diversity_of("unknown", "unknown")

    assert (row["n"], row["unknown"], row["values_present"]) == (0, 2, None)


def test_a_limit_under_one_is_refused():
    with pytest.raises(ParameterError, match="fewest"):
        compute_diversity(lay_values("free"), COMMUNE, fewest=0)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(["free", "free_price", "reduced", "paid"]), min_size=5))
def test_effective_values_lie_between_one_and_the_values_present(values):
    row = diversity_of(*values)

    assert 1 - 1e-9 <= row["effective_values"] <= row["values_present"] + 1e-9
