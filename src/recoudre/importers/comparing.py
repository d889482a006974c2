"""The reading of a file of one source, up to its plan: nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from recoudre.importers.checking import CheckedRow, Repeats
from recoudre.importers.cutting import EXCERPT_BYTES, Outside, cut_archive, cut_file, is_archive
from recoudre.importers.errors import NoTerritoryError
from recoudre.importers.excerpts import Excerpt
from recoudre.importers.keeping import find_folder
from recoudre.importers.planning import Held, Plan, Planner, refuse_losses
from recoudre.importers.reading import MAX_BYTES, UnreadableFileError, explain_weight
from recoudre.importers.registry import ImportSource
from recoudre.importers.renaming import (
    ask_about_renamed,
    find_renamed,
    list_traits,
    may_be_renamed,
)
from recoudre.importers.sifting import Sieve, SiftedFile, SiftedRow, find_shared, sift_excerpts
from recoudre.importers.spool import Spool
from recoudre.importers.tallying import Tally
from recoudre.inventory.models import SourceRecord
from recoudre.territories.lookup import CommuneLookup
from recoudre.territories.queries import load_commune_lookup
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import ParsedFile


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports decided beforehand."""

    is_dry_run: bool = False
    accepts_losses: bool = False
    follows_renamed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file once read, checked and compared: what to write, and what became of each row.

    `parsed` and `checked` are there when the file was not cut, to write it back corrected.
    """

    tally: Tally
    plan: Plan
    unknown_columns: tuple[str, ...] = ()
    parsed: ParsedFile | None = None
    checked: tuple[CheckedRow, ...] = ()


def compare_file(source: ImportSource, file: bytes | Path, choices: Choices) -> Comparison:
    """Read, check and compare a file with what we hold of its source.

    Raises
        ImportStoppedError: no territory, nothing read, too many losses, ids that changed.
        UnreadableFileError: the file cannot be read at all.
    """
    communes = load_commune_lookup()
    if not communes.communes:
        raise NoTerritoryError(
            "Aucune commune n’est encore connue ici : ajoutez d’abord un territoire, par exemple "
            "« recoudre territory add 26 »."
        )
    outside = Outside()
    planner = Planner(_read_held(source.info.slug), _make_spool)
    tally, seen = Tally(), _Seen()
    for part in _sift(source, file, communes, outside):
        seen.remember(part)
        for row in _refuse_repeats(part.rows, seen.repeats):
            tally.add(row)
            planner.add(row)
    tally.add_outside(outside.rows)
    plan = _follow_renamed(source, planner, planner.finish(), choices)
    if not choices.accepts_losses:
        refuse_losses(plan, source=source.info.slug, read=tally.read)
    return Comparison(tally, plan, seen.unknown_columns, seen.parsed, seen.checked)


class _Seen:
    """What the parts of a file have told so far."""

    def __init__(self) -> None:
        self.repeats = Repeats()
        self.unknown_columns: tuple[str, ...] = ()
        self.parsed: ParsedFile | None = None
        self.checked: tuple[CheckedRow, ...] = ()

    def remember(self, part: SiftedFile) -> None:
        """Keep what a part says of the file."""
        self.unknown_columns = part.unknown_columns
        self.parsed, self.checked = part.parsed, part.checked


def _make_spool() -> Spool:
    return Spool(find_folder("raw"))


def _sift(
    source: ImportSource, file: bytes | Path, communes: CommuneLookup, outside: Outside
) -> Iterator[SiftedFile]:
    """Parse and check a file, whole or cut."""
    sieve = Sieve(source.parse, communes, timezone.localdate())
    if isinstance(file, bytes) or not _is_cut(source, file):
        yield sieve.sift_whole(file if isinstance(file, bytes) else _read_whole(file))
        return
    if not source.says_precision:
        shared = find_shared(sieve, _cut(source, file, communes, Outside()))
        sieve = replace(sieve, shared=shared)
    yield from sift_excerpts(sieve, _cut(source, file, communes, outside))


def _is_cut(source: ImportSource, path: Path) -> bool:
    """Say whether a file is read in excerpts: only for a source whose rows stand by themselves."""
    is_big = source.max_bytes > MAX_BYTES
    return is_big and (is_archive(path) or path.stat().st_size > EXCERPT_BYTES)


def _read_whole(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _cut(
    source: ImportSource, path: Path, communes: CommuneLookup, outside: Outside
) -> Iterable[Excerpt]:
    size_bytes = path.stat().st_size
    if size_bytes > source.max_bytes:
        raise UnreadableFileError(explain_weight(size_bytes, source.max_bytes))
    if not is_archive(path):
        return cut_file(path)
    return cut_archive(
        path,
        max_bytes=source.max_bytes,
        find_department=source.find_department or _find_none,
        followed={one.department_code for one in communes.communes.values()},
        outside=outside,
    )


def _find_none(name: str) -> str:  # noqa: ARG001 - a source whose files say no département.
    return ""


def _refuse_repeats(rows: Iterable[SiftedRow], repeats: Repeats) -> Iterator[SiftedRow]:
    """Refuse the rows whose identifier an earlier row of the file has."""
    for row in rows:
        found = repeats.find(row.source_id, row.row_number, row.digest)
        if found is None:
            yield row
        else:
            reason, message = found
            reasons = (reason.value,)
            yield SiftedRow(row.row_number, row.source_id, Outcome.REFUSED, reasons, message)


def _read_held(slug: str) -> Held:
    held = Held()
    rows = SourceRecord.objects.filter(source__slug=slug).values_list(
        "remote_id", "content_hash", "withdrawn_at"
    )
    for source_id, content_hash, withdrawn_at in rows.iterator():
        held.add(source_id, content_hash, is_withdrawn=withdrawn_at is not None)
    return held


def _follow_renamed(source: ImportSource, planner: Planner, plan: Plan, choices: Choices) -> Plan:
    """Find the ids that the source changed; follow them when that was decided, else ask."""
    if not may_be_renamed(plan):
        return plan
    gone = set(plan.withdrawals)
    records = SourceRecord.objects.filter(source__slug=source.info.slug, withdrawn_at=None)
    held = records.values_list("remote_id", "values").iterator()
    vanished = list_traits((key, values) for key, values in held if key in gone)
    appeared = list_traits((one.source_id, one.values) for one in plan.additions)
    renamed = find_renamed(vanished, appeared)
    if not renamed:
        return plan
    if not choices.follows_renamed:
        ask_about_renamed(renamed, source=source.info.slug, live=plan.live)
    return planner.rename(plan, renamed)
