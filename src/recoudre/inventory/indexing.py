"""Keeps the search in step with the occasions: entries, words, places and facets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import transaction

from recoudre.inventory.bulk import insert_objects, make_object
from recoudre.inventory.facets import encode_facets
from recoudre.inventory.models import Occasion, SearchEntry, Steward, Timing
from recoudre.inventory.search.engines import IndexedWords, find_engine
from recoudre.inventory.search.spelling import keep_terms
from recoudre.inventory.search.words import name_cells, name_territory, stem_text
from recoudre.inventory.timings import localise_span
from recoudre.territories.models import Territory
from recoudre.vocabulary.hours import list_open_days
from recoudre.vocabulary.lists import Bond, Domain, Kind, State, Weekday
from recoudre.vocabulary.moments import list_days_held
from recoudre.vocabulary.text import fold

BATCH = 1_000
# New rows have ids that follow each other: asked for as a span when so few others are among them.
_MOST_OTHERS = 100


@dataclass(slots=True)
class Known:
    """What one transaction has met so far: the words it has kept, and the communes it has read."""

    terms: set[str] = field(default_factory=set)
    communes: dict[int, Territory] = field(default_factory=dict)


def index_occasions(occasions: Sequence[Occasion]) -> None:
    """Write the search entries of these occasions anew; only published ones are found."""
    erase_entries([occasion.pk for occasion in occasions])
    index_new(occasions, Known())


def index_new(occasions: Sequence[Occasion], known: Known) -> None:
    """Write the search entries of occasions that have none yet; only published ones are found."""
    published = [one for one in occasions if one.state == State.PUBLISHED]
    for start in range(0, len(published), BATCH):
        _write_entries(published[start : start + BATCH], known)


def _write_entries(published: Sequence[Occasion], known: Known) -> None:
    timings = _read_timings(published)
    insert_objects([_make_entry(one, timings.get(one.pk, ())) for one in published], with_ids=True)
    _read_communes(published, known.communes)
    stewards = _read_stewards(published)
    words = [
        _make_words(one, known.communes[one.territory_id], stewards.get(one.steward_id, ""))
        for one in published
    ]
    find_engine().write(words)
    keep_terms((one.text for one in words), known=known.terms)


def _read_communes(occasions: Sequence[Occasion], communes: dict[int, Territory]) -> None:
    """Read the communes of occasions, each once."""
    missing = {one.territory_id for one in occasions} - communes.keys()
    if missing:
        read = Territory.objects.defer("outline", "neighbour_codes").in_bulk(missing)
        communes.update(read)


def _read_stewards(occasions: Sequence[Occasion]) -> dict[int | None, str]:
    """Read the name of each steward of occasions."""
    ids = {one.steward_id for one in occasions if one.steward_id is not None}
    named = Steward.objects.filter(**_choose("pk", ids)).values_list("pk", "name")
    return dict(named)


def _read_timings(occasions: Sequence[Occasion]) -> Mapping[int, list[Timing]]:
    """Read the dates of occasions that have some."""
    timings: defaultdict[int, list[Timing]] = defaultdict(list)
    ids = {one.pk for one in occasions}
    for one in Timing.objects.filter(**_choose("occasion_id", ids)):
        timings[one.occasion_id].append(one)
    return timings


def _choose(name: str, ids: Collection[int]) -> dict[str, Any]:
    """Choose rows by their ids: as a span, when few others are in it."""
    if ids and max(ids) - min(ids) - len(ids) <= _MOST_OTHERS:
        return {f"{name}__gte": min(ids), f"{name}__lte": max(ids)}
    return {f"{name}__in": ids}


def erase_entries(occasion_ids: list[int]) -> None:
    """Erase the search entries of these occasions."""
    find_engine().erase(occasion_ids)
    SearchEntry.objects.filter(pk__in=occasion_ids).delete()


@transaction.atomic
def reindex_occasions() -> int:
    """Write every search entry again, and return how many occasions were read."""
    ids = list(Occasion.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        index_occasions(list(Occasion.objects.filter(pk__in=ids[start : start + BATCH])))
    return len(ids)


def list_days(occasion: Occasion, timings: Iterable[Timing]) -> set[Weekday]:
    """List the days of the week when one can go: opening hours, and days of its dates."""
    dated = [list_days_held(*localise_span(one)) for one in timings if one.is_held]
    return set(list_open_days(occasion.opening_hours)).union(*dated)


def _make_entry(occasion: Occasion, timings: Iterable[Timing]) -> SearchEntry:
    facet_bits = encode_facets(
        kind=occasion.kind,
        bonds=[tag["bond"] for tag in occasion.bonds],
        cost=occasion.cost,
        weekdays=list_days(occasion, timings),
        audiences=occasion.audiences,
        domains=[tag["domain"] for tag in occasion.domains],
    )
    columns = {
        "occasion_id": occasion.pk,
        "lat": occasion.lat,
        "lon": occasion.lon,
        "sort_name": occasion.search_name[:120],
        "facet_bits": facet_bits,
    }
    return make_object(SearchEntry, columns)


def _make_words(occasion: Occasion, commune: Territory, steward_name: str) -> IndexedWords:
    labels = _fold_labels(
        occasion.kind,
        tuple(tag["bond"] for tag in occasion.bonds),
        tuple(tag["domain"] for tag in occasion.domains),
    )
    said = (occasion.summary, occasion.description, occasion.address, commune.name)
    parts = (occasion.search_name, *map(fold, said), labels, fold(steward_name))
    text = " ".join(filter(None, parts))
    codes = (commune.code, commune.epci_code, commune.department_code, commune.region_code)
    places = _name_territories(codes)
    if occasion.lat is not None and occasion.lon is not None:
        places = " ".join((places, *name_cells(occasion.lat, occasion.lon)))
    return IndexedWords(occasion.pk, text, stem_text(text), places)


@lru_cache(maxsize=4_096)
def _fold_labels(kind: str, bonds: tuple[str, ...], domains: tuple[str, ...]) -> str:
    members = (Kind(kind), *map(Bond, bonds), *map(Domain, domains))
    return fold(" ".join(one.label for one in members))


@lru_cache(maxsize=40_000)
def _name_territories(codes: tuple[str, ...]) -> str:
    return " ".join(name_territory(code) for code in codes if code)
