"""Known occasions that may be the one somebody types: a few candidates, each with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rapidfuzz import fuzz, process

from recoudre.inventory.likeness import Described, Likeness, compare_descriptions
from recoudre.inventory.models import Occasion
from recoudre.inventory.search.engines import Clause, find_engine
from recoudre.inventory.search.words import name_territory
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Relation
from recoudre.vocabulary.lists import State
from recoudre.vocabulary.stems import stem
from recoudre.vocabulary.text import fold

CANDIDATES = 50
SHOWN = 4
# What a fuzzy reading of every name of a commune costs: beyond, the index alone answers.
NAMES_READ = 300
# A word is asked by its beginning, so that a slip further on does not hide it.
BEGINNING = 5
MAX_WORDS = 6
_ALIVE = [State.PUBLISHED, State.DORMANT, State.ENDED]


@dataclass(frozen=True, slots=True)
class Resembling:
    """A known occasion, and how what is typed resembles it."""

    occasion: Occasion
    likeness: Likeness

    @property
    def number(self) -> str:
        """Give the number of the occasion, as a form carries it."""
        return str(self.occasion.pk)

    @property
    def is_same(self) -> bool:
        """Say whether the two may be one."""
        return self.likeness.relation == Relation.SAME


def list_resembling(typed: Described, commune: Territory, limit: int = SHOWN) -> list[Resembling]:
    """List the known occasions that may be what is typed, the likeliest first. Four queries."""
    ids = dict.fromkeys(
        [*_list_by_words(typed, commune), *_list_by_door(typed), *_list_by_name(typed, commune)]
    )
    candidates = Occasion.objects.with_place().in_bulk(list(ids)[:CANDIDATES])
    compared = [
        Resembling(occasion, likeness)
        for occasion in candidates.values()
        if (likeness := compare_descriptions(typed, describe_occasion(occasion)))
    ]
    compared.sort(key=lambda one: (not one.is_same, -one.likeness.strength, one.occasion.pk))
    return compared[:limit]


def describe_occasion(occasion: Occasion) -> Described:
    """Describe a known occasion as the comparison reads it."""
    return Described(
        name=occasion.name,
        commune_code=occasion.territory.code,
        commune=occasion.territory.name,
        address=occasion.address,
        phone=occasion.phone,
    )


def _list_by_words(typed: Described, commune: Territory) -> list[int]:
    """List what bears one of the words in the commune or beside it, the fullest names first."""
    beginnings = _cut_words(typed.words)[:MAX_WORDS]
    if not beginnings:
        return []
    places = [name_territory(code) for code in (commune.code, *(commune.neighbour_codes or ()))]
    clause = find_engine().ask_beginnings(beginnings, places, is_every=False)
    held = " + ".join("CASE WHEN e.sort_name LIKE %s THEN 1 ELSE 0 END" for _ in beginnings)
    patterns = tuple(f"%{beginning}%" for beginning in beginnings)
    return _fetch_ids(clause, f"{held} DESC, e.occasion_id", patterns)


def _list_by_door(typed: Described) -> list[int]:
    """List what the index knows in the same street of the commune."""
    if not (typed.street and typed.number):
        return []
    words = _cut_words((typed.number, *typed.street))[:MAX_WORDS]
    places = [name_territory(typed.commune_code)]
    return _fetch_ids(
        find_engine().ask_beginnings(words, places, is_every=True), "e.occasion_id", ()
    )


def _cut_words(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(stem(word)[:BEGINNING] for word in words))


def _list_by_name(typed: Described, commune: Territory) -> list[int]:
    """List the nearest names of the commune, whatever the slip of the hand."""
    rows = Occasion.objects.filter(territory=commune, state__in=_ALIVE, merged_into=None)
    names = dict(rows.values_list("pk", "search_name")[:NAMES_READ])
    found = process.extract(
        fold(typed.name), names, scorer=fuzz.token_sort_ratio, limit=10, score_cutoff=70
    )
    return [pk for _name, _score, pk in found]


def _fetch_ids(clause: Clause, order: str, order_parameters: tuple[object, ...]) -> list[int]:
    sql = (
        f"SELECT e.occasion_id FROM inventory_searchentry e {clause.join} "  # noqa: S608 - constants
        f"WHERE {clause.where} ORDER BY {order} LIMIT {CANDIDATES // 2}"
    )
    with connection.cursor() as cursor:
        parameters: list[Any] = [*clause.parameters, *order_parameters]
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]
