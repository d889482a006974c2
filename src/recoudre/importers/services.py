"""The runner: the same five steps for every source.

fetch (bytes as they came) -> parse (pure) -> check and plan (pure) -> apply (one transaction) ->
report. A process killed on the way leaves the inventory as it was; the same command resumes it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from recoudre.importers.checking import CheckedRow
from recoudre.importers.communes import bring_communes
from recoudre.importers.comparing import Choices, Comparison, compare_file
from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.fetching import download
from recoudre.importers.keeping import find_folder, hash_file, hold_source, keep_raw, write_whole
from recoudre.importers.memory import search_cycles_rarely
from recoudre.importers.models import ImportRun, RowReport, RunState
from recoudre.importers.planning import Plan
from recoudre.importers.registry import ImportSource
from recoudre.importers.sifting import SiftedRow
from recoudre.importers.writing import write_corrected
from recoudre.inventory.bulk import insert_objects, make_object
from recoudre.inventory.models import Source, SourceRecord
from recoudre.inventory.services import Written, keep_source, rename_records, write_records
from recoudre.vocabulary.progress import Advance, stay_silent
from recoudre.vocabulary.records import ParsedFile

_COMPARED = 1_000


@dataclass(frozen=True, slots=True)
class Report:
    """What one run read and did. The four outcomes add up to `read`.

    `rows` are those that were not simply accepted, rows of elsewhere left out; when they are too
    many, `unlisted` counts the others.
    """

    source: str
    read: int
    set_aside: int
    outcomes: dict[str, int]
    reasons: dict[str, int]
    rows: Sequence[SiftedRow]
    unlisted: int
    plan: Plan
    written: Written
    unknown_columns: tuple[str, ...] = ()
    corrected: Path | None = None
    differences: list[dict[str, str]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Count for machines: rows read, their four outcomes, and what it changes here.

        `set_aside` are those of the refused that are no mistake.
        """
        return {
            "read": self.read,
            **self.outcomes,
            **_count_plan(self.plan),
            "set_aside": self.set_aside,
        }


def run_import(
    source: ImportSource,
    file: bytes | Path,
    *,
    file_name: str = "",
    is_dry_run: bool = False,
    accepts_losses: bool = False,
    follows_renamed: bool = False,
    advance: Advance = stay_silent,
) -> Report:
    """Import one file of one source.

    Parameters
        file: the file as it came, or where it is: only then may it be too big for the memory.
        is_dry_run: read, check and compare, and write nothing at all.
        accepts_losses: go on although more than a fifth of the source's records would vanish.
        follows_renamed: keep the same records under the new ids that the source gives them.
        advance: called with the records written so far and their total.

    Raises
        ImportStoppedError: the run stopped before changing anything; the message says why.
        UnreadableFileError: the file cannot be read at all.
    """
    choices = Choices(is_dry_run, accepts_losses, follows_renamed)
    with hold_source(source.info.slug), search_cycles_rarely():
        read = _compare_among_communes(source, file, choices)
        if is_dry_run:
            return _report(source, read, Written(), is_dry_run)
        _close_killed_runs(source.info.slug)
        written = _apply(source, file, file_name, read, advance)
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


def _compare_among_communes(
    source: ImportSource, file: bytes | Path, choices: Choices
) -> Comparison:
    """Read among the communes that are followed, and those that the source brings with it.

    What it brings stays only if the file could be read, and this is no dry run.
    """
    if source.read_communes is None:
        return compare_file(source, file, choices)
    with transaction.atomic():
        bring_communes(source)
        read = compare_file(source, file, choices)
        transaction.set_rollback(choices.is_dry_run)
    return read


