"""Writes of what sources say. Each public function is one transaction."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from recoudre.inventory.bulk import (
    JsonText,
    insert_objects,
    keep_more_pages,
    make_object,
    reserve_ids,
)
from recoudre.inventory.election import Elected
from recoudre.inventory.ending import elect_state
from recoudre.inventory.matches import match_certain
from recoudre.inventory.models import Occasion, OccasionChange, Source, SourceRecord
from recoudre.inventory.services.electing import (
    Writing,
    elect_again,
    elect_one,
    index_created,
    keep_stewards,
    listen,
    start_writing,
    write_timings,
)
from recoudre.inventory.visible import read_columns
from recoudre.vocabulary.progress import stay_silent
from recoudre.vocabulary.records import SourceInfo

BATCH = 1_000
RENAMED_BATCH = 300
_RECORD_FIELDS = [
    "row_number",
    "raw",
    "values",
    "content_hash",
    "doubts",
    "seen_at",
    "withdrawn_at",
]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record on its way in: what the source says, ready to be stored.

    `raw` may already be the text of its JSON; so may `values_text` be the one of `values`.
    """

    source_id: str
    row_number: int
    raw: dict[str, str] | str
    values: dict[str, Any]
    content_hash: str
    doubts: list[str]
    values_text: str = ""

    @property
    def raw_row(self) -> dict[str, str]:
        """Give the raw row, cell by cell."""
        if isinstance(self.raw, str):
            cells: dict[str, str] = json.loads(self.raw)
            return cells
        return self.raw


@dataclass(slots=True)
class Written:
    """How many occasions were created, joined to a known one, changed, or lost a witness."""

    created: int = 0
    joined: int = 0
    changed: int = 0
    withdrawn: int = 0


@dataclass(slots=True)
class _Run:
    """What every batch of one run shares."""

    source: Source
    writing: Writing
    looks_for_matches: bool
    is_fictional: bool
    written: Written = field(default_factory=Written)


def keep_source(info: SourceInfo, *, is_fictional: bool = False) -> Source:
    """Keep who publishes a source, and write only when something differs."""
    values = {
        "name": info.name,
        "publisher": info.publisher,
        "licence": info.licence.slug,
        "trust": str(info.trust),
        "homepage": info.homepage,
        "contact_basis": str(info.contact_basis),
        "contact_proof": info.contact_proof,
        "covers": sorted(str(domain) for domain in info.covers),
        "is_fictional": is_fictional,
    }
    source = Source.objects.filter(slug=info.slug).first()
    if source is None:
        return Source.objects.create(slug=info.slug, **values)
    if any(getattr(source, name) != value for name, value in values.items()):
        Source.objects.filter(pk=source.pk).update(**values)
        source.refresh_from_db()
    return source


@transaction.atomic
def rename_records(*, source: Source, renamed: Mapping[str, str]) -> None:
    """Give records of a source the ids that it gives them now.

    Parameters
        renamed: the id of today, by the one that is held; none of today's is held yet.
    """
    for batch in _split(renamed):
        records = list(SourceRecord.objects.filter(source=source, remote_id__in=batch))
        for record in records:
            record.remote_id = renamed[record.remote_id]
        SourceRecord.objects.bulk_update(records, ["remote_id"], batch_size=RENAMED_BATCH)


@transaction.atomic
def write_records(
    *,
    source: Source,
    additions: Iterable[Incoming],
    changes: Iterable[Incoming],
    withdrawals: Sequence[str],
    at: datetime,
    cause: str,
    advance: Callable[[int], None] = stay_silent,
    looks_for_matches: bool = True,
    is_fictional: bool = False,
    writing: Writing | None = None,
) -> Written:
    """Write what a source says now, and elect again every occasion that it touches.

    All or nothing: a failure at any point leaves the inventory as it was.

    Parameters
        additions: records whose `source_id` this source never gave.
        changes: records that differ from what is held, or come back after a withdrawal.
        withdrawals: source ids that the source no longer lists; their record stays, withdrawn.
        at: the instant of the run, with its time zone.
        cause: what the history says, for instance "import france-services".
        advance: called with the number of records written since its last call.
        looks_for_matches: join a record to the occasion that it certainly describes.
        is_fictional: what is created is invented, although its source is not.
        writing: of the transaction that this write is one of; a new one otherwise.
    """
    is_invented = is_fictional or source.is_fictional
    shared = writing or start_writing(at=at, cause=cause, is_large=looks_for_matches)
    run = _Run(source, shared, looks_for_matches, is_invented)
    steps: tuple[tuple[Iterable[Any], Callable[[_Run, Any], None]], ...] = (
        (additions, _add_batch),
        (changes, _change_batch),
        (withdrawals, _withdraw_batch),
    )
    with keep_more_pages():
        for records, write in steps:
            for batch in _split(records):
                write(run, batch)
                advance(len(batch))
    return run.written


