"""A home with a million occasions: those of the other home ten times, side by side."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

from benchmarks.home import find_home
from benchmarks.measuring import ROOT, spend

TIMES = 10
# Each copy stands some 80 m north of the one before.
STEP_DEGREES = 0.0007
_TABLES = {"inventory_occasion": "id", "inventory_searchentry": "occasion_id"}


def find_million() -> Path:
    """Find the home of a million occasions, made once and kept in the temporary folder.

    It is made of the tables that a search reads: what each source said is not in it.
    """
    source = find_home()
    home = source.with_name("million")
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        shutil.copy(source / "recoudre.sqlite3", home)
        spend([str(ROOT / ".venv" / "bin" / "recoudre"), "check"], home=home)
        spend([str(ROOT / ".venv" / "bin" / "recoudre"), "tidy"], home=home)
        with contextlib.closing(sqlite3.connect(home / "recoudre.sqlite3")) as base:
            _multiply(base)
            _know_words(base)
        (home / "ready").touch()
    return home


def _multiply(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA synchronous=OFF")
    base.execute("PRAGMA cache_size=-200000")
    [(last,)] = base.execute("SELECT max(id) FROM inventory_occasion")
    for copy in range(1, TIMES):
        shift = copy * last
        for table, key in _TABLES.items():
            _copy_rows(
                base, table, {key: f"{key} + {shift}", "lat": f"lat + {copy * STEP_DEGREES}"}, last
            )
        base.execute(
            "INSERT INTO inventory_searchwords(rowid, stems, places) "
            "SELECT rowid + ?, stems, places FROM inventory_searchwords WHERE rowid <= ?",
            (shift, last),
        )
        base.commit()
    base.execute("INSERT INTO inventory_searchwords(inventory_searchwords) VALUES ('optimize')")
    base.commit()


def _copy_rows(base: sqlite3.Connection, table: str, changed: dict[str, str], last: int) -> None:
    columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(name, name) for name in columns)
    key = next(iter(changed))
    base.execute(
        f"INSERT INTO {table}({', '.join(columns)}) SELECT {values} FROM {table} "  # noqa: S608
        f"WHERE {key} <= ?",
        (last,),
    )


def _know_words(base: sqlite3.Connection) -> None:
    """Know the words of the names, as writing each occasion would have."""
    import Stemmer

    stem = Stemmer.Stemmer("french").stemWord
    words = {
        word
        for (name,) in base.execute("SELECT DISTINCT sort_name FROM inventory_searchentry")
        for word in name.split()
        if 4 <= len(word) <= 40 and word.isalpha()
    }
    base.executemany(
        "INSERT OR IGNORE INTO inventory_searchterm(word, stem) VALUES (?, ?)",
        [(word, stem(word)) for word in sorted(words)],
    )
    base.commit()
