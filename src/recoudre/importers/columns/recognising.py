"""Which field of ours each column of a table seems to be, and why. A person reviews it."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recoudre.importers.reading import Row, Table
from recoudre.vocabulary.lists import Labelled
from recoudre.vocabulary.text import fold

LOOKED_AT = 200
ENOUGH = 0.8
SAMPLES = 3
# Fields known by the look of their values, the strictest first.
_PATTERNS = {
    "courriel": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    "site_web": re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    "siret": re.compile(r"\d{3}\s?\d{3}\s?\d{3}\s?\d{5}"),
    "telephone": re.compile(r"(?:\+33|0033|0)\s?[1-9](?:[\s.\-]?\d{2}){4}"),
    "latitude": re.compile(r"4[1-9]|5[01]|(?:4[1-9]|5[01])[.,]\d{2,}"),
    "longitude": re.compile(r"-?[0-9][.,]\d{2,}"),
    "code_insee": re.compile(r"\d[\dAB]\d{3}"),
    "horaires": re.compile(r".*\b(?:Mo|Tu|We|Th|Fr|lundi|mardi|samedi)\b.*\d{1,2}\s?[h:].*"),
}


class Why(Labelled):
    """Why a column was recognised."""

    HEADER = "header", "le nom de la colonne"
    PART = "part", "une partie du nom de la colonne"
    VALUES = "values", "ce que contiennent les cellules"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One column of a table: some of its values, the field it seems to be, and why.

    `field` is "" and `why` None when nothing was recognised.
    """

    column: str
    samples: tuple[str, ...]
    field: str = ""
    why: Why | None = None


def recognise_columns(table: Table) -> list[Recognised]:
    """Recognise each column of a table; a field is given once, to the column most like it."""
    rows = [row for row in table.rows if isinstance(row, Row)][:LOOKED_AT]
    values = {name: _list_values(rows, name) for name in table.columns}
    taken: dict[str, tuple[str, Why]] = {}
    for why, guess in _GUESSES:
        for name in table.columns:
            if name not in taken and (field := _choose(guess(name, values[name]), taken)):
                taken[name] = (field, why)
    return [_describe(name, values[name], taken.get(name)) for name in table.columns]


@cache
def read_headers() -> dict[str, str]:
    """Read the field of each known header, folded: a reviewable list."""
    text = files(__package__).joinpath("recognised.csv").read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for word in row["mots"].split("|"):
            fields.setdefault(fold(word), row["champ"])
    return fields


def _choose(fields: Sequence[str], taken: Mapping[str, tuple[str, Why]]) -> str:
    """Choose the first field that no other column gives; "" when all are given."""
    given = {field for field, _ in taken.values()}
    return next((one for one in fields if one not in given), "")


def _describe(name: str, values: Sequence[str], found: tuple[str, Why] | None) -> Recognised:
    samples = tuple(dict.fromkeys(values))[:SAMPLES]
    return Recognised(name, samples, *found) if found else Recognised(name, samples)


def _list_values(rows: Iterable[Row], name: str) -> list[str]:
    cells = (row.cells.get(name, "").strip() for row in rows)
    return [cell for cell in cells if cell]


def _guess_by_header(name: str, _values: Sequence[str]) -> list[str]:
    field = read_headers().get(fold(name))
    return [field] if field else []


def _guess_by_part(name: str, _values: Sequence[str]) -> list[str]:
    """Guess by the longest known header of two letters or more that stands in this one, whole."""
    text = f" {fold(name)} "
    known = [word for word in read_headers() if len(word) > 2 and f" {word} " in text]
    return [read_headers()[word] for word in sorted(known, key=len, reverse=True)]


def _guess_by_values(_name: str, values: Sequence[str]) -> list[str]:
    if not values:
        return []
    return [
        field
        for field, pattern in _PATTERNS.items()
        if sum(bool(pattern.fullmatch(value)) for value in values) >= ENOUGH * len(values)
    ]


_GUESSES = (
    (Why.HEADER, _guess_by_header),
    (Why.PART, _guess_by_part),
    (Why.VALUES, _guess_by_values),
)