def _split(records: Iterable[Any]) -> Iterator[Sequence[Any]]:
    coming = iter(records)
    while batch := list(islice(coming, BATCH)):
        yield batch


def _add_batch(run: _Run, batch: Sequence[Incoming]) -> None:
    """Create an occasion for each record, but for those that describe one we certainly hold."""
    pairs = [(one.source_id, one.values) for one in batch if run.looks_for_matches]
    matched = match_certain(pairs, source_id=run.source.pk)
    fresh = [one for one in batch if one.source_id not in matched]
    created = _create_occasions(run, fresh)
    occasion_ids = dict(zip((one.source_id for one in fresh), (o.pk for o in created), strict=True))
    occasion_ids |= matched
    insert_objects([_make_record(run, one, occasion_ids[one.source_id]) for one in batch])
    run.written.created += len(created)
    run.written.joined += len(matched)
    index_created(run.writing, created)
    elect_again(run.writing, sorted(matched.values()))


def _create_occasions(run: _Run, fresh: Sequence[Incoming]) -> list[Occasion]:
    objected = run.writing.objected
    elections = [elect_one([listen(run.source, 0, one.values, objected)]) for one in fresh]
    keep_stewards(run.writing, elections)
    ids = reserve_ids(Occasion, len(fresh))
    pairs = zip(ids, elections, strict=True)
    occasions = [_start_occasion(run, pk, elected) for pk, elected in pairs]
    insert_objects(occasions, with_ids=True)
    write_timings(run.writing, zip(occasions, elections, strict=True))
    insert_objects([_make_first_line(run.writing, one) for one in occasions])
    return occasions


def _start_occasion(run: _Run, pk: int, elected: Elected) -> Occasion:
    columns = read_columns(
        elected, territory_ids=run.writing.territory_ids, steward_ids=run.writing.steward_ids
    )
    columns |= {
        "id": pk,
        "state": elect_state(elected, run.writing.at),
        "is_fictional": run.is_fictional,
        "created_at": run.writing.at,
        "changed_at": run.writing.at,
    }
    return make_object(Occasion, columns)


def _make_first_line(writing: Writing, occasion: Occasion) -> OccasionChange:
    columns = {
        "occasion_id": occasion.pk,
        "at": writing.at,
        "cause": writing.cause,
        "changes": {"state": [None, occasion.state]},
    }
    return make_object(OccasionChange, columns)


def _make_record(run: _Run, one: Incoming, occasion_id: int) -> SourceRecord:
    columns = {
        "source_id": run.source.pk,
        "remote_id": one.source_id,
        "occasion_id": occasion_id,
        "row_number": one.row_number,
        "raw": JsonText(one.raw) if isinstance(one.raw, str) else one.raw,
        "values": JsonText(one.values_text) if one.values_text else one.values,
        "content_hash": one.content_hash,
        "doubts": one.doubts,
        "licence": run.source.licence,
        "seen_at": run.writing.at,
    }
    return make_object(SourceRecord, columns)


def _change_batch(run: _Run, batch: Sequence[Incoming]) -> None:
    """Replace what the source said by what it says now."""
    incoming = {one.source_id: one for one in batch}
    records = list(SourceRecord.objects.filter(source=run.source, remote_id__in=incoming))
    for record in records:
        one = incoming[record.remote_id]
        record.row_number, record.raw, record.values = one.row_number, one.raw_row, one.values
        record.content_hash, record.doubts = one.content_hash, one.doubts
        record.seen_at, record.withdrawn_at = run.writing.at, None
    SourceRecord.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["id"], update_fields=_RECORD_FIELDS
    )
    elect_again(run.writing, sorted({record.occasion_id for record in records}))
    run.written.changed += len(records)


def _withdraw_batch(run: _Run, batch: Sequence[str]) -> None:
    """Mark what the source no longer says; the occasion stays as long as another one says it."""
    records = SourceRecord.objects.filter(
        source=run.source, remote_id__in=batch, withdrawn_at__isnull=True
    )
    occasion_ids = sorted(set(records.values_list("occasion_id", flat=True)))
    run.written.withdrawn += records.update(withdrawn_at=run.writing.at)
    elect_again(run.writing, occasion_ids)
