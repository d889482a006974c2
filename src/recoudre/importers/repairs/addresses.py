"""Addresses: the postcode that hides in the text, and CEDEX in the name of a commune."""

import re

from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.records import RepairName
from recoudre.vocabulary.text import fold_commune_name

_CEDEX = re.compile(r"[\s\-,(]*\bc[ée]dex[\s\-]*\d{0,2}\s*\)?\s*$", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
# A post-office box, an army sector or a TSA is followed by a number that is no postcode.
_BOX = re.compile(r"(?:\bB\.?\s?P\.?|\bC\.?\s?S\.?|\bTSA|\bCIDEX)\s*(?:n°\s*)?$", re.IGNORECASE)
_EDGES = " ,;-–/"


def mend_commune_name(cell: str, column: str) -> Mended[str]:
    """Read the name of a commune without its CEDEX; digits alone are no name.

    Example
        >>> mend_commune_name("AURILLAC CEDEX 09", "commune").value
        'AURILLAC'
    """
    mended = mend_text(cell, column)
    name = mended.value
    if name.isdigit():
        return mended.add(RepairName.PLACEHOLDER, column, name, "")
    without = _CEDEX.sub("", name)
    if without == name:
        return mended
    return mended.add(RepairName.CEDEX, column, name, without)


def mend_address(cell: str, column: str, *, postcode: str, commune: str) -> Mended[str]:
    """Read an address without the postcode and commune that have columns of their own.

    Example
        >>> mend_address("Le bourg 87120 Augne", "adresse", postcode="87120", commune="Augne").value
        'Le bourg'
    """
    mended = mend_text(cell, column)
    text = mended.value
    for found in _POSTCODE.finditer(text):
        if not _is_postcode(text, found, postcode, commune):
            continue
        before, after = text[: found.start()], text[found.end() :]
        kept = "" if _is_name(after, commune) or not _has_digit(after) else after.strip(_EDGES)
        parts = (before.strip(_EDGES), kept)
        return mended.add(
            RepairName.POSTCODE_IN_ADDRESS, column, text, ", ".join(part for part in parts if part)
        )
    return mended


def _is_postcode(text: str, found: re.Match[str], postcode: str, commune: str) -> bool:
    """Say whether five digits of an address are a postcode, and not a box or a number of street."""
    if _BOX.search(text[: found.start()]):
        return False
    return found[0] == postcode or _is_name(text[found.end() :], commune)


def _is_name(text: str, commune: str) -> bool:
    said = fold_commune_name(text)
    return bool(said) and said == fold_commune_name(commune)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
