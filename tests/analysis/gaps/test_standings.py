"""The communes of a wider territory, counted by cell and verdict."""

import ibis
import pytest

from recoudre.analysis.errors import MissingColumnsError
from recoudre.analysis.gaps.standings import count_standings

COLUMNS = ("code", "level", "epci_code", "department_code", "region_code")
TERRITORIES = ibis.memtable(
    {
        "code": ["A", "B", "C"],
        "level": ["commune"] * 3,
        "epci_code": ["E", "E", None],
        "department_code": ["1"] * 3,
        "region_code": ["R9"] * 3,
    },
    schema=dict.fromkeys(
        ("code", "level", "epci_code", "department_code", "region_code"), "string"
    ),
)


def lay_gaps(*rows):
    names = ("code", "indicator", "bond", "verdict", "need_position", "access_position")
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    return ibis.memtable(columns, schema=dict.fromkeys(names, "string"))


GAPS = lay_gaps(
    ("B", "poverty", "all", "gap", "high", "low"),
    ("A", "poverty", "all", "gap", "high", "low"),
    ("C", "poverty", "all", "insufficient_data", None, None),
)


def split_codes(codes):
    return None if codes is None else set(codes.split())


def read(gaps=GAPS):
    rows = count_standings(gaps, TERRITORIES).to_pyarrow().to_pylist()
    return {
        (row["code"], row["verdict"]): (row["communes"], split_codes(row["commune_codes"]))
        for row in rows
    }


def test_communes_are_counted_and_named_where_they_belong():
    found = read()

    assert found["E", "gap"] == (2, {"A", "B"})
    assert found["1", "insufficient_data"] == (1, {"C"})


def test_a_region_counts_its_communes_without_naming_them():
    assert read()["R9", "gap"] == (2, None)


def test_a_commune_is_not_its_own_wider_territory():
    assert {code for code, _verdict in read()} == {"E", "1", "R9"}


def test_every_commune_is_counted_once_in_its_department():
    assert sum(count for (code, _), (count, _codes) in read().items() if code == "1") == 3


def test_two_cells_of_one_verdict_are_two_rows():
    gaps = lay_gaps(
        ("A", "poverty", "all", "no_gap", "low", "low"),
        ("B", "poverty", "all", "no_gap", "low", "high"),
    )

    assert count_standings(gaps, TERRITORIES).filter(lambda t: t.code == "E").count().execute() == 2


def test_nothing_compared_gives_no_row():
    assert read(lay_gaps()) == {}


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="verdict"):
        count_standings(GAPS.drop("verdict"), TERRITORIES)
