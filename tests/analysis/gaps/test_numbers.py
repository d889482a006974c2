"""Numbers are written as French readers write them."""

import pytest

from recoudre.analysis.gaps.numbers import count_things, format_measure, format_number


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (1234567, 0, "1\u202f234\u202f567"),
        (0.5, 2, "0,50"),
        (-3.25, 1, "-3,2"),
    ],
)
def test_thousands_are_spaced_and_decimals_follow_a_comma(value, decimals, written):
    assert format_number(value, decimals) == written


def test_a_measure_has_one_decimal_under_a_thousand():
    assert format_measure(999.94, "%") == "999,9\u202f%"
    assert format_measure(22340.4, "euros par an") == "22\u202f340\u202feuros par an"


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0\u202fcommune"), (1, "1\u202fcommune"), (2, "2\u202fcommunes")],
)
def test_zero_and_one_are_singular(count, written):
    assert count_things(count, "commune", "communes") == written
