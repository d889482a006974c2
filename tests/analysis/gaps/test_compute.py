"""Gaps, in a country of thirty communes where the greatest need has the least access."""

import ibis
import pytest

from recoudre.analysis.errors import MissingColumnsError, ParameterError
from recoudre.analysis.gaps import Insufficiency, Position, Verdict
from recoudre.analysis.gaps.compute import compute_gaps
from recoudre.vocabulary import tables
from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG
from tests.analysis.observation import lay, lay_territories, list_rows

CODES = [f"{i:02d}" for i in range(30)]
LAST = CODES[-1]
ALONE = INDICATOR_BY_SLUG["living_alone"]
INCOME = INDICATOR_BY_SLUG["median_income"]


def lay_context(indicator, values, reasons=()):
    reasons = dict(reasons)
    return lay(
        tables.CONTEXT,
        *(
            {
                "code": code,
                "indicator": indicator.slug,
                "year": 2017,
                "value": value,
                "missing_reason": reasons.get(code),
            }
            for code, value in values.items()
        ),
    )


def lay_access(values):
    return ibis.memtable(
        {
            "code": list(values),
            "bond": ["elective"] * len(values),
            "per_1000": list(values.values()),
            "occasions_in_reach": [4] * len(values),
            "blurred_in_reach": [1] * len(values),
        },
        schema={
            "code": "string",
            "bond": "string",
            "per_1000": "float64",
            "occasions_in_reach": "int64",
            "blurred_in_reach": "int64",
        },
    )


def lay_coverage(states):
    return ibis.memtable(
        {
            "code": list(states),
            "bond": ["elective"] * len(states),
            "occasions_around": [9] * len(states),
            "coverage": list(states.values()),
        }
    )


def country(**changes):
    """Need rises with the code and access falls, in thirty communes of 300 residents."""
    return {
        "territories": lay_territories(*({"code": code, "residents": 300} for code in CODES)),
        "context": lay_context(ALONE, {code: float(i) for i, code in enumerate(CODES)}),
        "access": lay_access({code: 30.0 - i for i, code in enumerate(CODES)}),
        "coverage": lay_coverage(dict.fromkeys(CODES, "sufficient")),
        "indicators": [ALONE],
    } | changes


def gaps_by_code(**changes):
    rows = list_rows(compute_gaps(**country(**changes)), "code")
    return {row["code"]: row for row in rows if row["bond"] == "elective"}


def test_the_greatest_need_with_the_least_access_is_a_gap():
    row = gaps_by_code()[LAST]

    # 1 pairing of 30 x 30, adjusted for 30 communes: 30 / 900.
    assert row["verdict"] == Verdict.GAP
    assert row["chance"] == pytest.approx(1 / 900)
    assert row["false_share"] == pytest.approx(1 / 30)


def test_the_corner_that_chance_explains_is_likely_and_not_certain():
    row = gaps_by_code()["25"]

    assert (row["need_position"], row["access_position"]) == (Position.HIGH, Position.LOW)
    assert row["verdict"] == Verdict.LIKELY


def test_out_of_the_corner_there_is_no_gap():
    row = gaps_by_code()["00"]

    assert (row["need_position"], row["access_position"]) == (Position.LOW, Position.HIGH)
    assert row["verdict"] == Verdict.NO_GAP


def test_the_bounds_and_the_group_are_shown():
    row = gaps_by_code()["00"]

    # Ten communes in each third: needs 0-9, 10-19, 20-29; access 1-10, 11-20, 21-30.
    assert (row["need_low_bound"], row["need_high_bound"]) == (9, 19)
    assert (row["access_low_bound"], row["access_high_bound"]) == (10, 20)
    assert (row["group_from"], row["group_to"], row["group_size"]) == (0, 499, 30)
    assert (row["year"], row["occasions_in_reach"], row["occasions_around"]) == (2017, 4, 9)


def test_where_low_is_the_need_the_lowest_value_is_the_greatest_need():
    incomes = {code: 30_000.0 - 100 * i for i, code in enumerate(CODES)}

    found = gaps_by_code(context=lay_context(INCOME, incomes), indicators=[INCOME])

    assert found[LAST]["verdict"] == Verdict.GAP
    assert (found[LAST]["need_low_bound"], found[LAST]["need_high_bound"]) == (29_100, 28_100)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("secrecy", Insufficiency.NEED_HIDDEN),
        ("not_published", Insufficiency.NEED_NOT_PUBLISHED),
        ("not_applicable", Insufficiency.NEED_NOT_APPLICABLE),
        (None, Insufficiency.NEED_NOT_PUBLISHED),
    ],
)
def test_a_missing_need_says_why(reason, said):
    values = {code: float(i) for i, code in enumerate(CODES)} | {LAST: None}
    context = lay_context(ALONE, values, {LAST: reason})

    row = gaps_by_code(context=context, smallest_group=29)[LAST]

    assert (row["verdict"], row["insufficiency"]) == (Verdict.INSUFFICIENT_DATA, said)
    assert (row["need"], row["need_position"], row["chance"]) == (None, None, None)


