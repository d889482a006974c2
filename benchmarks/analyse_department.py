"""Portrait, access and gaps of one département, with its three real sources."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.analyse_country import measure
from benchmarks.measuring import RECOUDRE, SHARED, Measure, spend

SOURCES = {
    "france-services": "liste-fs-20240801.csv",
    "bibliotheques": "bibliotheques_2025.csv",
    "conseillers-numeriques": "cnfs_permanences_2022-12.json",
}


def run() -> Iterator[Measure]:
    """Load Drôme and its three real sources in a new home, then analyse."""
    if not SHARED.is_dir():
        return
    home = Path(tempfile.mkdtemp(prefix="recoudre-benchmark-"))
    try:
        folders = ["--from", str(SHARED / "territory"), "--from", str(SHARED / "contours")]
        spend([*RECOUDRE, "territory", "add", "26", *folders], home=home)
        for slug, name in SOURCES.items():
            spend([*RECOUDRE, "import", slug, str(SHARED / "sources" / name)], home=home)
        spend([*RECOUDRE, "analyse", "26"], home=home)
        yield from measure("analyse_department", home)
    finally:
        shutil.rmtree(home)
