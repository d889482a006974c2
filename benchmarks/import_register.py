"""A register of associations, invented: read by excerpts, checked, elected, indexed; then again.

100,000 rows by default; `BENCHMARK_ROWS=1000000` for the size of the national register.
"""

import csv
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.associations import write_associations
from benchmarks.measuring import RECOUDRE, SHARED, Measure, Spent, compare, find_peer, spend

ROWS = int(os.environ.get("BENCHMARK_ROWS", "100000"))


def run() -> Iterator[Measure]:
    """Import into a new home of all the communes, twice; the peer loads the same file twice."""
    if not (SHARED / "territory").is_dir():
        return
    home = Path(tempfile.mkdtemp(prefix="recoudre-benchmark-"))
    try:
        add = [*RECOUDRE, "territory", "add", "france", "--from", str(SHARED / "territory")]
        spend(add, home=home)
        file = home / "rna.csv"
        write_associations(file, ROWS, list_communes(home))
        command = [*RECOUDRE, "import", "rna", str(file)]
        first, second = spend(command, home=home), spend(command, home=home)
        theirs, again = _load(home, file), _load(home, file)
        name = f"import_register_{ROWS}"
        yield compare(name, first, "sqlite-utils upsert", theirs)
        yield compare(f"{name}_again", second, "sqlite-utils upsert", again)
    finally:
        shutil.rmtree(home)


def list_communes(home: Path) -> list[tuple[str, str]]:
    """List the communes of a home: pairs of a code and a name."""
    base = sqlite3.connect(home / "recoudre.sqlite3")
    asked = "SELECT code, name FROM territories_territory WHERE level = 'commune' ORDER BY code"
    communes = [(str(code), str(name)) for code, name in base.execute(asked)]
    base.close()
    return communes


def _load(home: Path, file: Path) -> Spent | None:
    """Load the rows with sqlite-utils, upserted by id; a row without an id gets a number."""
    program = find_peer("sqlite-utils")
    if program is None:
        return None
    flat = home / "flat.csv"
    if not flat.exists():
        _number(file, flat)
    base = str(home / "peer.db")
    load = [*program, "upsert", base, "associations", str(flat), "--csv", "--pk", "id"]
    return spend([*load, "--delimiter", ";"])


def _number(file: Path, flat: Path) -> None:
    with file.open(newline="", encoding="utf-8") as rows, flat.open("w", newline="") as out:
        reader = csv.DictReader(rows, delimiter=";")
        writer = csv.DictWriter(out, list(reader.fieldnames or ()), delimiter=";")
        writer.writeheader()
        for number, row in enumerate(reader):
            writer.writerow(row | {"id": row["id"] or f"x{number}"})