def test_a_need_without_a_row_is_not_published():
    values = {code: float(i) for i, code in enumerate(CODES[:-1])}

    row = gaps_by_code(context=lay_context(ALONE, values), smallest_group=29)[LAST]

    assert row["insufficiency"] == Insufficiency.NEED_NOT_PUBLISHED


def test_an_unknown_access_is_said_unknown():
    values = {code: 30.0 - i for i, code in enumerate(CODES)} | {LAST: None}

    row = gaps_by_code(access=lay_access(values), smallest_group=29)[LAST]

    assert row["insufficiency"] == Insufficiency.ACCESS_UNKNOWN


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("silent", Insufficiency.COVERAGE_SILENT),
        ("thin", Insufficiency.COVERAGE_THIN),
        ("unknown", Insufficiency.COVERAGE_UNKNOWN),
    ],
)
def test_a_blank_is_never_read_as_a_low_access(state, said):
    states = dict.fromkeys(CODES, "sufficient") | {LAST: state}

    row = gaps_by_code(coverage=lay_coverage(states), smallest_group=29)[LAST]

    assert (row["verdict"], row["insufficiency"]) == (Verdict.INSUFFICIENT_DATA, said)


def test_silent_communes_are_not_compared_with():
    states = dict.fromkeys(CODES, "sufficient") | {"00": "silent"}

    assert gaps_by_code(coverage=lay_coverage(states), smallest_group=29)["01"]["group_size"] == 29


def test_thirty_comparable_communes_are_enough_and_twenty_nine_are_not():
    fewer = lay_territories(
        {"code": "00", "residents": 5_000}, *({"code": c, "residents": 300} for c in CODES[1:])
    )

    found = gaps_by_code(territories=fewer)

    assert {row["insufficiency"] for row in found.values()} == {Insufficiency.GROUP_TOO_SMALL}
    assert (found["00"]["group_size"], found[LAST]["group_size"]) == (1, 29)


def test_communes_are_compared_with_those_of_their_size_only():
    towns = [f"T{i:02d}" for i in range(30)]
    both = lay_territories(
        *({"code": code, "residents": 300} for code in CODES),
        *({"code": code, "residents": 60_000} for code in towns),
    )
    poorer = {code: 100.0 + i for i, code in enumerate(towns)}
    found = gaps_by_code(
        territories=both,
        context=lay_context(ALONE, {code: float(i) for i, code in enumerate(CODES)} | poorer),
        access=lay_access(
            {code: 30.0 - i for i, code in enumerate(CODES)} | dict.fromkeys(towns, 0)
        ),
        coverage=lay_coverage(dict.fromkeys(CODES + towns, "sufficient")),
    )

    assert found[LAST]["need_position"] == Position.HIGH
    assert found["T29"]["group_to"] is None


def test_equal_access_everywhere_shows_no_gap():
    found = gaps_by_code(access=lay_access(dict.fromkeys(CODES, 0.0)))

    assert {row["verdict"] for row in found.values()} == {Verdict.NO_GAP}


def test_every_commune_indicator_and_bond_has_one_row():
    table = compute_gaps(**country(indicators=[ALONE, INCOME]))

    assert table.count().to_pyarrow().as_py() == 30 * 2 * 5


def test_the_order_of_the_rows_changes_nothing():
    reverse = country()
    reverse["access"] = lay_access({code: float(i) for i, code in enumerate(reversed(CODES), 1)})

    assert gaps_by_code(access=reverse["access"]) == gaps_by_code()


@pytest.mark.parametrize(
    "wrong", [{"smallest_group": 2}, {"max_false_share": 0.0}, {"max_false_share": 1.0}]
)
def test_a_parameter_out_of_its_bounds_is_refused(wrong):
    with pytest.raises(ParameterError):
        compute_gaps(**country(**wrong))


def test_a_missing_column_is_named():
    wrong = country()["access"].drop("per_1000")

    with pytest.raises(MissingColumnsError, match=r"'access' lacks columns \['per_1000'\]"):
        compute_gaps(**country(access=wrong))
