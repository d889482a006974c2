"""Portrait, access and gaps of the whole country, beside PySAL's access for the access alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.home import find_home
from benchmarks.measuring import Measure, compare, find_peer, spend


def run() -> Iterator[Measure]:
    """Compute every result table of an observation of 100,000 occasions, from its files."""
    yield from measure("analyse_country", find_home())


def measure(name: str, home: Path) -> Iterator[Measure]:
    """Compute all of it, then the access alone, which is what the peer computes."""
    observed = str(home / "observations" / "current")
    whole = spend([sys.executable, "-m", "benchmarks.computing", observed, "all"], home=home)
    yield compare(name, whole, None, None)
    ours = spend([sys.executable, "-m", "benchmarks.computing", observed, "access"], home=home)
    python = find_peer("python")
    theirs = None
    if python:
        theirs = spend(
            [*python, str(Path(__file__).parent / "peers" / "pysal_access.py"), observed]
        )
    yield compare(f"{name}_access", ours, "PySAL access, E2SFCA", theirs)
