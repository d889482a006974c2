"""What the command line prints: text for people, JSON for machines, progress on the side."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


def say(text: str = "") -> None:
    """Print one line for people."""
    sys.stdout.write(f"{text}\n")


def say_json(value: object) -> None:
    """Print one JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


@contextmanager
def show_progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the error stream; silent when that is not a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def count_french(count: int, one: str, several: str | None = None) -> str:
    """Write a count with its noun: 0 and 1 are singular in French; thousands are set apart."""
    noun = one if abs(count) < 2 else several or f"{one}s"
    return f"{count:,}".replace(",", "\u202f") + f"\u00a0{noun}"
