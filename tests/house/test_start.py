"""The one way in: read by an old Python, immediate the second time, and clear when it cannot."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

from tests.house.tree import REPOSITORY

SCRIPT = REPOSITORY / "start.py"


@pytest.fixture
def start(tmp_path, monkeypatch):
    """The script as a module, in a folder of its own, where pip and venv are noted, not run."""
    spec = importlib.util.spec_from_file_location("start_under_test", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("django==5.2 --hash=sha256:0\n")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    module.ran = []
    monkeypatch.setattr(module, "run_pip", lambda options, total=0: module.ran.append(options[0]))
    monkeypatch.setattr(module, "make_venv", lambda: module.ran.append("venv"))
    return module


def test_an_old_python_can_read_the_script():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_script_needs_nothing_but_the_standard_library():
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }

    assert imported - sys.stdlib_module_names == set()


def test_an_old_python_is_told_which_one_is_needed(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "version_info", (3, 8, 10))

    status = start.main(["demo"])

    assert status == 2
    assert "Python 3.11 ou plus récent" in capsys.readouterr().err


def test_no_command_shows_the_help(start, capsys):
    assert start.main([]) == 0
    assert "python3 start.py demo" in capsys.readouterr().out


def test_the_first_start_installs_the_requirements_then_the_project(start):
    start.install("run")

    assert start.ran == ["--require-hashes", "--no-deps"]


def test_the_second_start_installs_nothing(start):
    start.install("run")
    start.ran.clear()

    start.install("run")

    assert start.ran == []


def test_changed_requirements_are_installed_again(start, tmp_path):
    start.install("run")
    start.ran.clear()
    (tmp_path / "requirements" / "run.txt").write_text("django==5.3 --hash=sha256:1\n")

    start.install("run")

    assert start.ran == ["--require-hashes", "--no-deps"]


def test_a_changed_project_is_set_up_again_without_its_requirements(start, tmp_path):
    start.install("run")
    start.ran.clear()
    (tmp_path / "pyproject.toml").write_text("[project]\n")

    start.install("run")

    assert start.ran == ["--no-deps"]


def test_an_interrupted_installation_is_done_again(start, monkeypatch):
    start.install("run")
    (start.ROOT / "requirements" / "run.txt").write_text("django==5.3 --hash=sha256:1\n")
    with monkeypatch.context() as cut:
        cut.setattr(
            start, "install_requirements", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            start.install("run")
    start.ran.clear()

    start.install("run")

    assert start.ran == ["--require-hashes", "--no-deps"]


def test_a_stamp_that_cannot_be_read_is_no_stamp(start):
    start.STAMP.write_text("{half")

    assert start.read_stamp() == {}


def test_a_missing_venv_module_gives_the_exact_command(start, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(start.StartError, match=r"sudo apt-get install python3\.\d+-venv"):
        start.make_venv()


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        (
            "Failed to resolve 'x' ([Errno -3] Temporary failure in name resolution)",
            "Pas de réseau",
        ),
        (
            "THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "empreinte différente",
        ),
        ("OSError: [Errno 28] No space left on device", "Le disque est plein"),
        ("ERROR: something else", "ERROR: something else"),
    ],
)
def test_a_failure_is_explained_in_french(start, log, sentence):
    assert sentence in start.explain_failure(log)


def test_without_a_network_what_still_works_is_said(start):
    assert "marchent sans lui" in start.explain_failure("NewConnectionError")


def test_a_missing_browser_is_said_with_its_command(start, monkeypatch, capsys):
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)

    start.prepare_browser()

    assert "sudo apt-get install chromium" in capsys.readouterr().out


def test_a_missing_browser_stops_continuous_integration(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", "true")

    with pytest.raises(start.StartError, match="ne se sautent pas"):
        start.prepare_browser()


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["demo", "--no-serve"], ["recoudre", "demo", "--no-serve"]),
        (["recoudre", "check"], ["recoudre", "check"]),
        (["test", "tests/house"], ["-m", "pytest", "tests/house"]),
        (["test"], ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]),
    ],
)
def test_the_command_is_handed_over_as_it_was_typed(start, monkeypatch, arguments, command):
    handed = []
    monkeypatch.setattr(start, "prepare_browser", lambda: None)
    monkeypatch.setattr(start.os, "chdir", lambda folder: None)
    monkeypatch.setattr(start, "hand_over", lambda words: handed.extend(map(str, words)) or 0)

    status = start.main(arguments)

    assert status == 0
    assert [Path(word).name if "/bin/" in word else word for word in handed][
        -len(command) :
    ] == command
