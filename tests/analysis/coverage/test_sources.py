"""What a source says of a territory, beside what one would expect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.coverage import SourceState, count_by_source
from recoudre.vocabulary import tables
from tests.analysis.observation import lay, lay_occasions, lay_territories, list_rows


def lay_all(communes, records, sources=("libraries",)):
    """Lay communes as (code, département, residents) and records as (commune, source)."""
    territories = lay_territories(
        *(
            {"code": code, "department_code": department, "residents": residents}
            for code, department, residents in communes
        )
    )
    occasions = lay_occasions(
        *({"id": i, "commune_code": code} for i, (code, _source) in enumerate(records))
    )
    said = lay(
        tables.RECORDS,
        *({"occasion_id": i, "source": source} for i, (_code, source) in enumerate(records)),
    )
    known = lay(tables.SOURCES, *({"source": source} for source in sources))
    return count_by_source(territories, occasions, said, known)


def row_of(table, code):
    return next(row for row in list_rows(table, "code") if row["code"] == code)


def test_a_source_is_expected_at_the_pace_of_communes_of_the_same_size():
    # 6 records for 400 + 200 residents: 10 per 1,000, so 2 expected for 200 residents.
    table = lay_all([("A", "1", 400), ("B", "1", 200)], [("A", "libraries")] * 6)

    row = row_of(table, "B")

    assert (row["records"], row["expected"], row["per_1000"]) == (0, pytest.approx(2), 0)


def test_larger_communes_do_not_set_the_pace_of_small_ones():
    table = lay_all([("A", "1", 400), ("B", "1", 60_000)], [("A", "libraries")] * 4)

    assert row_of(table, "B")["expected"] == 0


def test_three_expected_and_none_found_is_a_silence():
    table = lay_all([("A", "1", 400), ("B", "1", 200)], [("A", "libraries")] * 9)

    assert row_of(table, "B")["state"] == SourceState.SILENT


def test_fewer_expected_and_none_found_tells_nothing():
    table = lay_all([("A", "1", 400), ("B", "1", 100)], [("A", "libraries")] * 9)

    assert row_of(table, "B")["state"] == SourceState.CANNOT_TELL


def test_one_record_is_enough_to_speak():
    row = row_of(lay_all([("A", "1", 400)], [("A", "libraries")]), "A")

    assert (row["state"], row["ratio"]) == (SourceState.SPEAKS, pytest.approx(1))
    # Exact limits of a count of 1: 0.025 and 5.572.
    assert row["ratio_low"] == pytest.approx(0.025, abs=0.001)
    assert row["ratio_high"] == pytest.approx(5.572, abs=0.001)


def test_a_departement_where_a_source_says_nothing_does_not_lower_the_pace():
    table = lay_all([("A", "1", 400), ("B", "2", 400)], [("A", "libraries")] * 4)

    # 10 per 1,000 where it speaks: 4 expected in each, and a silence in the second.
    assert row_of(table, "2")["expected"] == pytest.approx(4)
    assert row_of(table, "2")["state"] == SourceState.SILENT


def test_a_source_that_speaks_of_nobody_is_listed_without_expectation():
    table = lay_all([("A", "1", 400)], [("A", "libraries")], sources=("libraries", "empty"))

    row = next(row for row in list_rows(table, "code") if row["source"] == "empty")

    assert (row["records"], row["expected"], row["state"]) == (0, None, SourceState.CANNOT_TELL)


def test_unknown_residents_leave_the_expectation_unknown():
    row = row_of(lay_all([("A", "1", None)], [("A", "libraries")]), "A")

    assert (row["records"], row["per_1000"], row["expected"], row["ratio"]) == (1, None, None, None)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.integers(min_value=1, max_value=80_000), min_size=1, max_size=8),
    st.lists(st.integers(min_value=0, max_value=7), min_size=1, max_size=20),
)
def test_expectations_add_up_to_the_records(residents, picked):
    """Indirect standardisation invents no record over the whole of what it is computed on."""
    communes = [(f"{i}", "dept", count) for i, count in enumerate(residents)]
    records = [(f"{i % len(residents)}", "libraries") for i in picked]

    whole = row_of(lay_all(communes, records), "dept")

    assert whole["records"] == len(records)
    assert whole["expected"] == pytest.approx(len(records))
