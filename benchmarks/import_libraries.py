"""The 15,882 public libraries: read, checked, elected, indexed; then the same file again."""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import RECOUDRE, SHARED, Measure, Spent, compare, find_peer, spend

REAL = SHARED / "sources" / "bibliotheques_2025.csv"


def run() -> Iterator[Measure]:
    """Import into a new home of all the communes, twice; the peer loads the same file twice."""
    if not REAL.is_file():
        return
    home = Path(tempfile.mkdtemp(prefix="recoudre-benchmark-"))
    try:
        spend(
            [*RECOUDRE, "territory", "add", "france", "--from", str(SHARED / "territory")],
            home=home,
        )
        command = [*RECOUDRE, "import", "bibliotheques", str(REAL)]
        first, second = spend(command, home=home), spend(command, home=home)
        theirs, again = _load(home), _load(home)
        yield compare("import_libraries", first, "sqlite-utils insert + FTS", theirs)
        yield compare("import_libraries_again", second, "sqlite-utils upsert + FTS", again)
    finally:
        shutil.rmtree(home)


def _load(home: Path) -> Spent | None:
    """Load the rows with sqlite-utils, upserted by code, with a full-text index."""
    program = find_peer("sqlite-utils")
    if program is None:
        return None
    base = home / "peer.db"
    flat = home / "flat.csv"
    with REAL.open(encoding="utf-8-sig", newline="") as file, flat.open("w", newline="") as out:
        rows = list(csv.DictReader(file, delimiter=";"))
        writer = csv.DictWriter(out, [*rows[0], "key"])
        writer.writeheader()
        writer.writerows({**row, "key": row["Code_bib"] or f"x{n}"} for n, row in enumerate(rows))
    is_new = not base.exists()
    load = [*program, "upsert", str(base), "libraries", str(flat), "--csv", "--pk", "key"]
    steps = [spend(load)]
    if is_new:
        name = "Nom de l'établissement"
        steps.append(
            spend(
                [*program, "enable-fts", str(base), "libraries", name, "Ville", "--create-triggers"]
            )
        )
    return Spent(sum(one.seconds for one in steps), max(one.megabytes for one in steps))
