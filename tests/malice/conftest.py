"""The invented département, for tests that wish it harm: in a database, or in a home of its own."""

import os
import shutil
from pathlib import Path

import pytest

from recoudre.demo.build import DemoFiles, build_demonstration
from recoudre.territories.loading.folder import load_folder
from recoudre.territories.services import add_territories
from tests.terminal import run_recoudre

DEPARTMENT = "96"


@pytest.fixture(scope="session")
def ormance_files(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    """The files of the demonstration."""
    return build_demonstration(tmp_path_factory.mktemp("ormance"))


@pytest.fixture
def ormance(db: None, ormance_files: DemoFiles) -> None:
    """The communes of the Ormance in the database of the tests, and no occasion yet."""
    loaded = load_folder([ormance_files.territory], is_fictional=True)
    add_territories(loaded=loaded, codes=[DEPARTMENT])


@pytest.fixture(scope="session")
def ormance_home(ormance_files: DemoFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the command line that follows the Ormance, to be copied."""
    if os.environ.get("RECOUDRE_DATABASE"):
        pytest.skip("the command line is tried on its own database, SQLite in its home")
    home = tmp_path_factory.mktemp("ormance-home")
    added = run_recoudre(home, "territory", "add", DEPARTMENT, "--from", ormance_files.territory)
    assert added.returncode == 0, added.stderr
    return home


@pytest.fixture
def home(ormance_home: Path, tmp_path: Path) -> Path:
    """A home that follows the Ormance and holds no occasion."""
    return Path(shutil.copytree(ormance_home, tmp_path / "home"))
