"""Writes of the inventory. Each public function is one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import make_aware

from recoudre.inventory.election import Elected, Witness, elect
from recoudre.inventory.indexing import index_occasions
from recoudre.inventory.matches import match_certain
from recoudre.inventory.models import (
    Occasion,
    OccasionChange,
    Source,
    SourceRecord,
    Steward,
    Timing,
)
from recoudre.inventory.visible import change_columns, name_steward_key, read_columns
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Level, State
from recoudre.vocabulary.progress import stay_silent
from recoudre.vocabulary.records import SourceInfo

BATCH = 1_000
_RECORD_FIELDS = [
    "row_number",
    "raw",
    "values",
    "content_hash",
    "doubts",
    "seen_at",
    "withdrawn_at",
]
_FIXED = {"id", "created_at", "is_fictional"}
_CHANGING = [item.name for item in Occasion._meta.concrete_fields if item.name not in _FIXED]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record on its way in: what the source says, ready to be stored."""

    source_id: str
    row_number: int
    raw: dict[str, str]
    values: dict[str, Any]
    content_hash: str
    doubts: list[str]


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
    at: datetime
    cause: str
    territory_ids: Mapping[str, int]
    steward_ids: dict[str, int] = field(default_factory=dict)
    written: Written = field(default_factory=Written)


