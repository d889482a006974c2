"""What is printed: blank sheets for workshops, and the letter that carries a code.

Tagged PDF (PDF/UA-1) in A4, made with the fonts that typst carries: nothing is fetched. What is
written on a page travels as JSON, so that no name can be read as typesetting.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import segno
import typst
from django.utils.translation import gettext as _

from recoudre.vocabulary.lists import Cost, Kind

MAX_SHEETS = 200


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
    # Its stub knows nothing of a dictionary of files.
    drawn: bytes = typst.compile(  # type: ignore[call-overload]
        {"main.typ": source, **images},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
    )
    return drawn


def _draw_code(address: str) -> bytes:
    """Draw a QR code as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=True)
    return drawn.getvalue()
