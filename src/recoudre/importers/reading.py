"""Files into rows: encodings, delimiters, JSON lists, and what is no table at all.

A file that cannot be read at all raises `UnreadableFileError`; a row that cannot be read becomes a
`RejectedRow`, and the others go on.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.excerpts import find_excerpt
from recoudre.vocabulary.records import (
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    Repair,
    RepairName,
)

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000
MAX_CELL = 131_072
DELIMITERS = (";", ",", "\t", "|")
# Columns that the corrected file carries for the person who reads it; never read back.
STATE_COLUMN = "_etat"
REASON_COLUMN = "_motif"
OWN_COLUMNS = (STATE_COLUMN, REASON_COLUMN)
SURPLUS = "_en_trop"

_SIGNATURES = {
    b"PK\x03\x04": "un classeur de tableur (.xlsx, .ods) ou une archive ZIP",
    b"\xd0\xcf\x11\xe0": "un ancien classeur de tableur (.xls)",
    b"%PDF": "un document PDF",
    b"\x1f\x8b": "une archive compressée (.gz)",
    b"7z\xbc\xaf": "une archive compressée (.7z)",
    b"Rar!": "une archive compressée (.rar)",
    b"PAR1": "un fichier Parquet",
    b"SQLite format 3": "une base de données SQLite",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"{\\rtf": "un document de traitement de texte",
}
_HTML = re.compile(rb"^\s*(?:<!doctype html|<html)", re.IGNORECASE)
# The apostrophe that our corrected files put before what a spreadsheet would run as a formula.
_GUARDED = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")
_SAVE_AS = (
    "Ouvrez-le dans votre tableur, choisissez « Enregistrer sous », puis « CSV UTF-8 », et "
    "renvoyez ce fichier-là."
)

NOT_TEXT = (
    "Ce fichier n’est pas du texte : on attendait un fichier CSV ou JSON en UTF-8, UTF-16 ou "
    f"Windows-1252. {_SAVE_AS}"
)


class UnreadableFileError(ImportStoppedError):
    """A file cannot be read at all."""


class UnknownColumnsError(UnreadableFileError):
    """A file has other columns than those that were expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came: its number as the sender sees it, and its cells by column."""

    number: int
    cells: dict[str, str]

    def refuse(self, reason: RejectReason, message: str, source_id: str = "") -> RejectedRow:
        """Refuse this row, with a reason that its sender can read."""
        return RejectedRow(self.number, self.cells, reason, message, source_id)


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows. Broken rows stay in their place, already refused."""

    columns: tuple[str, ...]
    rows: tuple[Row | RejectedRow, ...]
    layout: Literal["csv", "json"] = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"


def read_csv(content: bytes) -> Table:
    """Read a CSV file: UTF-8, UTF-16 or Windows-1252; semicolon, comma, tab or bar.

    Rows are numbered as in a spreadsheet: the header is row 1. Rows without a single filled cell
    are the blank lines that spreadsheets leave: they are no rows, but they keep their number.

    Raises
        UnreadableFileError: empty, too big, not text, or no header.
    """
    text, encoding = decode(content)
    delimiter = guess_delimiter(find_first_line(text))
    lines = _split(text, delimiter)
    number, header = next(((n, line) for n, line in enumerate(lines, 1) if any(line)), (0, []))
    columns = _name_columns(header)
    excerpt = find_excerpt()
    rows = tuple(
        _read_line(at, line, columns)
        for at, line in enumerate(lines[number:], number + 1 + excerpt.rows_before)
        if any(cell.strip() for cell in line)
    )
    return Table(_without_own(columns), rows, "csv", delimiter, excerpt.encoding or encoding)


def find_first_line(text: str) -> str:
    """Find the first line of a text that is not blank."""
    lines = io.StringIO(text, newline="")
    return next((line for line in lines if line.strip("\r\n")), "")


def guess_delimiter(first_line: str) -> str:
    """Guess what parts the cells of a file from its first line."""
    return max(DELIMITERS, key=first_line.count)


