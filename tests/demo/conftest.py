"""The demonstration, written once for all the tests of this room."""

from pathlib import Path

import pytest

from recoudre.demo.build import DemoFiles, build_demonstration


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> DemoFiles:
    return build_demonstration(tmp_path_factory.mktemp("ormance"))


@pytest.fixture(scope="session")
def all_bytes(demo) -> dict[str, bytes]:
    folder = demo.template.parent
    return read_all(folder)


def read_all(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
