"""The command line as a person types it: another process, another home, nothing of the tests."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

RECOUDRE = Path(sys.executable).with_name("recoudre")
OURS = ("RECOUDRE_", "DJANGO_", "PYTEST_")


def describe_environment(home: Path, **more: str) -> dict[str, str]:
    """Describe the environment of a command: its home, and no setting of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "RECOUDRE_HOME": str(home), "PYTHONUTF8": "1", **more}


def start_recoudre(home: Path, *words: object, **options: object) -> "subprocess.Popen[str]":
    """Start a command and let it run."""
    return subprocess.Popen(
        [RECOUDRE, *map(str, words)],
        env=describe_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def run_recoudre(
    home: Path, *words: object, environment: Mapping[str, str] | None = None, **options: object
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [RECOUDRE, *map(str, words)],
        env=describe_environment(home, **(environment or {})),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )
