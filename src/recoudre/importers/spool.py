"""Records on their way to the database, kept on disk when they are many.

The file has no name: it vanishes with the process, even a killed one.
"""

import json
import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from recoudre.importers.sifting import SiftedRow
from recoudre.inventory.services import Incoming

BATCH = 1_000


class Spool:
    """Records in the order they came, read again as often as wanted."""

    def __init__(self, folder: Path) -> None:
        """Start empty; the file is in `folder`, once it is needed."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._last: list[SiftedRow] = []
        self._count = 0

    def append(self, row: SiftedRow) -> None:
        """Add one record."""
        self._last.append(row)
        self._count += 1
        if len(self._last) == BATCH:
            self._keep()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Incoming]:
        return map(read_incoming, self.read_rows())

    def read_rows(self) -> Iterator[SiftedRow]:
        """Read the rows that are kept."""
        if self._file is not None:
            self._file.seek(0)
            for _batch in range(self._count // BATCH):
                # Written just before, by this very process.
                yield from pickle.load(self._file)  # noqa: S301
        yield from self._last

    def _keep(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - falls with us.
        pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
        self._last = []


def read_incoming(row: SiftedRow) -> Incoming:
    """Read a record on its way in from its row."""
    return Incoming(
        source_id=row.source_id,
        row_number=row.row_number,
        raw=row.raw,
        values=json.loads(row.values),
        content_hash=row.content_hash,
        doubts=list(row.doubts),
        values_text=row.values,
    )
