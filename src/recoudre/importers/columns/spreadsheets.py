"""A table from a CSV file or from a spreadsheet (.xlsx, .xls, .ods, .xlsb), whichever came."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from recoudre.importers.reading import (
    MAX_BYTES,
    MAX_ROWS,
    Row,
    Table,
    UnreadableFileError,
    read_csv,
    refuse_repeated_columns,
)

_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# A workbook is compressed: what it holds once opened is bounded too.
MAX_OPENED_BYTES = 400 * 1024 * 1024
Cell = int | float | str | bool | time | date | datetime | timedelta


def read_table(content: bytes) -> Table:
    """Read a table, whatever brought it. In a workbook, the first sheet that holds two rows.

    Raises
        UnreadableFileError: empty, too big, locked by a password, or no table at all.
    """
    if not content.startswith(_SIGNATURES):
        return read_csv(content)
    _refuse_big(content)
    sheet = _find_sheet(_open(content))
    lines = sheet.to_python(skip_empty_area=False)
    number, header = next((at, line) for at, line in enumerate(lines, 1) if _is_filled(line))
    columns = _name_columns(header)
    rows = tuple(
        Row(at, dict(zip(columns, map(write_cell, line), strict=False)))
        for at, line in enumerate(lines[number:], number + 1)
        if _is_filled(line)
    )
    return Table(columns, rows, "csv", ";", "utf-8")


def write_cell(cell: Cell) -> str:
    """Write a cell as a person reads it: whole numbers without decimals, days in ISO form.

    Example
        >>> write_cell(26114.0), write_cell(datetime(2026, 7, 3, 18, 30)), write_cell(True)
        ('26114', '2026-07-03 18:30', 'oui')
    """
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute) == (0, 0)
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell).replace("\0", "")


def _refuse_big(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            f"Ce classeur pèse {len(content) / 2**20:.0f} Mo : la limite est de "
            f"{MAX_BYTES // 2**20} Mo. Enregistrez sa feuille en CSV, en plusieurs fichiers."
        )
    if content.startswith(b"PK"):
        try:
            opened = sum(item.file_size for item in zipfile.ZipFile(io.BytesIO(content)).infolist())
        except zipfile.BadZipFile as error:
            raise UnreadableFileError(_explain_broken()) from error
        if opened > MAX_OPENED_BYTES:
            raise UnreadableFileError(
                "Ce classeur, une fois ouvert, est démesuré. Enregistrez la seule feuille utile "
                "en CSV, et renvoyez ce fichier-là."
            )


def _open(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise UnreadableFileError(
            "Ce classeur est protégé par un mot de passe. Retirez-le dans votre tableur, "
            "puis renvoyez le fichier."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(_explain_broken()) from error


def _explain_broken() -> str:
    return (
        "Ce classeur ne s’ouvre pas : il est abîmé, ou ce n’est pas un tableur. Ouvrez-le dans "
        "votre tableur, enregistrez-le de nouveau (.xlsx, .ods ou CSV), puis renvoyez-le."
    )


def _find_sheet(book: CalamineWorkbook) -> CalamineSheet:
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > MAX_ROWS:
            raise UnreadableFileError(
                f"La feuille « {name} » a {sheet.height} lignes : la limite est de {MAX_ROWS}. "
                "Coupez-la en plusieurs fichiers, avec la même ligne d’en-tête."
            )
        if sum(_is_filled(line) for line in sheet.to_python(nrows=50)) >= 2:
            return sheet
    raise UnreadableFileError(
        "Ce classeur n’a aucune feuille avec une ligne d’en-tête et une ligne de données."
    )


def _is_filled(line: Sequence[Cell]) -> bool:
    return any(str(cell).strip() for cell in line)


def _name_columns(header: Sequence[Cell]) -> tuple[str, ...]:
    columns = tuple(
        write_cell(cell).strip() or f"(colonne {at} sans nom)" for at, cell in enumerate(header, 1)
    )
    refuse_repeated_columns(columns)
    return columns
