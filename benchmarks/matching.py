"""Invented descriptions of four sources, from Parquet to pairs, beside Splink's scoring alone."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import ROOT, SHARED, Measure, compare, spend

SIZES = {"100k": 100_000, "1m": 1_000_000}


def run() -> Iterator[Measure]:
    """Match 100,000 then a million descriptions; what was right is in the name of the measure."""
    if not SHARED.is_dir():
        return
    folder = Path(tempfile.mkdtemp(prefix="recoudre-benchmark-"))
    try:
        for name, count in SIZES.items():
            spend([sys.executable, "-m", "benchmarks.matching_made", str(count), str(folder)])
            ours = spend(_step("pairs", folder))
            spend(_step("prepare", folder))
            theirs = spend(_step("predict", folder))
            measure = compare(f"matching_{name}", ours, "Splink predict alone", theirs)
            yield replace(measure, name=f"{measure.name} ({_score(folder)})")
    finally:
        shutil.rmtree(folder)


def _step(name: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.matching_step", name, str(folder)]


def _score(folder: Path) -> str:
    done = subprocess.run(
        _step("score", folder), check=True, capture_output=True, text=True, cwd=ROOT
    )
    found = json.loads(done.stdout)
    return f"precision {found['precision']:.3f}, recall {found['recall']:.3f}, synthetic"