def keep_source(info: SourceInfo, *, is_fictional: bool = False) -> Source:
    """Keep who publishes a source, and write only when something differs."""
    values = {
        "name": info.name,
        "publisher": info.publisher,
        "licence": info.licence.slug,
        "trust": str(info.trust),
        "homepage": info.homepage,
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
def write_records(
    *,
    source: Source,
    additions: Sequence[Incoming],
    changes: Sequence[Incoming],
    withdrawals: Sequence[str],
    at: datetime,
    cause: str,
    advance: Callable[[int], None] = stay_silent,
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
    """
    communes = Territory.objects.filter(level=Level.COMMUNE).values_list("code", "pk")
    run = _Run(source, at, cause, dict(communes))
    steps: tuple[tuple[Sequence[Any], Callable[[_Run, Any], None]], ...] = (
        (additions, _add_batch),
        (changes, _change_batch),
        (withdrawals, _withdraw_batch),
    )
    for records, write in steps:
        for batch in _split(records):
            write(run, batch)
            advance(len(batch))
    return run.written


def _split(records: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _add_batch(run: _Run, batch: Sequence[Incoming]) -> None:
    """Create an occasion for each record, but for those that describe one we certainly hold."""
    matched = match_certain([(one.source_id, one.values) for one in batch], source_id=run.source.pk)
    fresh = [one for one in batch if one.source_id not in matched]
    created = _create_occasions(run, fresh)
    occasion_ids = dict(zip((one.source_id for one in fresh), (o.pk for o in created), strict=True))
    SourceRecord.objects.bulk_create(
        _make_record(run, one, (occasion_ids | matched)[one.source_id]) for one in batch
    )
    run.written.created += len(created)
    run.written.joined += len(matched)
    index_occasions(created)
    _elect_again(run, sorted(matched.values()))


def _create_occasions(run: _Run, fresh: Sequence[Incoming]) -> list[Occasion]:
    elections = [_elect_one([_listen(run.source, 0, one.values)]) for one in fresh]
    _keep_stewards(run, elections)
    occasions = Occasion.objects.bulk_create(_start_occasion(run, one) for one in elections)
    _write_timings(zip(occasions, elections, strict=True))
    OccasionChange.objects.bulk_create(
        OccasionChange(
            occasion=one, at=run.at, cause=run.cause, changes={"state": [None, one.state]}
        )
        for one in occasions
    )
    return occasions


def _start_occasion(run: _Run, elected: Elected) -> Occasion:
    columns = read_columns(elected, territory_ids=run.territory_ids, steward_ids=run.steward_ids)
    return Occasion(
        **columns, is_fictional=run.source.is_fictional, created_at=run.at, changed_at=run.at
    )


def _make_record(run: _Run, one: Incoming, occasion_id: int) -> SourceRecord:
    return SourceRecord(
        source=run.source,
        remote_id=one.source_id,
        occasion_id=occasion_id,
        row_number=one.row_number,
        raw=one.raw,
        values=one.values,
        content_hash=one.content_hash,
        doubts=one.doubts,
        licence=run.source.licence,
        seen_at=run.at,
    )


def _change_batch(run: _Run, batch: Sequence[Incoming]) -> None:
    """Replace what the source said by what it says now."""
    incoming = {one.source_id: one for one in batch}
    records = list(SourceRecord.objects.filter(source=run.source, remote_id__in=incoming))
    for record in records:
        one = incoming[record.remote_id]
        record.row_number, record.raw, record.values = one.row_number, one.raw, one.values
        record.content_hash, record.doubts = one.content_hash, one.doubts
        record.seen_at, record.withdrawn_at = run.at, None
    SourceRecord.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["id"], update_fields=_RECORD_FIELDS
    )
    _elect_again(run, sorted({record.occasion_id for record in records}))
    run.written.changed += len(records)


def _withdraw_batch(run: _Run, batch: Sequence[str]) -> None:
    """Mark what the source no longer says; the occasion stays as long as another one says it."""
    records = SourceRecord.objects.filter(
        source=run.source, remote_id__in=batch, withdrawn_at__isnull=True
    )
    occasion_ids = sorted(set(records.values_list("occasion_id", flat=True)))
    run.written.withdrawn += records.update(withdrawn_at=run.at)
    _elect_again(run, occasion_ids)


def _elect_again(run: _Run, occasion_ids: Sequence[int]) -> None:
    """Elect the visible values of occasions from all that their live records say."""
    if not occasion_ids:
        return
    occasions = Occasion.objects.in_bulk(occasion_ids)
    elections = {pk: _elect_one(said) for pk, said in _gather_witnesses(occasion_ids).items()}
    _keep_stewards(run, list(elections.values()))
    changes = {
        pk: told
        for pk, occasion in occasions.items()
        if (told := _renew_occasion(run, occasion, elections.get(pk)))
    }
    _save_changed([occasions[pk] for pk in changes], elections)
    OccasionChange.objects.bulk_create(_make_history(run, changes))


def _make_history(run: _Run, changes: Mapping[int, dict[str, Any]]) -> Iterator[OccasionChange]:
    """Make the lines of history; who says an unchanged value is none."""
    for pk, told in changes.items():
        visible = {name: pair for name, pair in told.items() if name != "witnesses"}
        if visible:
            yield OccasionChange(occasion_id=pk, at=run.at, cause=run.cause, changes=visible)


def _gather_witnesses(occasion_ids: Sequence[int]) -> dict[int, list[Witness]]:
    said: dict[int, list[Witness]] = {}
    live = SourceRecord.objects.filter(
        occasion_id__in=occasion_ids, withdrawn_at__isnull=True
    ).select_related("source")
    for record in live:
        testimony = _listen(record.source, record.pk, record.values)
        said.setdefault(record.occasion_id, []).append(testimony)
    return said


def _elect_one(said: list[Witness]) -> Elected:
    """Elect; a lone record is the witness of everything, which then needs no writing down."""
    elected = elect(said)
    return elected if len(said) > 1 else replace(elected, witnesses={})


def _listen(source: Source, record_id: int, values: Mapping[str, Any]) -> Witness:
    return Witness(record_id, source.trust, values.get("said_on", ""), values)


def _renew_occasion(run: _Run, occasion: Occasion, elected: Elected | None) -> dict[str, list[Any]]:
    """Set what was elected, and tell what differs; without a live record it is withdrawn."""
    if elected is None:
        changes = change_columns(occasion, {"state": State.WITHDRAWN.value})
    else:
        wanted = read_columns(elected, territory_ids=run.territory_ids, steward_ids=run.steward_ids)
        changes = change_columns(occasion, wanted) | _compare_timings(occasion, elected)
    if changes:
        occasion.changed_at = run.at
    return changes


def _compare_timings(occasion: Occasion, elected: Elected) -> dict[str, list[Any]]:
    before = sorted(timing.starts_at for timing in occasion.timings.all())
    after = sorted(_read_starts(elected))
    if before == after:
        return {}
    return {"starts": [[one.isoformat() for one in starts] for starts in (before, after)]}


def _save_changed(occasions: Sequence[Occasion], elections: Mapping[int, Elected]) -> None:
    Occasion.objects.bulk_create(
        occasions, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGING
    )
    live = [one for one in occasions if one.pk in elections]
    Timing.objects.filter(occasion__in=live).delete()
    _write_timings((one, elections[one.pk]) for one in live)
    index_occasions(occasions)


def _write_timings(pairs: Iterable[tuple[Occasion, Elected]]) -> None:
    Timing.objects.bulk_create(
        Timing(occasion=occasion, starts_at=start)
        for occasion, elected in pairs
        for start in _read_starts(elected)
    )


def _read_starts(elected: Elected) -> list[datetime]:
    """Read the beginnings of a gathering, each once, as instants of French time."""
    starts = dict.fromkeys(elected.values.get("starts", ()))
    return [make_aware(datetime.fromisoformat(start)) for start in starts]


def _keep_stewards(run: _Run, elections: Sequence[Elected]) -> None:
    """Keep the stewards that these elections name, and remember their keys."""
    wanted = {
        name_steward_key(one.values): one.values for one in elections if "steward" in one.values
    }
    unknown = [key for key in wanted if key not in run.steward_ids]
    held = Steward.objects.filter(key__in=unknown).values_list("key", "pk")
    run.steward_ids.update(held)
    created = Steward.objects.bulk_create(
        _start_steward(key, wanted[key]) for key in unknown if key not in run.steward_ids
    )
    run.steward_ids.update((steward.key, steward.pk) for steward in created)


def _start_steward(key: str, values: Mapping[str, Any]) -> Steward:
    said = values["steward"]
    return Steward(
        key=key,
        name=said["name"][:300],
        sector=said["sector"],
        siret=said["siret"],
        rna=said["rna"],
        commune_code=values["commune_code"],
    )
