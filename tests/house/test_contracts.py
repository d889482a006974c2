"""Every import contract holds, and each one refuses a deliberate forbidden import."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, REPOSITORY

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
FORBIDDEN = [
    ("rooms", "vocabulary/lists.py", "from recoudre.inventory import models"),
    ("rooms", "territories/services.py", "from recoudre.inventory import models"),
    ("rooms", "design/htmx.py", "from recoudre.analysis import tables"),
    ("rooms", "portal/urls.py", "from recoudre.config import settings"),
    ("files", "territories/models.py", "from recoudre.territories import services"),
    ("files", "inventory/services/records.py", "from recoudre.inventory.views import moderation"),
    ("pure", "vocabulary/lists.py", "from django.utils.text import slugify"),
    ("pure", "analysis/tables.py", "import socket"),
    ("settings", "config/settings.py", "from recoudre.territories import models"),
    ("analysis", "portal/urls.py", "from recoudre.analysis import tables"),
    (
        "sources-apart",
        "importers/sources/template/mapping.py",
        "from recoudre.importers.sources.atlas import mapping",
    ),
    ("sources-pure", "importers/sources/atlas/mapping.py", "from django.utils.text import slugify"),
    ("sources-pure", "importers/sources/atlas/mapping.py", "from recoudre.inventory import models"),
]


@pytest.fixture
def copy(tmp_path):
    """A copy of the product, to be spoiled."""
    skip = shutil.ignore_patterns("__pycache__", "static", "locale", "data", "*.html")
    shutil.copytree(PACKAGE, tmp_path / "src" / "recoudre", ignore=skip)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder, *options):
    """Run the contracts on a copy; return whether they are kept, and what was said."""
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", "pyproject.toml", *options],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def spoil(folder, file, line):
    """Add a line to a file of the copy, making what it needs when that is absent."""
    path = folder / "src" / "recoudre" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    for room in path.relative_to(folder / "src").parents:
        (folder / "src" / room / "__init__.py").touch()
    if line.startswith("from recoudre."):
        _, package, _, name = line.split()
        make_module(folder / "src" / package.replace(".", "/") / name)


def make_module(path):
    """Make an empty module, unless it is there as a file or as a folder."""
    if not path.is_dir():
        path.with_suffix(".py").touch()


def test_every_contract_is_kept(copy):
    is_kept, said = lint_imports(copy)

    assert is_kept, said


@pytest.mark.parametrize(("contract", "file", "line"), FORBIDDEN)
def test_a_forbidden_import_is_refused(copy, contract, file, line):
    spoil(copy, file, line)

    is_kept, said = lint_imports(copy, "--contract", contract)

    assert not is_kept
    assert "BROKEN" in said


def test_a_room_that_no_contract_names_is_refused(copy):
    spoil(copy, "attic/models.py", "import math")

    is_kept, said = lint_imports(copy, "--contract", "rooms")

    assert not is_kept
    assert "attic" in said


def test_every_contract_is_proved_to_refuse_something():
    tool = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]

    named = {contract["id"] for contract in tool["importlinter"]["contracts"]}

    assert named == {contract for contract, _, _ in FORBIDDEN}
