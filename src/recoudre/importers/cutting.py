"""A big CSV cut into excerpts of whole rows, each with the header, so that none is held whole.

What `csv` reads as a row is never cut: line breaks inside quotes stay inside. An archive (ZIP) of
several CSV files is read one file after another, as if they were one.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from recoudre.importers.excerpts import Excerpt
from recoudre.importers.reading import (
    MAX_CELL,
    NOT_TEXT,
    UnreadableFileError,
    explain_split,
    find_first_line,
    guess_delimiter,
    guess_encodings,
    refuse_other_kinds,
)

EXCERPT_BYTES = 4 * 1024 * 1024
_SAMPLE_BYTES = 2_000
_BLOCK_BYTES = 1024 * 1024
_ARCHIVE = b"PK\x03\x04"

Opener = Callable[[], BinaryIO]


@dataclass(slots=True)
class Outside:
    """Rows of files that hold no territory followed here: counted, and not read one by one."""

    rows: int = 0


def is_archive(path: Path) -> bool:
    """Say whether a file is an archive, whatever its name."""
    with path.open("rb") as file:
        return file.read(len(_ARCHIVE)) == _ARCHIVE


def cut_file(path: Path, *, excerpt_bytes: int = EXCERPT_BYTES) -> Iterator[Excerpt]:
    """Cut a CSV file into excerpts, in order; together they hold every row once.

    Raises
        UnreadableFileError: not text, or a cell without end.
    """
    return _cut(lambda: path.open("rb"), 0, excerpt_bytes)


def cut_archive(
    path: Path,
    *,
    max_bytes: int,
    find_department: Callable[[str], str],
    followed: Collection[str],
    outside: Outside,
    excerpt_bytes: int = EXCERPT_BYTES,
) -> Iterator[Excerpt]:
    """Cut every CSV file of an archive into excerpts; those of no territory followed are counted.

    Parameters
        max_bytes: how much the files may weigh together once unpacked.
        find_department: gives the département that a file's name says, "" when it says none.
        followed: the départements that have a commune followed here.
        outside: where the rows that are not read are counted.

    Raises
        UnreadableFileError: no CSV file inside, too much once unpacked, a broken archive.
    """
    before = 0
    with closing(_open_archive(path)) as archive:
        for name in _list_files(archive, path, max_bytes):
            department = find_department(name)
            opener = _make_opener(archive, name)
            if department and department not in followed:
                outside.rows += _count_rows(opener)
                continue
            for excerpt in _cut(opener, before, excerpt_bytes):
                yield excerpt
                last = excerpt
            before = last.rows_before + _count_lines(last.content)


def _open_archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise UnreadableFileError(
            f"L’archive {path.name} est abîmée ou incomplète : elle ne s’ouvre pas. "
            "Téléchargez-la de nouveau."
        ) from error


def _list_files(archive: zipfile.ZipFile, path: Path, max_bytes: int) -> list[str]:
    files = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
    if not files:
        raise UnreadableFileError(
            f"L’archive {path.name} ne contient aucun fichier CSV. Vérifiez que c’est la bonne."
        )
    size_bytes = sum(one.file_size for one in files)
    if size_bytes > max_bytes:
        raise UnreadableFileError(
            f"L’archive {path.name} contient {size_bytes / 2**20:.0f} Mo une fois ouverte : la "
            f"limite est de {max_bytes / 2**20:.0f} Mo. Donnez ses fichiers un par un."
        )
    return sorted(one.filename for one in files)


def _make_opener(archive: zipfile.ZipFile, name: str) -> Opener:
    return lambda: archive.open(name)  # type: ignore[return-value]


def _cut(opener: Opener, rows_before: int, excerpt_bytes: int) -> Iterator[Excerpt]:
    """Cut one file; the header opens every excerpt."""
    encoding = find_encoding(opener)
    said = "utf-8" if encoding == "utf-8-sig" else encoding
    with _open_text(opener, encoding) as text:
        cut = _Cut(text)
        header = cut.read_header()
        for rows, lines in cut.read_parts(excerpt_bytes):
            yield Excerpt((header + lines).encode(), rows_before, said)
            # That a file is in Windows-1252 is said once, by its first excerpt.
            said, rows_before = "utf-8", rows_before + rows


class _Cut:
    """A file read row by row, that remembers the lines each row was made of."""

    def __init__(self, text: TextIO) -> None:
        csv.field_size_limit(MAX_CELL)
        self._text = text
        self._lines: list[str] = []
        self._size = 0

    def read_header(self) -> str:
        """Read up to the first row with a filled cell, blank lines included."""
        first = ""
        for line in self._text:
            first += line
            if line.strip("\r\n"):
                self._reader = csv.reader(self._follow(first), delimiter=guess_delimiter(line))
                break
        else:
            return first
        while not any(self._read_row()):
            pass
        return self._take()

    def read_parts(self, size: int) -> Iterator[tuple[int, str]]:
        """Read parts of about so many characters: how many rows, and their lines.

        A file without a row after its header is one part of no row.
        """
        rows = parts = 0
        for _row in self._iterate():
            rows += 1
            if self._size >= size:
                yield rows, self._take()
                rows, parts = 0, parts + 1
        if rows or not parts:
            yield rows, self._take()

    def _follow(self, first: str) -> Iterator[str]:
        for line in io.StringIO(first, newline=""):
            yield self._remember(line)
        for line in self._text:
            yield self._remember(line)

    def _remember(self, line: str) -> str:
        self._lines.append(line)
        self._size += len(line)
        return line

    def _take(self) -> str:
        lines, self._lines, self._size = "".join(self._lines), [], 0
        return lines

    def _iterate(self) -> Iterator[list[str]]:
        if not hasattr(self, "_reader"):
            return
        try:
            yield from self._reader
        except csv.Error as error:
            raise UnreadableFileError(explain_split(self._reader.line_num)) from error
        except UnicodeDecodeError as error:
            raise UnreadableFileError(NOT_TEXT) from error

    def _read_row(self) -> list[str]:
        return next(self._iterate(), ["the end"])


def find_encoding(opener: Opener) -> str:
    """Find the encoding of a whole file, read once from end to end.

    Raises
        UnreadableFileError: it is not text.
    """
    with opener() as file:
        sample = file.read(_SAMPLE_BYTES)
    refuse_other_kinds(sample)
    for encoding in guess_encodings(sample):
        if _is_text(opener, encoding):
            return encoding
    raise UnreadableFileError(NOT_TEXT)


def _is_text(opener: Opener, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with opener() as file:
        try:
            while block := file.read(_BLOCK_BYTES):
                if "\x00" in decoder.decode(block):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _open_text(opener: Opener, encoding: str) -> TextIO:
    return io.TextIOWrapper(io.BufferedReader(opener(), _BLOCK_BYTES), encoding, newline="")  # type: ignore[type-var]


def _count_rows(opener: Opener) -> int:
    """Count the rows of a file that is not read: filled rows, header left out."""
    rows = sum(
        sum(1 for line in _split(excerpt.content) if any(line)) - 1
        for excerpt in _cut(opener, 0, EXCERPT_BYTES)
    )
    return max(rows, 0)


def _count_lines(content: bytes) -> int:
    """Count the rows of an excerpt, header and blank ones included."""
    return sum(1 for _ in _split(content))


def _split(content: bytes) -> Iterator[list[str]]:
    text = content.decode()
    delimiter = guess_delimiter(find_first_line(text))
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
