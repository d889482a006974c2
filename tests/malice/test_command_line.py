"""The command line where nothing goes well: each time one French sentence, and what to do."""

import os
import shutil
import socket

import pytest

from tests.malice.files import count_rows, write_places
from tests.terminal import run_recoudre

# Python runs this file before anything else: no address can be found, nobody can be reached.
NO_NETWORK = """
import socket

def refuse(*arguments, **options):
    raise socket.gaierror(-3, "Temporary failure in name resolution")

socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse
"""


def assert_one_sentence(done, *words):
    """Check that a command stopped, and said why without a word of English nor of code."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert [word for word in words if word not in done.stderr] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["coudre"], "coudre"),
        (["import", "annuaire"], "annuaire"),
        (["serve", "--port", "huit"], "un nombre entier"),
    ],
)
def test_a_word_that_does_not_exist_is_named(home, words, said):
    done = run_recoudre(home, *words)

    assert_one_sentence(done, said, "recoudre")
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "csv", "/"], "/ est un dossier"),
        (["observe", "/dev/null/observation"], "/dev/null"),
    ],
)
def test_what_is_neither_a_file_nor_a_folder_is_named(home, words, said):
    assert_one_sentence(run_recoudre(home, *words), said)


def test_a_code_that_a_folder_does_not_hold_is_named(home, ormance_files):
    done = run_recoudre(home, "territory", "add", "75", "--from", ormance_files.territory)

    assert_one_sentence(done, "« 75 »")


def test_a_busy_port_is_said_with_another_one(home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_recoudre(home, "serve", "--port", port)

    assert_one_sentence(done, f"Le port {port} est déjà pris", f"--port {port + 1}")


@pytest.fixture
def no_network(tmp_path):
    """An environment where no socket reaches anybody."""
    folder = tmp_path / "sans-reseau"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def test_without_network_a_territory_can_still_come_from_a_folder(home, no_network):
    done = run_recoudre(home, "territory", "add", "26", environment=no_network)

    assert_one_sentence(done, "L’API Géo ne répond pas", "--from DOSSIER")


def test_without_network_a_source_can_still_come_from_a_file(home, no_network):
    done = run_recoudre(home, "import", "bibliotheques", environment=no_network)

    assert_one_sentence(done, "ne répond pas", "recoudre import bibliotheques FICHIER")


def test_without_network_a_file_is_imported_all_the_same(home, no_network, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_bytes(write_places(2))

    done = run_recoudre(home, "import", "csv", file, environment=no_network)

    assert done.returncode == 0
    assert count_rows(home)["inventory_occasion"] == 2


@pytest.mark.parametrize("home", ["fichier", "fichier/home"])
def test_a_home_that_cannot_be_made_is_said(tmp_path, home):
    (tmp_path / "fichier").write_text("je ne suis pas un dossier", encoding="utf-8")

    done = run_recoudre(tmp_path / home, "check")

    assert_one_sentence(done, "RECOUDRE_HOME", str(tmp_path / "fichier"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_may_not_be_written_is_said(home, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_bytes(write_places(2))
    for path in [home, *home.rglob("*")]:
        path.chmod(0o500 if path.is_dir() else 0o400)

    assert_one_sentence(run_recoudre(home, "import", "csv", file), "RECOUDRE_HOME")


def test_the_invented_never_enters_a_real_base(home):
    before = count_rows(home)

    done = run_recoudre(home, "demo", "--no-serve")

    assert_one_sentence(done, "contient déjà une vraie base", "RECOUDRE_HOME")
    assert count_rows(home) == before
    assert not (home / "fictional").exists()


def test_a_database_that_is_no_database_is_said(home):
    shutil.copyfile(__file__, home / "recoudre.sqlite3")

    assert_one_sentence(run_recoudre(home, "check"), "recoudre.sqlite3")


def test_a_file_cannot_speak_to_the_terminal(home, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_bytes(write_places(1).replace(b"96011", b"\x1b[31m\x07999"))

    done = run_recoudre(home, "import", "csv", file)

    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr
