"""Files of our own template, written as carelessly or as cruelly as a test wants."""

import csv
import io
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from recoudre.importers.sources.template import COLUMNS

NAMES = [column.name for column in COLUMNS]
BREVANNE = "96011"
PLACE = {"nom": "Café du Pont", "nature": "lieu", "code_insee": BREVANNE}


def write_file(
    rows: Iterable[Mapping[str, str]], *, columns: Iterable[str] = NAMES, encoding: str = "utf-8"
) -> bytes:
    """Write rows as they are, with no guard against what they hold."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def write_places(count: int) -> bytes:
    """Write as many places as wanted, each with its identifier and its own name."""
    return write_file(
        {**PLACE, "identifiant": f"lieu-{n}", "nom": f"Lieu {n}"} for n in range(count)
    )


def count_rows(home: Path) -> dict[str, int]:
    """Count what a home holds, whatever is running."""
    tables = ("inventory_occasion", "inventory_sourcerecord", "inventory_timing")
    base = sqlite3.connect(f"file:{home / 'recoudre.sqlite3'}?mode=ro", uri=True)
    try:
        return {
            table: base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        }
    finally:
        base.close()
