"""Communes are put in bands of population, limits included."""

import ibis
import pytest

from recoudre.analysis.sizes import find_size_band, list_size_bands


@pytest.mark.parametrize(
    ("residents", "band"),
    [(0, 0), (499, 0), (500, 1), (1_999, 1), (2_000, 2), (9_999, 2), (10_000, 3), (50_000, 4)],
)
def test_a_band_starts_at_its_first_number_of_residents(residents, band):
    table = ibis.memtable({"residents": [residents]})

    assert table.select(band=find_size_band(table.residents)).to_pyarrow().to_pylist() == [
        {"band": band}
    ]


def test_unknown_residents_have_no_band():
    table = ibis.memtable({"residents": [None]}, schema={"residents": "int64"})

    assert find_size_band(table.residents).to_pyarrow().to_pylist() == [None]


def test_bands_follow_one_another_without_a_hole():
    bands = list_size_bands()

    assert [last + 1 for _first, last in bands[:-1]] == [first for first, _last in bands[1:]]
