"""What is installed is pinned, hashed, and the same for running and for testing."""

import re
import tomllib

import pytest

from tests.house.tree import REPOSITORY

FOLDER = REPOSITORY / "requirements"
PIN = re.compile(r"^([a-z0-9][\w.-]*)==([^\s;]+)( ; [^\\]*)?", re.MULTILINE)


def read_pins(name):
    """Read the pinned versions of a compiled file."""
    return set(PIN.findall((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def read_names(lines):
    """Read the names of the packages asked for."""
    return {
        re.split(r"[\[<>=;~! ]", line)[0].lower() for line in lines if line and line[0] not in "#-"
    }


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_package_has_its_hashes_and_no_address(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)

    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_tests_run_what_the_site_runs():
    assert read_pins("run") - read_pins("test") == set()


def test_the_project_asks_for_what_is_pinned():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = read_names((FOLDER / "run.in").read_text(encoding="utf-8").splitlines())

    assert read_names(project["dependencies"]) == asked - {"setuptools"}


def test_duckdb_stays_where_its_extensions_exist_as_wheels():
    assert ("duckdb", "1.5.5", "") in read_pins("run")