def read_json_list(content: bytes, *, never_read: Collection[str] = ()) -> Table:
    """Read a JSON list of flat objects; the first one is number 1. A null is an absent cell.

    Parameters
        never_read: keys left where they are, because they hold personal data that we do not want.

    Raises
        UnreadableFileError: empty, too big, not JSON, or not a list.
    """
    text, encoding = decode(content)
    try:
        items = json.loads(text, object_pairs_hook=_name_keys)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else "imbriqué"
        raise UnreadableFileError(
            f"Ce fichier n’est pas du JSON lisible ({where}) : on attendait une liste d’objets, "
            "« [{…}, {…}] ». Téléchargez-le de nouveau, ou vérifiez qu’il est entier."
        ) from error
    if not isinstance(items, list):
        raise UnreadableFileError(
            f"Ce fichier JSON contient un seul élément (« {type(items).__name__} ») : on attendait "
            "une liste d’objets, « [{…}, {…}] ». Donnez le fichier entier de l’éditeur."
        )
    _refuse_too_many(len(items))
    dropped = {*never_read, *OWN_COLUMNS}
    rows = tuple(_read_item(number, item, dropped) for number, item in enumerate(items, 1))
    columns = dict.fromkeys(
        key for item in items if isinstance(item, dict) for key in item if key not in dropped
    )
    return Table(tuple(columns), rows, "json", "", encoding)


def decode(content: bytes) -> tuple[str, str]:
    """Decode a file into text, and name its encoding.

    Raises
        UnreadableFileError: empty, too big, or not text.
    """
    if not content.strip():
        raise UnreadableFileError(
            "Ce fichier est vide : il ne contient aucun caractère. Vérifiez qu’il a été "
            "téléchargé ou enregistré en entier, puis renvoyez-le."
        )
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(explain_weight(len(content), MAX_BYTES))
    refuse_other_kinds(content)
    for encoding in guess_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise UnreadableFileError(NOT_TEXT)


def require_columns(
    table: Table, vintages: Sequence[Collection[str]], *, optional: Collection[str] = ()
) -> tuple[str, ...]:
    """Check that a file has every column of one of the vintages; return the columns nobody knows.

    Parameters
        vintages: the sets of columns that this source has had; one of them is enough.
        optional: columns that are understood when they are there.

    Raises
        UnknownColumnsError: columns are missing; names them, and those that were not expected.
    """
    held = set(table.columns)
    nearest = min(vintages, key=lambda columns: len(set(columns) - held))
    missing = [column for column in nearest if column not in held]
    understood = {*nearest, *optional}
    unexpected = tuple(column for column in table.columns if column not in understood)
    if not missing:
        return unexpected
    found = f" Colonnes inattendues : {_quote(unexpected)}." if unexpected else ""
    raise UnknownColumnsError(
        f"Ce fichier n’a pas les colonnes attendues. Il manque : {_quote(missing)}.{found} "
        "Vérifiez que c’est le bon fichier et que sa première ligne porte les noms des colonnes."
    )


def refuse_repeated_columns(columns: Sequence[str]) -> None:
    """Refuse a file where two columns have the same name.

    Raises
        UnreadableFileError: names them.
    """
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        raise UnreadableFileError(
            f"Ce fichier a plusieurs colonnes du même nom : {_quote(repeated)}. Chaque colonne "
            "doit avoir le sien : renommez ou retirez celles de trop, puis renvoyez le fichier."
        )


def parse_rows(
    table: Table,
    parse_row: Callable[[Row], ParsedRecord | RejectedRow],
    *,
    unknown_columns: tuple[str, ...] = (),
) -> ParsedFile:
    """Turn each row of a table into a record or a refusal, in order, none dropped.

    That a file had to be read as Windows-1252 is a repair of the whole file: it is logged once, on
    its first record.
    """
    rows = [row if isinstance(row, RejectedRow) else parse_row(row) for row in table.rows]
    if table.encoding == "cp1252":
        _log_encoding(rows)
    return ParsedFile(
        rows=tuple(rows),
        columns=table.columns,
        unknown_columns=unknown_columns,
        layout=table.layout,
        delimiter=table.delimiter,
        encoding=table.encoding,
    )


def _log_encoding(rows: list[ParsedRecord | RejectedRow]) -> None:
    """Log on the first record that the file was read as Windows-1252."""
    repair = Repair(RepairName.WINDOWS_1252, "", "windows-1252", "utf-8")
    for at, row in enumerate(rows):
        if isinstance(row, ParsedRecord):
            rows[at] = replace(row, repairs=(repair, *row.repairs))
            return


