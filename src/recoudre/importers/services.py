"""The runner: the same five steps for every source.

fetch (bytes as they came) -> parse (pure) -> check and plan (pure) -> apply (one transaction) ->
report. A process killed on the way leaves the inventory as it was; the same command resumes it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from recoudre.importers.checking import CheckedRow, check_rows
from recoudre.importers.communes import bring_communes
from recoudre.importers.errors import ImportStoppedError, NoTerritoryError
from recoudre.importers.fetching import download
from recoudre.importers.keeping import find_folder, hash_file, hold_source, keep_raw, write_whole
from recoudre.importers.models import ImportRun, RowReport, RunState
from recoudre.importers.planning import Held, Plan, plan_import, refuse_losses
from recoudre.importers.registry import ImportSource
from recoudre.importers.writing import write_corrected
from recoudre.inventory.models import Source, SourceRecord
from recoudre.inventory.services import Incoming, Written, keep_source, write_records
from recoudre.inventory.testimony import hash_content, serialise_values
from recoudre.territories.queries import load_commune_lookup
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.progress import Advance, stay_silent
from recoudre.vocabulary.records import SET_ASIDE, ParsedFile, ParsedRecord


@dataclass(frozen=True, slots=True)
class Report:
    """What one run read and did. The four outcomes add up to `read`."""

    source: str
    read: int
    outcomes: dict[str, int]
    reasons: dict[str, int]
    rows: list[CheckedRow]
    plan: Plan
    written: Written
    unknown_columns: tuple[str, ...] = ()
    corrected: Path | None = None
    differences: list[dict[str, str]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Count for machines: rows read, their four outcomes, and what it changes here."""
        return {
            "read": self.read,
            **self.outcomes,
            "created": len(self.plan.additions),
            "changed": len(self.plan.changes),
            "unchanged": self.plan.unchanged,
            "withdrawn": len(self.plan.withdrawals),
        }


@dataclass(frozen=True, slots=True)
class _Read:
    """A file once read, checked and compared."""

    parsed: ParsedFile
    rows: list[CheckedRow]
    plan: Plan


def run_import(
    source: ImportSource,
    content: bytes,
    *,
    file_name: str = "",
    is_dry_run: bool = False,
    accepts_losses: bool = False,
    advance: Advance = stay_silent,
) -> Report:
    """Import one file of one source.

    Parameters
        content: the file as it came.
        is_dry_run: read, check and compare, and write nothing at all.
        accepts_losses: go on although more than a fifth of the source's records would vanish.
        advance: called with the records written so far and their total.

    Raises
        ImportStoppedError: the run stopped before changing anything; the message says why.
        UnreadableFileError: the file cannot be read at all.
    """
    with hold_source(source.info.slug):
        read = _read_among_communes(source, content, accepts_losses, is_dry_run)
        if is_dry_run:
            return _report(source, read, Written(), is_dry_run)
        _close_killed_runs(source.info.slug)
        written = _apply(source, content, file_name, read, advance)
        return _report(source, read, written, is_dry_run)


def fetch_content(source: ImportSource) -> bytes:
    """Fetch what a source publishes, from its official address.

    Raises
        SourceUnavailableError: it does not answer; the message says what still works.
        ImportStoppedError: this source has no address, a file must be given.
    """
    if source.fetch is None:
        raise ImportStoppedError(
            f"« {source.info.slug} » n’a pas d’adresse : donnez un fichier, "
            f"recoudre import {source.info.slug} FICHIER."
        )
    return source.fetch(download)


def _read_among_communes(
    source: ImportSource, content: bytes, accepts_losses: bool, is_dry_run: bool
) -> _Read:
    """Read among the communes that are followed, and those that the source brings with it.

    What it brings stays only if the file could be read, and this is no dry run.
    """
    if source.read_communes is None:
        return _read_and_compare(source, content, accepts_losses)
    with transaction.atomic():
        bring_communes(source)
        read = _read_and_compare(source, content, accepts_losses)
        transaction.set_rollback(is_dry_run)
    return read


def _read_and_compare(source: ImportSource, content: bytes, accepts_losses: bool) -> _Read:
    communes = load_commune_lookup()
    if not communes.communes:
        raise NoTerritoryError(
            "Aucune commune n’est encore connue ici : ajoutez d’abord un territoire, par exemple "
            "« recoudre territory add 26 »."
        )
    parsed = source.parse(content)
    rows = check_rows(parsed.rows, communes, today=timezone.localdate())
    held = _read_held(source.info.slug)
    seen = {one.row.source_id for one in rows if one.row.source_id}
    plan = plan_import(_list_incoming(rows), held, seen)
    if not accepts_losses:
        refuse_losses(plan, held, source=source.info.slug, read=len(rows))
    return _Read(parsed, rows, plan)


def _read_held(slug: str) -> dict[str, Held]:
    rows = SourceRecord.objects.filter(source__slug=slug).values_list(
        "remote_id", "content_hash", "withdrawn_at"
    )
    return {theirs: Held(digest, gone is not None) for theirs, digest, gone in rows.iterator()}


def _list_incoming(rows: Sequence[CheckedRow]) -> list[Incoming]:
    return [_prepare(one.row) for one in rows if isinstance(one.row, ParsedRecord)]


