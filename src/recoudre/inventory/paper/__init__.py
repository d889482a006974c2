"""What is printed: blank sheets for workshops, and the letter that carries a code.

Tagged PDF (PDF/UA-1) in A4, made with the fonts that typst carries: nothing is fetched. What is
written on a page travels as JSON, so that no name can be read as typesetting.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import segno
import typst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.vocabulary.lists import Cost, Kind

MAX_SHEETS = 200
# Short enough for one line of large type; the form on the screen says the same.
RHYTHMS = (
    gettext_lazy("chaque semaine"),
    gettext_lazy("une semaine sur deux"),
    gettext_lazy("chaque mois"),
)
_SPACES = "\n\u00a0\u202f"
# All the fonts have these, and they write French whole.
_LATIN_END = "\u0180"
_SIGNS = "\u202f\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One blank sheet: its number in the pile (0 without a pile) and the code of its receipt.

    `fate_address` is where the code leads; "" when the sheet has no receipt.
    """

    number: int = 0
    code: str = ""
    fate_address: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """Blank sheets for one workshop, or for anybody: `title` and `place` head each of them.

    `address` is where one proposes on line; `fate_root` where one types a code to follow it.
    """

    title: str
    place: str
    address: str
    fate_root: str
    sheets: Sequence[Sheet]


@dataclass(frozen=True, slots=True)
class ClaimLetter:
    """The letter that carries the code of a claim: `lines` is the postal address, line by line."""

    lines: Sequence[str]
    occasion: str
    code: str
    address: str
    expires_on: str
    written_on: str


def draw_sheets(pile: Pile, *, at: datetime) -> bytes:
    """Draw a pile of blank sheets, one page each, as a PDF.

    Raises
        ValueError: the pile is empty, or holds more than `MAX_SHEETS` sheets.
    """
    if not 1 <= len(pile.sheets) <= MAX_SHEETS:
        raise ValueError(
            f"A pile of {len(pile.sheets)} sheets cannot be drawn. "
            f"Ask for 1 to {MAX_SHEETS} of them."
        )
    told = {
        **asdict(pile),
        "kinds": [_(one.label) for one in Kind],
        "costs": [_(one.label) for one in Cost],
        "rhythms": [str(one) for one in RHYTHMS],
    }
    codes = {f"fate-{one.number}.svg": one.fate_address for one in pile.sheets if one.fate_address}
    return _draw("sheets.typ", told, {"site.svg": pile.address, **codes}, at)


def draw_letter(letter: ClaimLetter, *, at: datetime) -> bytes:
    """Draw the letter that carries the code of a claim, on one page, as a PDF."""
    return _draw("letter.typ", asdict(letter), {"site.svg": letter.address}, at)


def _draw(
    template: str, told: Mapping[str, Any], addresses: Mapping[str, str], at: datetime
) -> bytes:
    source = files(__package__).joinpath(template).read_bytes()
    images = {name: _draw_code(address) for name, address in addresses.items()}
    try:
        return _compile({"main.typ": source, **images}, _keep(told, _is_seen), at)
    except typst.TypstError:
        # An emoji, an alphabet that the fonts do not have: the sheet goes out without it.
        return _compile({"main.typ": source, **images}, _keep(told, _is_drawn), at)


def _compile(sources: dict[str, bytes], told: Any, at: datetime) -> bytes:
    # Its stub knows nothing of a dictionary of files.
    drawn: bytes = typst.compile(  # type: ignore[call-overload]
        sources,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
    )
    return drawn


def _keep(told: Any, is_kept: Callable[[str], bool]) -> Any:
    """Keep some letters of every text, however deep."""
    if isinstance(told, str):
        return "".join(letter for letter in told if is_kept(letter))
    if isinstance(told, Mapping):
        return {name: _keep(one, is_kept) for name, one in told.items()}
    if isinstance(told, Sequence):
        return [_keep(one, is_kept) for one in told]
    return told


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or letter in _SPACES


def _is_drawn(letter: str) -> bool:
    return _is_seen(letter) and (letter < _LATIN_END or letter in _SIGNS)


def _draw_code(address: str) -> bytes:
    """Draw a QR code as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=True)
    return drawn.getvalue()
