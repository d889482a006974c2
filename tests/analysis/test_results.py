"""The rows that are stored have the very columns that analysis returns."""

from dataclasses import fields
from datetime import date

import ibis
import pytest

from recoudre.analysis import access, coverage, portrait, results
from recoudre.analysis.errors import MissingColumnsError
from recoudre.analysis.gaps.compute import compute_gaps
from recoudre.analysis.reading import read_rows
from recoudre.vocabulary import tables
from tests.analysis.observation import lay, lay_bonds, lay_occasions, lay_territories

TERRITORIES = lay_territories({"code": "A", "department_code": "1", "residents": 500})
OCCASIONS = lay_occasions({"id": 1, "commune_code": "A"})
BONDS = lay_bonds((1, "elective"))
AUDIENCES, OPENINGS = lay(tables.AUDIENCES), lay(tables.OPENINGS)
SOURCES = lay(tables.SOURCES, {"source": "csv", "covers": "sport"})
FACETS = portrait.list_facets(OCCASIONS, BONDS, lay(tables.DOMAINS), AUDIENCES, OPENINGS)
ACCESS = access.shared_access(TERRITORIES, OCCASIONS, BONDS)
COVERAGE = coverage.judge_coverage(TERRITORIES, OCCASIONS, BONDS)
RESULTS = {
    results.PortraitRow: portrait.count_facets(FACETS, TERRITORIES),
    results.DiversityRow: portrait.compute_diversity(FACETS, TERRITORIES),
    results.AccessRow: ACCESS,
    results.CoverageRow: COVERAGE,
    results.GapRow: compute_gaps(TERRITORIES, lay(tables.CONTEXT), ACCESS, COVERAGE),
    results.SourceRow: coverage.count_by_source(
        TERRITORIES, OCCASIONS, lay(tables.RECORDS), SOURCES
    ),
    results.UnspokenRow: coverage.list_unspoken(FACETS, TERRITORIES, SOURCES),
    results.MissingFieldRow: coverage.count_missing_fields(
        TERRITORIES, OCCASIONS, AUDIENCES, OPENINGS
    ),
    results.WitnessAgeRow: coverage.compute_witness_age(
        TERRITORIES, OCCASIONS, today=date(2026, 11, 23)
    ),
}


@pytest.mark.parametrize("row_type", RESULTS)
def test_a_row_has_the_columns_of_its_table(row_type):
    assert {item.name for item in fields(row_type)} == set(RESULTS[row_type].columns)


@pytest.mark.parametrize("row_type", RESULTS)
def test_a_column_has_the_type_that_its_row_says(row_type):
    types = {"int64": "int", "float64": "float", "string": "str"}
    found = {
        name: types[str(dtype).lstrip("!")] for name, dtype in RESULTS[row_type].schema().items()
    }

    assert found == {
        item.name: item.type.__name__
        if isinstance(item.type, type)
        else str(item.type).removesuffix(" | None")
        for item in fields(row_type)
    }


@pytest.mark.parametrize("row_type", RESULTS)
def test_rows_are_read_in_the_order_of_the_table(row_type):
    rows = read_rows(RESULTS[row_type].order_by("code"), row_type)

    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert rows


def test_a_table_of_another_shape_is_refused():
    with pytest.raises(MissingColumnsError, match="AccessRow"):
        read_rows(ibis.memtable({"code": ["A"]}), results.AccessRow)
