"""Tables cut by territory and packed."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from recoudre.analysis.results import WitnessAgeRow
from recoudre.indicators.cutting import cut_by_territory
from recoudre.indicators.packing import Findings, pack, unpack


def test_a_table_is_cut_by_territory_in_order():
    table = pa.table({"code": ["B", "A", "B"], "n": [1, 2, 3]})

    found = list(cut_by_territory({"t": table}))

    assert [(one.code, one.tables) for one in found] == [
        ("A", {"t": {"n": [2]}}),
        ("B", {"t": {"n": [1, 3]}}),
    ]


def test_rows_come_back_with_their_code():
    row = WitnessAgeRow("26", "departement", 2, 0, 1.0, 2.0, 3.0)
    columns = {name: [getattr(row, name)] for name in row.__slots__ if name != "code"}

    assert Findings("26", {"witness_age": columns}).read("witness_age", WitnessAgeRow) == [row]


def test_a_table_that_analysis_did_not_find_has_no_row():
    assert Findings("26", {}).read("witness_age", WitnessAgeRow) == []


tables = st.dictionaries(
    st.sampled_from("xyz"),
    st.dictionaries(
        st.sampled_from("ab"),
        st.lists(st.none() | st.integers() | st.text() | st.floats(allow_nan=False)),
    ),
)


@given(tables)
def test_what_is_packed_is_unpacked_unchanged(some):
    assert unpack("26", pack(Findings("26", some))) == Findings("26", some)
