"""Counts by facet, with the denominators that were used."""

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.errors import MissingColumnsError
from recoudre.analysis.portrait import count_facets
from tests.analysis.observation import lay_territories, list_rows

VALLEY = lay_territories(
    {"code": "A", "epci_code": "E", "department_code": "1", "region_code": "R1", "residents": 1000},
    {"code": "B", "epci_code": "E", "department_code": "1", "region_code": "R1", "residents": 250},
    {"code": "C", "epci_code": "F", "department_code": "1", "region_code": "R1"},
)


def lay_facets(*rows):
    names = ("occasion_id", "commune_code", "facet", "value")
    return ibis.memtable(
        {name: [row[i] for row in rows] for i, name in enumerate(names)},
        schema={"occasion_id": "int64"} | dict.fromkeys(names[1:], "string"),
    )


def counts_by_code(facets, value):
    rows = list_rows(count_facets(facets, VALLEY), "code")
    return {row["code"]: row["n"] for row in rows if row["value"] == value}


COSTS = lay_facets(
    (1, "A", "cost", "free"),
    (2, "A", "cost", "free"),
    (3, "B", "cost", "free"),
    (4, "B", "cost", "unknown"),
    (5, "C", "cost", "paid"),
)


def test_a_commune_counts_in_each_level_above_it():
    assert counts_by_code(COSTS, "free") == {"A": 2, "B": 1, "E": 3, "1": 3, "R1": 3}


def test_unknown_is_a_row_of_its_own():
    assert counts_by_code(COSTS, "unknown") == {"B": 1, "E": 1, "1": 1, "R1": 1}


def test_a_rate_is_shown_with_its_denominator_and_its_limits():
    row = next(
        row
        for row in list_rows(count_facets(COSTS, VALLEY), "code")
        if (row["code"], row["value"]) == ("E", "free")
    )

    # 3 occasions / 1,250 residents = 2.4 per 1,000; exact limits of 3: 0.619 and 8.767.
    assert (row["n"], row["occasions"], row["share"]) == (3, 4, 0.75)
    assert (row["communes"], row["residents"], row["per_1000"]) == (2, 1250, 2.4)
    assert row["per_1000_low"] == pytest.approx(0.619 / 1.25, abs=0.001)
    assert row["per_1000_high"] == pytest.approx(8.767 / 1.25, abs=0.001)


def test_unknown_residents_leave_the_rate_unknown():
    row = next(row for row in list_rows(count_facets(COSTS, VALLEY), "code") if row["code"] == "C")

    assert (row["n"], row["residents"], row["per_1000"], row["per_1000_high"]) == (
        1, None, None, None,
    )  # fmt: skip


def test_a_commune_without_residents_has_no_rate():
    empty = lay_territories({"code": "A", "residents": 0})

    row = list_rows(count_facets(lay_facets((1, "A", "cost", "free")), empty), "code")[0]

    assert (row["residents"], row["per_1000"]) == (0, None)


def test_a_value_that_nobody_listed_is_absent_and_not_zero():
    assert "paid" not in {
        row["value"] for row in list_rows(count_facets(COSTS, VALLEY), "code") if row["code"] == "E"
    }


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match=r"'facets' lacks columns \['value'\]"):
        count_facets(COSTS.drop("value"), VALLEY)


FACETS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["free", "paid", "unknown"])),
    min_size=1,
    max_size=20,
)


@settings(max_examples=8, deadline=None)
@given(FACETS)
def test_counts_of_a_single_facet_sum_to_the_occasions_counted(drawn):
    facets = lay_facets(*((i, code, "cost", value) for i, (code, value) in enumerate(drawn)))
    rows = list_rows(count_facets(facets, VALLEY), "code")

    totals = {row["code"]: row["occasions"] for row in rows}
    sums = {code: sum(row["n"] for row in rows if row["code"] == code) for code in totals}

    assert sums == totals
    assert totals["R1"] == len(drawn)


@settings(max_examples=4, deadline=None)
@given(FACETS, st.randoms(use_true_random=False))
def test_permuting_the_rows_changes_nothing(drawn, random):
    rows = [(i, code, "cost", value) for i, (code, value) in enumerate(drawn)]
    shuffled = random.sample(rows, len(rows))

    before = list_rows(count_facets(lay_facets(*rows), VALLEY), "code", "value")
    after = list_rows(count_facets(lay_facets(*shuffled), VALLEY), "code", "value")

    assert before == after