def _apply(
    source: ImportSource,
    file: bytes | Path,
    file_name: str,
    read: Comparison,
    advance: Advance,
) -> Written:
    """Write the plan, and what became of each row; the same file again writes nothing."""
    content_hash = hash_file(file)
    if read.plan.is_empty and _is_last_done(source.info.slug, content_hash):
        return Written()
    keep_raw(source.info.slug, file)
    kept = keep_source(source.info, is_fictional=source.is_fictional)
    run = _start_run(kept, content_hash, file_name, read)
    plan = read.plan
    done = Counter[str]()

    def count(batch: int) -> None:
        done["rows"] += batch
        advance(done["rows"], plan.total)

    with transaction.atomic():
        rename_records(source=kept, renamed=plan.renamed)
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


def _is_last_done(slug: str, content_hash: str) -> bool:
    last = ImportRun.objects.filter(source__slug=slug, state=RunState.DONE).first()
    return last is not None and last.content_hash == content_hash


def _start_run(source: Source, content_hash: str, file_name: str, read: Comparison) -> ImportRun:
    tally = read.tally
    return ImportRun.objects.create(
        source=source,
        state=RunState.RUNNING,
        started_at=timezone.now(),
        file_name=Path(file_name).name[:300],
        content_hash=content_hash,
        counts={
            "read": tally.read,
            **tally.count_outcomes(),
            "set_aside": tally.set_aside,
            "unlisted": tally.unlisted,
        },
        reasons=tally.count_reasons(),
    )


def _finish_run(run: ImportRun, read: Comparison) -> None:
    insert_objects([_make_row_report(run, one) for one in read.tally.listed])
    run.counts |= _count_plan(read.plan)
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["counts", "state", "finished_at"])


def _count_plan(plan: Plan) -> dict[str, int]:
    return {
        "created": len(plan.additions),
        "changed": len(plan.changes),
        "unchanged": plan.unchanged,
        "withdrawn": len(plan.withdrawals),
    }


def _make_row_report(run: ImportRun, row: SiftedRow) -> RowReport:
    columns = {
        "run_id": run.pk,
        "row_number": row.row_number,
        "source_id": row.source_id[:300],
        "outcome": row.outcome,
        "reasons": list(row.reasons),
    }
    return make_object(RowReport, columns)


def _close_killed_runs(slug: str) -> None:
    """Say that runs whose process died were interrupted: we hold the source, so none lives."""
    killed = ImportRun.objects.filter(source__slug=slug, state=RunState.RUNNING)
    if killed.exists():
        killed.update(state=RunState.FAILED, finished_at=timezone.now())


def _report(source: ImportSource, read: Comparison, written: Written, is_dry_run: bool) -> Report:
    return Report(
        source=source.info.slug,
        read=read.tally.read,
        set_aside=read.tally.set_aside,
        outcomes=read.tally.count_outcomes(),
        reasons=read.tally.count_reasons(),
        rows=read.tally.listed,
        unlisted=read.tally.unlisted,
        plan=read.plan,
        written=written,
        unknown_columns=read.unknown_columns,
        corrected=None if is_dry_run else _write_corrected_file(source, read),
        differences=_list_differences(source.info.slug, read.plan) if is_dry_run else [],
    )


def _write_corrected_file(source: ImportSource, read: Comparison) -> Path | None:
    """Write the file to correct and send again, when a row has something to correct.

    A file too big to be held whole comes from a register: nobody corrects it by hand.
    """
    if read.parsed is None or not read.tally.has_mistakes:
        return None
    outcomes = [one.outcome for one in read.checked]
    content = write_corrected(replace_rows(read.parsed, read.checked), outcomes)
    name = f"{source.info.slug}-a-corriger.{read.parsed.layout}"
    return write_whole(find_folder("corrections") / name, content)


def replace_rows(parsed: ParsedFile, rows: Sequence[CheckedRow]) -> ParsedFile:
    """Put the rows as they stand after the check in the file as it was read."""
    return replace(parsed, rows=tuple(one.row for one in rows))


def _list_differences(slug: str, plan: Plan) -> list[dict[str, str]]:
    """List, value by value, what a run would change in records that we hold."""
    coming = {one.source_id: one.values for one in islice(plan.changes, _COMPARED)}
    held = SourceRecord.objects.filter(source__slug=slug, remote_id__in=coming)
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
