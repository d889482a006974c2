"""The election of occasions from all that their live records say, and its line of history.

Every write of the inventory ends here: an import, a person's word, a merge and its undoing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from recoudre.inventory.bulk import insert_objects, make_object, reserve_ids
from recoudre.inventory.contacts import open_values
from recoudre.inventory.election import Elected, Witness, elect
from recoudre.inventory.ending import elect_state
from recoudre.inventory.indexing import Known, index_new, index_occasions
from recoudre.inventory.models import (
    ContactObjection,
    Occasion,
    OccasionChange,
    Source,
    SourceRecord,
    Steward,
    Timing,
)
from recoudre.inventory.schedules import list_scheduled
from recoudre.inventory.timings import order_timings, read_timings, tell_timing
from recoudre.inventory.visible import change_columns, name_steward_key, read_columns
from recoudre.territories.models import Territory
from recoudre.territories.queries import load_school_calendars
from recoudre.vocabulary.lists import Level, State

# What a person or a merge sets, and no election touches.
_FIXED = {"id", "created_at", "is_fictional"}
_CHANGING = [item.name for item in Occasion._meta.concrete_fields if item.name not in _FIXED]

# Without these an occasion is not shown; a state that a person said lasts all the same.
_NEEDED = ("name", "kind", "commune_code")
_LASTING = {State.ENDED, State.REFUSED}
# How many stewards a write remembers: a national register names a million of them.
MAX_STEWARDS_KNOWN = 50_000


@dataclass(slots=True)
class Writing:
    """What every write of one moment shares: when, why, and the keys already read.

    `cause` is what the history says, for instance "import france-services". `objected` has the
    digests of the contacts that nobody may be shown. `voices` are the sources of people, by their
    trust. `unindexed` gathers the occasions that `index_gathered` will index; None: at once.
    """

    at: datetime
    cause: str
    territory_ids: Mapping[str, int] = field(default_factory=dict)
    steward_ids: dict[str, int] = field(default_factory=dict)
    objected: frozenset[str] = frozenset()
    voices: dict[str, Source] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    unindexed: set[int] | None = None


class _CommuneKeys(dict[str, int]):
    """The keys of communes by their code, each read when it is first asked for."""

    def __missing__(self, code: str) -> int:
        communes = Territory.objects.filter(level=Level.COMMUNE, code=code)
        key = communes.values_list("pk", flat=True).first()
        if key is None:
            raise KeyError(code)
        self[code] = key
        return key


def start_writing(*, at: datetime, cause: str, is_large: bool = False) -> Writing:
    """Start a write: read the objections, and for a large one the key of every commune, once."""
    keys = _CommuneKeys()
    if is_large:
        communes = Territory.objects.filter(level=Level.COMMUNE)
        keys.update(communes.values_list("code", "pk"))
    objected = ContactObjection.objects.values_list("digest", flat=True)
    return Writing(at, cause, keys, objected=frozenset(objected))


def start_gathering(*, at: datetime, cause: str) -> Writing:
    """Start many small writes of one transaction, which ends by `index_gathered`."""
    writing = start_writing(at=at, cause=cause)
    writing.unindexed = set()
    return writing


def index_gathered(writing: Writing) -> None:
    """Index what was gathered, in one go: the search sees it as if it were indexed at once."""
    gathered, writing.unindexed = sorted(writing.unindexed or ()), None
    index_occasions(list(Occasion.objects.filter(pk__in=gathered).order_by("pk")))


def index_created(writing: Writing, occasions: Sequence[Occasion]) -> None:
    """Index occasions that have no entry yet, at once unless they are gathered."""
    if writing.unindexed is None:
        index_new(occasions, writing.known)
    else:
        writing.unindexed.update(one.pk for one in occasions)


def elect_again(writing: Writing, occasion_ids: Sequence[int]) -> None:
    """Elect the visible values of occasions from all that their live records say."""
    if not occasion_ids:
        return
    occasions = Occasion.objects.in_bulk(occasion_ids)
    heard = {
        pk: elect_one(said, occasions[pk].pins)
        for pk, said in gather_witnesses(occasion_ids, writing.objected).items()
    }
    elections = {pk: one for pk, one in heard.items() if _is_whole(one)}
    elections |= _keep_asleep(writing, occasions, elections)
    keep_stewards(writing, list(elections.values()))
    changes = {
        pk: told
        for pk, occasion in occasions.items()
        if (told := _renew_occasion(writing, occasion, elections.get(pk), heard.get(pk)))
    }
    _save_changed(writing, [occasions[pk] for pk in changes], elections)
    OccasionChange.objects.bulk_create(_make_history(writing, changes))


def _keep_asleep(
    writing: Writing, occasions: Mapping[int, Occasion], elections: Mapping[int, Elected]
) -> dict[int, Elected]:
    """Keep dormant what nobody spoke of in this very write: a merge or a pin wakes nothing."""
    published = {pk for pk, one in elections.items() if one.state == State.PUBLISHED}
    dormant = {pk for pk in published if occasions[pk].state == State.DORMANT}
    if not dormant:
        return {}
    spoken = SourceRecord.objects.filter(
        occasion_id__in=dormant, withdrawn_at__isnull=True, seen_at=writing.at
    ).values_list("occasion_id", flat=True)
    asleep = dormant - set(spoken)
    return {pk: replace(elections[pk], state=State.DORMANT.value) for pk in asleep}


def _make_history(
    writing: Writing, changes: Mapping[int, dict[str, Any]]
) -> Iterator[OccasionChange]:
    """Make the lines of history; who says an unchanged value is none."""
    for pk, told in changes.items():
        visible = {name: pair for name, pair in told.items() if name != "witnesses"}
        if visible:
            yield OccasionChange(
                occasion_id=pk, at=writing.at, cause=writing.cause, changes=visible
            )


def gather_witnesses(
    occasion_ids: Sequence[int], objected: Collection[str] = ()
) -> dict[int, list[Witness]]:
    """Gather what the live records of each occasion say; nothing for an occasion without any."""
    said: dict[int, list[Witness]] = {}
    live = SourceRecord.objects.filter(
        occasion_id__in=occasion_ids, withdrawn_at__isnull=True
    ).select_related("source")
    for record in live:
        testimony = listen(record.source, record.pk, record.values, objected)
        said.setdefault(record.occasion_id, []).append(testimony)
    return said


def elect_one(said: Sequence[Witness], pins: Mapping[str, int] | None = None) -> Elected:
    """Elect; a lone record is the witness of everything, which then needs no writing down."""
    elected = elect(said, pins or {})
    return elected if len(said) > 1 else Elected(elected.values, {}, elected.state)


def listen(
    source: Source, record_id: int, values: Mapping[str, Any], objected: Collection[str] = ()
) -> Witness:
    """Listen to what one record of a source says, but for the contacts that are closed."""
    told = open_values(source, values, objected)
    return Witness(record_id, source.trust, values.get("said_on", ""), told)


def _is_whole(elected: Elected) -> bool:
    """Say whether enough is said to show an occasion: a person may have corrected but a phone."""
    return all(elected.values.get(name) for name in _NEEDED)


def _renew_occasion(
    writing: Writing, occasion: Occasion, elected: Elected | None, heard: Elected | None
) -> dict[str, list[Any]]:
    """Set what was elected, and tell what differs; without a whole record it is withdrawn.

    Parameters
        heard: all that is said, even when it is too little to show; None without a live record.
    """
    if elected is None:
        said = heard.state if heard else ""
        left = said if said in _LASTING else State.WITHDRAWN.value
        changes = change_columns(occasion, {"state": left})
    else:
        wanted = read_columns(
            elected, territory_ids=writing.territory_ids, steward_ids=writing.steward_ids
        )
        wanted["state"] = elect_state(elected, writing.at)
        changes = change_columns(occasion, wanted) | _compare_timings(occasion, elected)
    if changes:
        occasion.changed_at = writing.at
    return changes


def _compare_timings(occasion: Occasion, elected: Elected) -> dict[str, list[Any]]:
    told = [one for one in occasion.timings.all() if not one.is_from_schedule]
    before = [tell_timing(one) for one in order_timings(told)]
    after = [tell_timing(one) for one in order_timings(read_timings(occasion, elected))]
    return {} if before == after else {"timings": [before, after]}


def _save_changed(
    writing: Writing, occasions: Sequence[Occasion], elections: Mapping[int, Elected]
) -> None:
    Occasion.objects.bulk_create(
        occasions, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGING
    )
    live = [one for one in occasions if one.pk in elections]
    held = Timing.objects.filter(occasion__in=live)
    held.exclude(is_from_schedule=True, starts_at__lt=writing.at).delete()
    write_timings(writing, [(one, elections[one.pk]) for one in live])
    if writing.unindexed is None:
        index_occasions(occasions)
    else:
        writing.unindexed.update(one.pk for one in occasions)


def write_timings(writing: Writing, pairs: Iterable[tuple[Occasion, Elected]]) -> None:
    """Write the dates that were told of occasions, and those to come that their schedules give."""
    elected = [(occasion, read_timings(occasion, one)) for occasion, one in pairs]
    told = [timing for _, timings in elected for timing in timings]
    # Past dates of a schedule stay; one told at the same instant says the same, or more.
    Timing.objects.bulk_create(told + _list_scheduled(writing, elected), ignore_conflicts=True)


def _list_scheduled(
    writing: Writing, elected: Sequence[tuple[Occasion, list[Timing]]]
) -> list[Timing]:
    if not any(occasion.schedule for occasion, _ in elected):
        return []
    calendars, since = load_school_calendars(), localdate(writing.at)
    return [
        timing
        for occasion, told in elected
        for timing in list_scheduled(occasion, since=since, calendars=calendars)
        if timing.starts_at not in {one.starts_at for one in told}
    ]


def keep_stewards(writing: Writing, elections: Sequence[Elected]) -> None:
    """Keep the stewards that these elections name, and remember their keys."""
    wanted = {
        name_steward_key(one.values): one.values for one in elections if "steward" in one.values
    }
    if len(writing.steward_ids) > MAX_STEWARDS_KNOWN:
        writing.steward_ids.clear()
    if unknown := wanted.keys() - writing.steward_ids:
        held = Steward.objects.filter(key__in=unknown).values_list("key", "pk")
        writing.steward_ids.update(held)
    if absent := [key for key in wanted if key not in writing.steward_ids]:
        _create_stewards(writing, {key: wanted[key] for key in absent})


def _create_stewards(writing: Writing, named: Mapping[str, Mapping[str, Any]]) -> None:
    new_ids = dict(zip(named, reserve_ids(Steward, len(named)), strict=True))
    insert_objects(
        [_start_steward(pk, key, named[key]) for key, pk in new_ids.items()], with_ids=True
    )
    writing.steward_ids.update(new_ids)


def _start_steward(pk: int, key: str, values: Mapping[str, Any]) -> Steward:
    said = values["steward"]
    columns = {name: said[name] for name in ("sector", "siret", "rna")} | {
        "id": pk,
        "key": key,
        "name": said["name"][:300],
        "commune_code": values["commune_code"],
    }
    return make_object(Steward, columns)