def refuse_other_kinds(content: bytes) -> None:
    """Refuse by its name what is no text: a workbook, an archive, a web page.

    Raises
        UnreadableFileError: names what it is.
    """
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableFileError(
                f"Ce fichier est {kind}, quel que soit son nom : on attendait un fichier CSV ou "
                f"JSON. {_SAVE_AS}"
            )
    if _HTML.match(content):
        raise UnreadableFileError(
            "Ce fichier est une page web : on attendait un fichier CSV ou JSON. L’adresse mène "
            "sans doute à la page du jeu de données : prenez-y le lien de téléchargement."
        )


def guess_encodings(content: bytes) -> tuple[str, ...]:
    """Guess the encodings that a file may have from its first bytes, the likeliest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # Without a mark, UTF-16 shows by its nulls: one byte in two of a Latin text.
    sample = content[:2_000]
    if sample[1::2].count(0) > len(sample) // 4:
        return ("utf-16-le",)
    if sample[::2].count(0) > len(sample) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _split(text: str, delimiter: str) -> list[list[str]]:
    # The limit belongs to the whole process, and other libraries lift it.
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise UnreadableFileError(explain_split(reader.line_num)) from error
    _refuse_too_many(len(lines))
    return lines


def explain_weight(size_bytes: int, max_bytes: int) -> str:
    """Say in French that a file is too big, and what to do."""
    return (
        f"Ce fichier pèse {size_bytes / 2**20:.0f} Mo : la limite est de "
        f"{max_bytes // 2**20} Mo. Coupez-le en plusieurs fichiers, avec le même en-tête."
    )


def explain_split(line: int) -> str:
    """Say in French near which line of a file the cells cannot be told apart."""
    return (
        f"Ce fichier ne se découpe pas en lignes et colonnes près de la ligne {line} : une cellule "
        "y est démesurée, sans doute après un guillemet ouvert et jamais refermé. Corrigez cette "
        "ligne, puis renvoyez le fichier."
    )


def _refuse_too_many(rows: int) -> None:
    if rows > MAX_ROWS:
        raise UnreadableFileError(
            f"Ce fichier a {rows} lignes : la limite est de {MAX_ROWS}. Coupez-le en plusieurs "
            "fichiers, avec la même ligne d’en-tête."
        )


def _name_columns(header: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(name or f"(colonne {at} sans nom)" for at, name in enumerate(header, 1))
    refuse_repeated_columns(columns)
    return columns


def _without_own(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in columns if name not in OWN_COLUMNS)


def _read_line(number: int, line: Sequence[str], columns: tuple[str, ...]) -> Row | RejectedRow:
    """Read one line; refuse it when cells are missing or left over."""
    cells = {
        column: _GUARDED.sub("", cell) if cell[:1] == "'" else cell
        for column, cell in zip(columns, line, strict=False)
        if column not in OWN_COLUMNS
    }
    if len(line) == len(columns):
        return Row(number, cells)
    if len(line) > len(columns):
        cells[SURPLUS] = " | ".join(line[len(columns) :])
    swallowed = any("\n" in cell for cell in line)
    hint = " Un guillemet est peut-être ouvert et jamais refermé." if swallowed else ""
    message = (
        f"La ligne {number} a {len(line)} cellules : on en attendait {len(columns)}, comme dans la "
        f"première ligne.{hint} Corrigez-la, puis renvoyez le fichier."
    )
    return RejectedRow(number, cells, RejectReason.ROW_BROKEN, message)


def _read_item(number: int, item: object, dropped: Collection[str]) -> Row | RejectedRow:
    if not isinstance(item, dict):
        message = (
            f"L’élément {number} de la liste n’est pas un objet « {{…}} » : on y a trouvé "
            f"« {str(item)[:80]} ». Corrigez-le, puis renvoyez le fichier."
        )
        return RejectedRow(number, {"": str(item)}, RejectReason.ROW_BROKEN, message)
    return Row(
        number,
        {
            key: _write_cell(value)
            for key, value in item.items()
            if value is not None and key not in dropped
        },
    )


def _write_cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _keep_writable(text)


def _name_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {_keep_writable(key): value for key, value in pairs}


def _keep_writable(text: str) -> str:
    """Take away what an escape (« \\u0000 », half an emoji) may hide and no database can write."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _quote(names: Collection[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)
