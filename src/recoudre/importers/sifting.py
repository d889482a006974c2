"""Excerpts parsed and checked, by several processes when there are many. Pure.

What a process gives back is light: texts ready to be stored, and what became of each row. Cross-row
checks (an identifier that comes twice) belong to whoever receives all the rows, in order.
"""

import json
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import wait
from typing import NamedTuple, TypeVar

from recoudre.importers.checking import CheckedRow, CommuneLookup, check_each, check_rows
from recoudre.importers.excerpts import Excerpt, number_as
from recoudre.importers.memory import forget_cycles
from recoudre.importers.precision import Point, gather_points, keep_shared
from recoudre.inventory.testimony import hash_content, serialise_values
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import ParsedFile, RejectedRow

Result = TypeVar("Result")
Parse = Callable[[bytes], ParsedFile]
MAX_PROCESSES = 4
# Excerpts that wait for each process: none is idle, and few are in memory.
_AHEAD = 2


class SiftedRow(NamedTuple):
    """What became of one row, and what is stored of it: `raw` and `values` are JSON texts.

    `message` says why a row is refused; `digest` is the one of `CheckedRow`.
    """

    row_number: int
    source_id: str
    outcome: str
    reasons: tuple[str, ...]
    message: str = ""
    digest: bytes = b""
    raw: str = ""
    values: str = ""
    content_hash: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether nothing is published of this row."""
        return self.outcome == Outcome.REFUSED


@dataclass(frozen=True, slots=True)
class SiftedFile:
    """An excerpt after parse and check: its rows, and what its header says.

    `checked` keeps the whole rows of a file that was not cut, to write it back corrected.
    """

    rows: tuple[SiftedRow, ...]
    unknown_columns: tuple[str, ...] = ()
    parsed: ParsedFile | None = None
    checked: tuple[CheckedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Sieve:
    """What every excerpt of a file is parsed and checked with."""

    parse: Parse
    communes: CommuneLookup
    today: date
    shared: frozenset[Point] = frozenset()

    def sift_whole(self, content: bytes) -> SiftedFile:
        """Parse and check a whole file."""
        parsed = self.parse(content)
        checked = tuple(check_rows(parsed.rows, self.communes, today=self.today))
        rows = tuple(sift_row(replace(one, digest=b"")) for one in checked)
        return SiftedFile(rows, parsed.unknown_columns, parsed, checked)

    def sift(self, excerpt: Excerpt) -> SiftedFile:
        """Parse and check an excerpt."""
        with number_as(excerpt):
            parsed = self.parse(excerpt.content)
        checked = check_each(parsed.rows, self.communes, today=self.today, shared=self.shared)
        return SiftedFile(tuple(map(sift_row, checked)), parsed.unknown_columns)

    def find_points(self, excerpt: Excerpt) -> set[tuple[Point, int]]:
        """Find the points of an excerpt, each with its addresses."""
        return gather_points(self.parse(excerpt.content).rows)


def sift_row(one: CheckedRow) -> SiftedRow:
    """Keep of a checked row what is stored of it, and what became of it."""
    row, reasons = one.row, tuple(one.reasons)
    if isinstance(row, RejectedRow):
        return SiftedRow(
            row.row_number, row.source_id, one.outcome, reasons, row.message, one.digest
        )
    raw, values = dict(row.raw), serialise_values(row.values)
    return SiftedRow(
        row.row_number,
        row.source_id,
        one.outcome,
        reasons,
        "",
        one.digest,
        _write_json(raw),
        _write_json(values),
        hash_content(raw, values),
        tuple(doubt.name.value for doubt in row.doubts),
    )


_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def find_shared(sieve: Sieve, excerpts: Iterable[Excerpt]) -> frozenset[Point]:
    """Find the points that several addresses of a whole cut file share: one more reading."""
    return keep_shared(_share_out(sieve, Sieve.find_points, excerpts))


def sift_excerpts(sieve: Sieve, excerpts: Iterable[Excerpt]) -> Iterator[SiftedFile]:
    """Parse and check the excerpts of a file, in order."""
    return _share_out(sieve, Sieve.sift, excerpts)


Work = Callable[[Sieve, Excerpt], Result]
_sieve: list[Sieve] = []


def _share_out(sieve: Sieve, work: Work[Result], excerpts: Iterable[Excerpt]) -> Iterator[Result]:
    """Share out excerpts between processes, and give what they make in order."""
    coming = iter(excerpts)
    first, second = next(coming, None), next(coming, None)
    processes = min(os.cpu_count() or 1, MAX_PROCESSES)
    waiting = (one for one in (first, second) if one is not None)
    if second is None or processes == 1:
        yield from (work(sieve, one) for one in waiting)
        yield from (work(sieve, one) for one in coming)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _start_process, (sieve,)) as pool:
        under_way = deque(pool.submit(_work, work, one) for one in waiting)
        try:
            yield from _follow(pool, work, under_way, coming, processes * _AHEAD)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _follow(
    pool: ProcessPoolExecutor,
    work: Work[Result],
    under_way: deque[Future[Result]],
    coming: Iterator[Excerpt],
    ahead: int,
) -> Iterator[Result]:
    for excerpt in coming:
        under_way.append(pool.submit(_work, work, excerpt))
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _start_process(sieve: Sieve) -> None:
    """Keep what all the excerpts need, and die with the process that shares them out."""
    _sieve[:] = [sieve]
    forget_cycles()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_after, args=(parent.sentinel,), daemon=True).start()


def _die_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(work: Work[Result], excerpt: Excerpt) -> Result:
    return work(_sieve[0], excerpt)
