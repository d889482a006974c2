"""Postcodes, INSEE codes, SIRET and numeric identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.repairs import mend_insee, mend_number_code, mend_postcode, mend_siret
from recoudre.importers.repairs.codes import is_siret
from recoudre.vocabulary.records import Doubt, DoubtName, Repair, RepairName


def _names(mended):
    return [repair.name for repair in mended.repairs]


def test_a_postcode_gets_its_zero_back():
    mended = mend_postcode("1000", "cp")

    assert mended.value == "01000"
    assert mended.repairs == (Repair(RepairName.LEADING_ZERO, "cp", "1000", "01000"),)


def test_a_postcode_read_as_a_float_gets_both_repairs():
    assert _names(mend_postcode("1000.0", "cp")) == [
        RepairName.READ_AS_NUMBER,
        RepairName.LEADING_ZERO,
    ]


@pytest.mark.parametrize("cell", ["26", "2622a", "2A004", "33000-33100", "262200"])
def test_what_is_no_postcode_is_doubtful(cell):
    mended = mend_postcode(cell, "cp")

    assert mended.value == ""
    assert [doubt.name for doubt in mended.doubts] == [DoubtName.VALUE_UNKNOWN]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("26114", "26114"),
        ("1033", "01033"),
        ("2a004", "2A004"),
        ("97411.0", "97411"),
        ("0null", ""),
    ],
)
def test_an_insee_code_is_read(cell, code):
    assert mend_insee(cell, "insee").value == code


def test_an_impossible_insee_code_is_doubtful():
    assert mend_insee("2C004", "insee").doubts == (
        Doubt(DoubtName.VALUE_UNKNOWN, "insee", "2C004"),
    )


@pytest.mark.parametrize(
    "cell", ["77556026100015", "77556026100015.0", "775 560 261 00015", "775.560.261-00015"]
)
def test_a_siret_is_read_however_it_is_typed(cell):
    assert mend_siret(cell, "siret").value == "77556026100015"


def test_fourteen_zeros_are_no_siret():
    mended = mend_siret("00000000000000", "pivot")

    assert (mended.value, _names(mended)) == ("", [RepairName.PLACEHOLDER])


def test_a_siret_that_lost_its_zeros_gets_them_back():
    # SIREN 005 520 135 (BULL): its first two digits vanish in a spreadsheet.
    assert _names(mend_siret("552013500012", "siret"))[:1] == [RepairName.LEADING_ZERO]


@pytest.mark.parametrize("cell", ["77567267221138", "7,75532E+13", "84.0", "inconnu à ce jour"])
def test_a_siret_whose_key_is_wrong_is_doubtful(cell):
    mended = mend_siret(cell, "siret")

    assert mended.value == ""
    assert mended.doubts == (Doubt(DoubtName.VALUE_UNKNOWN, "siret", cell),)


def test_the_key_of_la_poste_is_its_own():
    # 3 + 5 + 6 + 4 + 2 + 5 = 25, a multiple of five; Luhn's sum is not one of ten.
    assert is_siret("35600000000425")


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_read_as_a_float_comes_back_as_digits(number):
    assert mend_number_code(f"{number}.0", "id").value == str(number)


@given(st.integers(min_value=1_000, max_value=98_999))
def test_every_postcode_survives_a_spreadsheet(number):
    assert mend_postcode(str(number), "cp").value == f"{number:05}"


@given(st.text(alphabet="0123456789", min_size=13, max_size=13))
def test_exactly_one_last_digit_makes_a_siret_by_luhn(digits):
    keys = [key for key in "0123456789" if is_siret(digits + key)]

    assert len(keys) == 1 or digits.startswith("356000000")
