"""Imports cut short for real: killed at half, two at once, a full disk, a held database."""

import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.malice.files import count_rows, write_places
from tests.terminal import RECOUDRE, describe_environment, run_recoudre, start_recoudre

MANY = 2_000
ALL_WRITTEN = {"inventory_occasion": MANY, "inventory_sourcerecord": MANY, "inventory_timing": 0}
NOTHING = dict.fromkeys(ALL_WRITTEN, 0)
PROGRESS = re.compile(rb"(\d+)/(\d+)")


@pytest.fixture
def many(tmp_path):
    """A file of some thousand places."""
    file = tmp_path / "lieux.csv"
    file.write_bytes(write_places(MANY))
    return file


def import_for_machines(home, file):
    """Import a file and read the counts."""
    done = run_recoudre(home, "import", "csv", file, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def kill_at_half(home, file):
    """Import a file, watch the progress bar as a person would, and kill at half."""
    screen, terminal = pty.openpty()
    importing = subprocess.Popen(
        [RECOUDRE, "import", "csv", str(file)],
        env=describe_environment(home, TERM="xterm", COLUMNS="120"),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    )
    os.close(terminal)
    wait_for_half(screen)
    importing.send_signal(signal.SIGKILL)
    os.close(screen)
    return importing.wait(timeout=20)


def wait_for_half(screen):
    """Read the screen until the bar is past half of its way."""
    seen = b""
    while not any(int(done) * 2 >= int(total) > 0 for done, total in PROGRESS.findall(seen)):
        seen = seen[-200:] + os.read(screen, 4_096)


def read_states(home):
    """Read what is kept of each run, the oldest first."""
    base = sqlite3.connect(home / "recoudre.sqlite3")
    states = [
        state for (state,) in base.execute("SELECT state FROM importers_importrun ORDER BY id")
    ]
    base.close()
    return states


def test_killed_at_half_resumed_and_run_again_nothing_is_doubled(home, many):
    killed = kill_at_half(home, many)
    left = count_rows(home)
    resumed = import_for_machines(home, many)
    again = import_for_machines(home, many)

    assert (killed, left) == (-signal.SIGKILL, NOTHING)
    assert (resumed["read"], resumed["accepted"], resumed["created"]) == (MANY, MANY, MANY)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, MANY)
    assert count_rows(home) == ALL_WRITTEN
    assert read_states(home) == ["failed", "done"]


def test_of_two_imports_at_once_the_second_waits_for_its_turn(home, many):
    with start_recoudre(home, "import", "csv", many) as first:
        wait_for_lock(home, first)
        # However fast an import is, this one is still under way when the second one starts.
        first.send_signal(signal.SIGSTOP)
        second = run_recoudre(home, "import", "csv", many)
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=60)

    assert first.returncode == 0
    assert second.returncode == 1
    assert "Un import de « csv » est déjà en cours" in second.stderr
    assert count_rows(home) == ALL_WRITTEN


def wait_for_lock(home, first):
    """Wait until the first import holds its source."""
    lock = home / "locks" / "csv.lock"
    while not is_held(lock) and first.poll() is None:
        os.sched_yield()


def is_held(lock):
    """Say whether a process holds a lock, without trying to take it."""
    return lock.exists() and f":{lock.stat().st_ino} " in Path("/proc/locks").read_text()


@pytest.fixture
def small_disk(home, tmp_path):
    """The home, on a disk of its own that can be made larger; only root may mount one."""
    disk = tmp_path / "disque"
    disk.mkdir()
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) // 1024 + 256
    if os.geteuid() or call_mount(disk, f"size={size}k"):
        pytest.skip("only root may mount a small disk")
    shutil.copytree(home, disk, dirs_exist_ok=True)
    yield disk
    words = ["umount", "--lazy", str(disk)]
    subprocess.run(words, check=True)


def call_mount(disk, options):
    """Mount a small disk in memory, or change its size; 0 when it is done."""
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    return subprocess.run(words, capture_output=True, check=False).returncode


@pytest.mark.parametrize("room_kb", [128, 2_048])
def test_a_full_disk_is_said_and_resumed(small_disk, many, room_kb):
    call_mount(small_disk, f"remount,size={measure_kb(small_disk) + room_kb}k")
    stopped = run_recoudre(small_disk, "import", "csv", many)

    call_mount(small_disk, "remount,size=256m")
    left = count_rows(small_disk)
    resumed = import_for_machines(small_disk, many)

    assert stopped.returncode == 1
    assert "Le disque est plein : rien n’a été changé." in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert left == NOTHING
    assert resumed["created"] == MANY
    assert count_rows(small_disk) == ALL_WRITTEN


def measure_kb(folder):
    """Measure what a disk holds, in kB."""
    status = os.statvfs(folder)
    return (status.f_blocks - status.f_bfree) * status.f_frsize // 1024


def test_a_held_database_is_said_after_the_wait_and_changes_nothing(home, tmp_path):
    file = tmp_path / "un.csv"
    file.write_bytes(write_places(1))
    holder = sqlite3.connect(home / "recoudre.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    stopped = run_recoudre(home, "import", "csv", file)

    holder.execute("ROLLBACK")
    holder.close()
    assert stopped.returncode == 1
    assert "La base est occupée par un autre travail" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert count_rows(home) == NOTHING
    assert import_for_machines(home, file)["created"] == 1