def _prepare(row: ParsedRecord) -> Incoming:
    raw, values = dict(row.raw), serialise_values(row.values)
    doubts = [doubt.name.value for doubt in row.doubts]
    return Incoming(row.source_id, row.row_number, raw, values, hash_content(raw, values), doubts)


def _apply(
    source: ImportSource,
    content: bytes,
    file_name: str,
    read: _Read,
    advance: Advance,
) -> Written:
    """Write the plan, and what became of each row; the same file again writes nothing."""
    if read.plan.is_empty and _is_last_done(source.info.slug, content):
        return Written()
    keep_raw(source.info.slug, content)
    kept = keep_source(source.info, is_fictional=source.is_fictional)
    run = _start_run(kept, content, file_name, read)
    plan = read.plan
    total = len(plan.additions) + len(plan.changes) + len(plan.withdrawals)
    done = Counter[str]()

    def count(batch: int) -> None:
        done["rows"] += batch
        advance(done["rows"], total)

    with transaction.atomic():
        written = write_records(
            source=kept,
            additions=plan.additions,
            changes=plan.changes,
            withdrawals=plan.withdrawals,
            at=run.started_at,
            cause=f"import {source.info.slug}",
            advance=count,
        )
        _finish_run(run, read)
    return written


def _is_last_done(slug: str, content: bytes) -> bool:
    last = ImportRun.objects.filter(source__slug=slug, state=RunState.DONE).first()
    return last is not None and last.content_hash == hash_file(content)


def _start_run(source: Source, content: bytes, file_name: str, read: _Read) -> ImportRun:
    return ImportRun.objects.create(
        source=source,
        state=RunState.RUNNING,
        started_at=timezone.now(),
        file_name=Path(file_name).name[:300],
        content_hash=hash_file(content),
        counts={"read": len(read.rows), **_count_outcomes(read.rows)},
        reasons=_count_reasons(read.rows),
    )


def _finish_run(run: ImportRun, read: _Read) -> None:
    RowReport.objects.bulk_create(
        (_make_row_report(run, one) for one in read.rows if one.outcome != Outcome.ACCEPTED),
        batch_size=1_000,
    )
    plan = read.plan
    run.counts |= {
        "created": len(plan.additions),
        "changed": len(plan.changes),
        "unchanged": plan.unchanged,
        "withdrawn": len(plan.withdrawals),
    }
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["counts", "state", "finished_at"])


def _make_row_report(run: ImportRun, one: CheckedRow) -> RowReport:
    return RowReport(
        run=run,
        row_number=one.row.row_number,
        source_id=one.row.source_id[:300],
        outcome=one.outcome,
        reasons=one.reasons,
    )


def _close_killed_runs(slug: str) -> None:
    """Say that runs whose process died were interrupted: we hold the source, so none lives."""
    killed = ImportRun.objects.filter(source__slug=slug, state=RunState.RUNNING)
    if killed.exists():
        killed.update(state=RunState.FAILED, finished_at=timezone.now())


def _report(source: ImportSource, read: _Read, written: Written, is_dry_run: bool) -> Report:
    return Report(
        source=source.info.slug,
        read=len(read.rows),
        outcomes=_count_outcomes(read.rows),
        reasons=_count_reasons(read.rows),
        rows=read.rows,
        plan=read.plan,
        written=written,
        unknown_columns=read.parsed.unknown_columns,
        corrected=None if is_dry_run else _write_corrected_file(source, read),
        differences=_list_differences(source.info.slug, read.plan) if is_dry_run else [],
    )


def _count_outcomes(rows: Sequence[CheckedRow]) -> dict[str, int]:
    counts = Counter(one.outcome.value for one in rows)
    return {outcome.value: counts[outcome.value] for outcome in Outcome}


def _count_reasons(rows: Sequence[CheckedRow]) -> dict[str, int]:
    return dict(Counter(reason for one in rows for reason in one.reasons).most_common())


def _write_corrected_file(source: ImportSource, read: _Read) -> Path | None:
    """Write the file to correct and send again, when a row has something to correct."""
    if not any(set(one.reasons) - SET_ASIDE for one in read.rows):
        return None
    outcomes = [one.outcome for one in read.rows]
    content = write_corrected(replace_rows(read.parsed, read.rows), outcomes)
    name = f"{source.info.slug}-a-corriger.{read.parsed.layout}"
    return write_whole(find_folder("corrections") / name, content)


def replace_rows(parsed: ParsedFile, rows: Sequence[CheckedRow]) -> ParsedFile:
    """Put the rows as they stand after the check in the file as it was read."""
    return replace(parsed, rows=tuple(one.row for one in rows))


def _list_differences(slug: str, plan: Plan) -> list[dict[str, str]]:
    """List, value by value, what a run would change in records that we hold."""
    coming = {one.source_id: one.values for one in plan.changes}
    held = SourceRecord.objects.filter(source__slug=slug, remote_id__in=list(coming)[:1_000])
    return [
        {"source_id": record.remote_id, "field": name, "before": str(before), "after": str(after)}
        for record in held
        for name, before, after in _compare(record.values, coming[record.remote_id])
    ]


def _compare(
    before: dict[str, object], after: dict[str, object]
) -> list[tuple[str, object, object]]:
    names = sorted(before.keys() | after.keys())
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    ]
