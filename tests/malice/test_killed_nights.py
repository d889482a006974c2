"""The work of a night cut short for real: what was done is whole, and the same command ends it."""

import signal
import sqlite3
import time

from tests.malice.files import write_places
from tests.terminal import run_recoudre, start_recoudre

MANY = 600
LATE_S = 3


def ask(home, question):
    """Ask the database of a home, whatever is running."""
    base = sqlite3.connect(home / "recoudre.sqlite3", timeout=20)
    try:
        with base:
            return base.execute(question).fetchone()
    finally:
        base.close()


def read_sleep(home):
    """Read how many sleep, how many are told to, and whether the database is sound."""
    (asleep,) = ask(home, "SELECT count(*) FROM inventory_occasion WHERE state = 'dormant'")
    (told,) = ask(
        home, "SELECT count(*) FROM inventory_occasionchange WHERE changes LIKE '%dormant%'"
    )
    return asleep, told, ask(home, "PRAGMA integrity_check")[0]


def test_a_night_that_is_killed_leaves_nothing_half_done(home, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_bytes(write_places(MANY))
    assert run_recoudre(home, "import", "csv", file).returncode == 0
    ask(home, "UPDATE inventory_occasion SET said_on = '2001-01-01'")
    ask(home, "UPDATE inventory_sourcerecord SET seen_at = '2001-01-01 00:00:00'")
    ask(home, "UPDATE importers_importrun SET finished_at = '2001-01-01 00:00:00', "
              "started_at = '2001-01-01 00:00:00'")  # fmt: skip

    with start_recoudre(home, "freshen") as night:
        end = time.monotonic() + LATE_S
        while read_sleep(home)[0] == 0 and night.poll() is None and time.monotonic() < end:
            pass
        night.send_signal(signal.SIGKILL)
        night.communicate(timeout=20)
    asleep, told, sound = read_sleep(home)
    again = run_recoudre(home, "freshen")

    assert (asleep, sound) == (told, "ok")
    assert again.returncode == 0, again.stderr
    assert read_sleep(home) == (MANY, MANY, "ok")
