"""`python -m benchmarks [NAME] [--json]`: measure, and print a table or one object a line."""

import argparse
import importlib
import json
import sys
from pathlib import Path

from benchmarks.measuring import Measure

NOT_MEASURES = {
    "__init__", "__main__", "measuring", "clients", "home", "computing", "associations",
    "million", "matching_made", "matching_step", "matching_quality", "moderation_made", "postgres",
}  # fmt: skip
COLUMNS = ("name", "ours_s", "ours_mb", "peer", "peer_s", "peer_mb", "ratio")


def list_names() -> list[str]:
    """List the measures, one per module."""
    paths = Path(__file__).parent.glob("*.py")
    return sorted(path.stem for path in paths if path.stem not in NOT_MEASURES)


def main() -> None:
    """Take the measures asked for, one after another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("name", nargs="?", choices=list_names())
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if not chosen.json:
        sys.stdout.write("| " + " | ".join(COLUMNS) + " |\n" + "| --- " * len(COLUMNS) + "|\n")
    for name in [chosen.name] if chosen.name else list_names():
        for measure in importlib.import_module(f"benchmarks.{name}").run():
            show(measure, as_json=chosen.json)


def show(measure: Measure, *, as_json: bool) -> None:
    """Print one measure."""
    values = measure.as_json()
    if as_json:
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        cells = ("—" if values[name] is None else str(values[name]) for name in COLUMNS)
        sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
