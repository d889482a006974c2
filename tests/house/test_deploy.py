"""What is given to those who host: the backup can be restored, the unit can be read."""

import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing

import pytest

from tests.house.tree import REPOSITORY

BACKUP = REPOSITORY / "deploy" / "backup.sh"
SYSTEMD = shutil.which("systemd-analyze")


@pytest.fixture
def home(tmp_path):
    """A home folder with a database being used, a key, and a file as it came."""
    folder = tmp_path / "données"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "liste.csv").write_text("nom\nJardin\n", encoding="utf-8")
    (folder / "secret-key").write_text("clé", encoding="utf-8")
    with closing(sqlite3.connect(folder / "recoudre.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE place (name text)")
        database.execute("INSERT INTO place VALUES ('Jardin des Lilas')")
        database.commit()
        yield folder


def save(*arguments):
    """Run the backup."""
    return subprocess.run([BACKUP, *arguments], capture_output=True, text=True, check=False)


def test_a_backup_made_while_the_site_writes_holds_everything(home, tmp_path):
    done = save(home, tmp_path / "saved")

    assert done.returncode == 0, done.stderr
    (archive,) = (tmp_path / "saved").glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "restored", filter="data")
    with closing(sqlite3.connect(tmp_path / "restored" / "recoudre.sqlite3")) as database:
        assert database.execute("SELECT name FROM place").fetchall() == [("Jardin des Lilas",)]
    assert (tmp_path / "restored" / "raw" / "liste.csv").read_text(
        encoding="utf-8"
    ) == "nom\nJardin\n"


def test_only_the_last_backups_are_kept(home, tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    for day in range(1, 5):
        (saved / f"recoudre-2026010{day}-000000.tar.gz").touch()

    save(home, saved, "2")

    names = sorted(path.name for path in saved.iterdir())
    assert names[0] == "recoudre-20260104-000000.tar.gz"
    assert len(names) == 2


def test_a_home_that_does_not_exist_is_refused(tmp_path):
    done = save(tmp_path / "absent", tmp_path / "saved")

    assert done.returncode == 1
    assert "n’existe pas" in done.stderr


def test_the_backup_tells_how_it_is_used():
    assert "Usage" in save().stderr


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not on this machine")
def test_systemd_can_read_the_unit(tmp_path):
    unit = tmp_path / "recoudre.service"
    text = (REPOSITORY / "deploy" / "recoudre.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/srv/recoudre/recoudre/start.py", str(REPOSITORY / "start.py")))

    done = subprocess.run(
        [SYSTEMD, "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )

    assert [line for line in done.stderr.splitlines() if "recoudre.service" in line] == []
