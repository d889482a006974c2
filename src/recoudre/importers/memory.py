"""Python's search for forgotten cycles, made rare while a million light rows pass by."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two searches: some batches of rows, that leave no cycle behind them.
RARELY = (100_000, 20, 100)
_USUALLY = gc.get_threshold()


@contextmanager
def search_cycles_rarely() -> Iterator[None]:
    """Search for cycles rarely for a while: each search walks all that is held."""
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*_USUALLY)


def forget_cycles() -> None:
    """Search for cycles rarely up to the end of this process, and never in what it now holds."""
    gc.set_threshold(*RARELY)
    gc.freeze()
