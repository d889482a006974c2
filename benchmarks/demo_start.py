"""The demonstration, once installed: the first start builds everything, the second finds it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import RECOUDRE, Measure, compare, spend


def run() -> Iterator[Measure]:
    """Prepare the demonstration twice in a new home, without serving."""
    home = Path(tempfile.mkdtemp(prefix="recoudre-benchmark-"))
    try:
        for name in ("demo_first", "demo_second"):
            yield compare(name, spend([*RECOUDRE, "demo", "--no-serve"], home=home), None, None)
    finally:
        shutil.rmtree(home)
