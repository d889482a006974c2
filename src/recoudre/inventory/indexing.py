"""Keeps the search in step with the occasions: entries, words, places and facets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import prefetch_related_objects

from recoudre.inventory.bulk import insert_objects
from recoudre.inventory.facets import encode_facets
from recoudre.inventory.models import Occasion, SearchEntry, Steward
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
# Django asks for prefetched rows one OR by one, and SQLite refuses more than 1,000 of them.
PREFETCH_BATCH = 500


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
    for start in range(0, len(published), PREFETCH_BATCH):
        _write_entries(published[start : start + PREFETCH_BATCH], known)


def _write_entries(published: Sequence[Occasion], known: Known) -> None:
    prefetch_related_objects(published, "timings")
    _give_places(published, known.communes)
    insert_objects([_make_entry(one) for one in published], with_ids=True)
    words = [_make_words(one) for one in published]
    find_engine().write(words)
    keep_terms((one.text for one in words), known=known.terms)


def _give_places(occasions: Sequence[Occasion], communes: dict[int, Territory]) -> None:
    """Give occasions their commune and their steward, each read once."""
    missing = {one.territory_id for one in occasions} - communes.keys()
    read = Territory.objects.defer("outline", "neighbour_codes").in_bulk(missing)
    communes.update(read)
    stewards = Steward.objects.in_bulk({one.steward_id for one in occasions} - {None})
    for one in occasions:
        one.territory = communes[one.territory_id]
        one.steward = stewards.get(one.steward_id)


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


def list_days(occasion: Occasion) -> set[Weekday]:
    """List the days of the week when one can go: opening hours, and days of its dates."""
    dated = [list_days_held(*localise_span(one)) for one in occasion.timings.all() if one.is_held]
    return set(list_open_days(occasion.opening_hours)).union(*dated)


def _make_entry(occasion: Occasion) -> SearchEntry:
    return SearchEntry(
        occasion_id=occasion.pk,
        lat=occasion.lat,
        lon=occasion.lon,
        sort_name=occasion.search_name[:120],
        facet_bits=encode_facets(
            kind=occasion.kind,
            bonds=[tag["bond"] for tag in occasion.bonds],
            cost=occasion.cost,
            weekdays=list_days(occasion),
            audiences=occasion.audiences,
            domains=[tag["domain"] for tag in occasion.domains],
        ),
    )


def _make_words(occasion: Occasion) -> IndexedWords:
    text = f"{occasion.search_name} {fold(' '.join(_list_texts(occasion)))}"
    return IndexedWords(
        occasion_id=occasion.pk,
        text=text,
        stems=stem_text(text),
        places=" ".join(_list_places(occasion)),
    )


def _list_texts(occasion: Occasion) -> Iterable[str]:
    yield from (occasion.summary, occasion.description, occasion.address, occasion.territory.name)
    yield Kind(occasion.kind).label
    yield from (Bond(tag["bond"]).label for tag in occasion.bonds)
    yield from (Domain(tag["domain"]).label for tag in occasion.domains)
    if occasion.steward:
        yield occasion.steward.name


def _list_places(occasion: Occasion) -> Iterable[str]:
    commune: Territory = occasion.territory
    codes = (commune.code, commune.epci_code, commune.department_code, commune.region_code)
    yield from (name_territory(code) for code in codes if code)
    if occasion.lat is not None and occasion.lon is not None:
        yield from name_cells(occasion.lat, occasion.lon)
