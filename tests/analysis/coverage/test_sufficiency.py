"""A low access is read only where enough is listed around."""

from recoudre.analysis.coverage import CoverageState, judge_coverage
from tests.analysis.observation import lay_bonds, lay_occasions, lay_territories, list_rows


def judge(communes, counts, bond="all"):
    """Judge communes given as (code, EPCI, residents), with so many occasions in each."""
    territories = lay_territories(
        *(
            {"code": code, "epci_code": epci, "department_code": "1", "residents": residents}
            for code, epci, residents in communes
        )
    )
    codes = [code for code, count in counts.items() for _i in range(count)]
    occasions = lay_occasions(*({"id": i, "commune_code": c} for i, c in enumerate(codes)))
    bonds = lay_bonds(*((i, "elective") for i in range(len(codes))))
    table = judge_coverage(territories, occasions, bonds)
    return {row["code"]: row for row in list_rows(table, "code") if row["bond"] == bond}


TWO_EPCIS = [("A", "E", 1_000), ("B", "F", 10_000)]


def test_nothing_listed_around_is_a_silence():
    found = judge(TWO_EPCIS, {"A": 5})

    assert found["A"]["coverage"] == CoverageState.SUFFICIENT
    assert found["B"]["coverage"] == CoverageState.SILENT


def test_far_fewer_than_usual_is_thin():
    # 10 per 1,000 in E: 100 expected in F. A count of 2 has an upper limit of 7.2, under 25.
    found = judge(TWO_EPCIS, {"A": 10, "B": 2})

    assert found["B"]["expected_around"] == 100
    assert found["B"]["coverage"] == CoverageState.THIN


def test_a_small_count_that_chance_explains_is_sufficient():
    # 10 expected in F at the pace of E. A count of 1 has an upper limit of 5.6, over 2.5.
    found = judge([("A", "E", 10_000), ("B", "F", 10_000)], {"A": 10, "B": 1})

    assert found["B"]["coverage"] == CoverageState.SUFFICIENT


def test_a_commune_is_covered_by_what_its_neighbours_of_the_same_epci_list():
    found = judge([("A", "E", 1_000), ("B", "E", 1_000)], {"A": 5})

    assert (found["B"]["coverage"], found["B"]["occasions_around"]) == (CoverageState.SUFFICIENT, 5)


def test_without_epci_the_departement_stands_around():
    found = judge([("A", None, 1_000), ("B", None, 1_000)], {"A": 5})

    assert found["B"]["around_code"] == "1"


def test_one_very_busy_place_does_not_raise_what_is_usual():
    communes = [(f"{i}", f"E{i}", 1_000) for i in range(9)]
    found = judge(communes, {f"{i}": 2 for i in range(8)} | {"8": 15})

    assert found["0"]["expected_around"] == 2


def test_a_bond_is_judged_on_its_own():
    found = judge(TWO_EPCIS, {"A": 5, "B": 50}, bond="filiation")

    assert {row["coverage"] for row in found.values()} == {CoverageState.SILENT}


def test_unknown_residents_are_not_judged():
    found = judge([("A", "E", None)], {"A": 5})

    assert found["A"]["coverage"] == CoverageState.UNKNOWN


def test_every_commune_has_a_row_per_bond_even_when_nothing_is_listed():
    table = judge_coverage(lay_territories({"code": "A"}), lay_occasions(), lay_bonds())

    assert [row["coverage"] for row in list_rows(table, "bond")] == [CoverageState.SILENT] * 5
