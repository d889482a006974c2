"""Read the CSV files of a folder, in the encodings and with the separators met in France."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from recoudre.territories.errors import TerritoryFileError

SHOWN_PROBLEMS = 5

Row = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file read whole: its columns, and its text from which rows are read on demand."""

    path: Path
    columns: tuple[str, ...]
    delimiter: str
    text: str

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Read each data row with its number, as a spreadsheet shows it (the header is row 1).

        Raises
            TerritoryFileError: a row has more or fewer cells than the header.
        """
        lines = csv.reader(self.text.splitlines(), delimiter=self.delimiter)
        next(lines)
        for number, cells in enumerate(lines, start=2):
            if not cells:
                continue
            if len(cells) != len(self.columns):
                raise TerritoryFileError(
                    self.path,
                    f"la ligne {number} a {len(cells)} cellules, l’en-tête en a "
                    f"{len(self.columns)}. Corrigez-la, puis recommencez.",
                )
            yield number, dict(zip(self.columns, (cell.strip() for cell in cells), strict=True))


def read_csv(path: Path) -> CsvFile:
    """Read a CSV file: UTF-8 or Windows-1252, cells separated by commas, semicolons or tabs.

    Raises
        TerritoryFileError: the file cannot be read, is empty, or is not text.
    """
    text = _decode(path, read_bytes(path))
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    columns = next(csv.reader([header.strip("\r")], delimiter=delimiter))
    return CsvFile(path, tuple(column.strip() for column in columns), delimiter, text)


def read_bytes(path: Path) -> bytes:
    """Read a file that must hold something.

    Raises
        TerritoryFileError: the file cannot be read, or is empty.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TerritoryFileError(
            path, f"fichier illisible ({error.strerror}). Vérifiez le chemin et les droits."
        ) from error
    if not content.strip():
        raise TerritoryFileError(path, "le fichier est vide. Téléchargez-le de nouveau.")
    return content


def parse_rows(file: CsvFile, parse: Callable[[Row], T]) -> list[T]:
    """Parse every row, or refuse the file: a reference with holes would mislead everything else.

    Raises
        TerritoryFileError: `parse` raised ValueError on some rows; the first ones are told.
    """
    records: list[T] = []
    problems: list[str] = []
    for number, row in file.rows():
        try:
            records.append(parse(row))
        except ValueError as error:
            problems.append(f"ligne {number}, {error}")
    if problems:
        shown = " ; ".join(problems[:SHOWN_PROBLEMS])
        rest = len(problems) - SHOWN_PROBLEMS
        more = f" ; et {rest} autres lignes" if rest > 0 else ""
        raise TerritoryFileError(file.path, f"{shown}{more}. Rien n’a été gardé.")
    return records


def parse_number(row: Row, column: str) -> float | None:
    """Read a number, "" meaning unknown; a decimal comma is understood.

    Raises
        ValueError: the cell holds something else than a finite number.
    """
    cell = row.get(column, "")
    if not cell:
        return None
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):
        raise ValueError(f"colonne {column} : un nombre est attendu, pas « {cell} »")
    return number


def _decode(path: Path, content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TerritoryFileError(
        path, "ce n’est pas un fichier texte (UTF-8 ou Windows-1252). Exportez-le en CSV."
    )
