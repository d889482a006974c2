"""Cells as text: spaces and line breaks, escapes, and the fillers that mean "nothing here"."""

import re

from recoudre.importers.repairs.rows import EMPTY, Mended
from recoudre.vocabulary.records import RepairName
from recoudre.vocabulary.text import fold

# What people and spreadsheets type in a cell that holds nothing, folded: « N/D » is "n d".
FILLERS = frozenset(
    {
        *("n d", "n a", "n c", "n r", "nc", "nd", "nr", "na", "null", "none", "nan", "neant"),
        *("vide", "xx", "xxx", "xxxx", "aucun", "aucune", "inconnu", "inconnue", "sans objet"),
        *("non renseigne", "non renseignee", "non communique", "non communiquee", "non connu"),
        *("non disponible", "pas de donnee", "a completer", "a definir", "a preciser", "0null"),
        # The errors of a spreadsheet: #N/D and #N/A are above.
        *("nom", "name", "ref", "valeur", "value", "div 0", "nombre", "num"),
    }
)
SPREADSHEET_ERRORS = frozenset({"nom", "name", "ref", "valeur", "value", "div 0", "nombre", "num"})
LONGEST_FILLER = max(len(filler) for filler in FILLERS) + 4

_RUNS = re.compile(r"[ \t\r\n\f\v\u2028\u2029]{2,}|[\t\r\n\f\v\u2028\u2029]")
# What shows nothing: joiners and marks, controls, and what turns the reading direction over.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")


def mend_text(cell: str, column: str) -> Mended[str]:
    r"""Read a text: outer spaces, line breaks and doubled spaces go, a filler reads as empty.

    Example
        >>> mend_text(" Rue de la mairie \n\n bourg", "adresse").value
        'Rue de la mairie bourg'
        >>> [repair.name.value for repair in mend_text("#N/D", "adresse").repairs]
        ['placeholder']
    """
    if not cell:
        return EMPTY
    mended = Mended(cell)
    text = _ESCAPE.sub(_unescape, cell) if "\\x" in cell else cell
    if text != cell:
        mended = mended.add(RepairName.ESCAPES, column, cell, text)
    tidy = _tidy(text)
    if tidy != text:
        mended = mended.add(RepairName.WHITESPACE, column, text, tidy)
    if tidy and is_filler(tidy):
        mended = mended.add(RepairName.PLACEHOLDER, column, tidy, "")
    return mended


def _tidy(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _RUNS.sub(" ", _INVISIBLE.sub("", text)).strip()


def is_filler(text: str) -> bool:
    """Say whether a cell only says that it holds nothing: « #N/D », « NC », « - - - ».

    Example
        >>> is_filler("n.c."), is_filler("- - -"), is_filler("Y"), is_filler("Nom")
        (True, True, False, False)
    """
    if len(text) > LONGEST_FILLER:
        return False
    words = fold(text)
    if not words:
        return True
    if words in SPREADSHEET_ERRORS:
        return text.startswith("#")
    return words in FILLERS


def _unescape(found: re.Match[str]) -> str:
    """Read one escape; a backslash that escapes a control character becomes a space."""
    char = chr(int(found[1], 16))
    return char if char.isprintable() or char == "\xa0" else " "
