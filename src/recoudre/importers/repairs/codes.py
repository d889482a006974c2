"""Codes that spreadsheets take for numbers: postcodes, INSEE codes, SIRET, numeric identifiers."""

import re

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.records import DoubtName, RepairName

NO_SIRET = "00000000000000"
LA_POSTE_SIREN = "356000000"

_FLOAT = re.compile(r"^(\d+)[.,]0+$")
_POSTCODE = re.compile(r"^\d{5}$")
_INSEE = re.compile(r"^(?:\d{2}|2[AB])\d{3}$")
_BLANKS = re.compile(r"[\s\xa0\u202f.\-]")


def mend_number_code(cell: str, column: str) -> Mended[str]:
    """Read a code that a spreadsheet may have taken for a number: "11.0" is "11".

    Example
        >>> mend_number_code("11.0", "id").value
        '11'
    """
    mended = mend_text(cell, column)
    found = _FLOAT.match(mended.value)
    if found is None:
        return mended
    return mended.add(RepairName.READ_AS_NUMBER, column, mended.value, found[1])


def mend_postcode(cell: str, column: str) -> Mended[str]:
    """Read a postcode of five digits; the lost leading zero is put back.

    Example
        >>> mend_postcode("1000", "cp").value, mend_postcode("26 220", "cp").value
        ('01000', '26220')
    """
    mended = _close_up(mend_number_code(cell, column), column)
    mended = _pad(mended, column, 5)
    if not mended.value or _POSTCODE.match(mended.value):
        return mended
    return mended.doubt(DoubtName.VALUE_UNKNOWN, column, mended.value, "")


def mend_insee(cell: str, column: str) -> Mended[str]:
    """Read an INSEE code of a commune; the lost leading zero is put back.

    Example
        >>> mend_insee("1033", "insee").value, mend_insee("2a004", "insee").value
        ('01033', '2A004')
    """
    mended = _pad(_close_up(mend_number_code(cell, column), column), column, 5)
    code = mended.value.upper()
    if not code or _INSEE.match(code):
        return Mended(code, mended.repairs, mended.doubts)
    return mended.doubt(DoubtName.VALUE_UNKNOWN, column, mended.value, "")


def mend_siret(cell: str, column: str) -> Mended[str]:
    """Read a SIRET of 14 digits, its key checked; fourteen zeros are no SIRET.

    Example
        >>> mend_siret("77556026100015.0", "siret").value, mend_siret(NO_SIRET, "siret").value
        ('77556026100015', '')
    """
    mended = _close_up(mend_number_code(cell, column), column)
    digits = mended.value
    if not digits:
        return mended
    if not digits.strip("0"):
        return mended.add(RepairName.PLACEHOLDER, column, digits, "")
    if digits.isdigit() and 9 < len(digits) < 14:
        mended = mended.add(RepairName.LEADING_ZERO, column, digits, digits.zfill(14))
    if is_siret(mended.value):
        return mended
    return mended.doubt(DoubtName.VALUE_UNKNOWN, column, cell.strip(), "")


def is_siret(digits: str) -> bool:
    """Say whether 14 digits hold the key of a SIRET: Luhn's, or La Poste's own.

    Method
        Luhn's sum on 14 digits; the establishments of La Poste (356000000) may instead have a sum
        of digits that is a multiple of five (INSEE, Sirene documentation).
    """
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    if digits.startswith(LA_POSTE_SIREN) and sum(numbers) % 5 == 0:
        return True
    doubled = [2 * n - 9 * (n > 4) for n in numbers[::2]]
    return (sum(doubled) + sum(numbers[1::2])) % 10 == 0


def _close_up(mended: Mended[str], column: str) -> Mended[str]:
    """Take the spaces, stops and hyphens out of a code."""
    closed = _BLANKS.sub("", mended.value)
    if closed == mended.value:
        return mended
    return mended.add(RepairName.WHITESPACE, column, mended.value, closed)


def _pad(mended: Mended[str], column: str, length: int) -> Mended[str]:
    """Put back the zero that a code of `length` digits lost."""
    code = mended.value
    if len(code) != length - 1 or not code.isdigit():
        return mended
    return mended.add(RepairName.LEADING_ZERO, column, code, f"0{code}")
