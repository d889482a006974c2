"""Reads of the search: the counts of every facet, one page of answers, and the marks of the map."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians
from typing import Any

from django.db import connection

from recoudre.inventory.facets import FACETS, count_chosen, count_facets
from recoudre.inventory.models import Occasion
from recoudre.inventory.search.engines import Clause, find_engine
from recoudre.inventory.search.question import KM_PER_DEGREE, Box, Question
from recoudre.inventory.search.terms import read_terms
from recoudre.inventory.search.words import cover_box, list_query_words, name_territory
from recoudre.vocabulary.stems import stem
from recoudre.vocabulary.text import fold

# Above so many answers, what each further choice would show is not counted.
BROAD = 5_000
# Words within this distance of a point rarely have so many answers: counting first would cost more.
LOCAL_KM = 20
_INSIDE = "e.lat BETWEEN %s AND %s AND e.lon BETWEEN %s AND %s"


@dataclass(frozen=True)
class Answer:
    """One page of occasions in order, the true total, and what each further choice would show.

    `placed` is how many of the total have a point: the sum of the marks of the map. When answers
    are very many, `counts` is empty: what each choice would show is then not counted.
    """

    ids: list[int]
    total: int
    placed: int
    counts: Mapping[str, Mapping[str, int]]

    @cached_property
    def occasions(self) -> list[Occasion]:
        """Give the occasions of the page, whole."""
        found = Occasion.objects.with_place().in_bulk(self.ids)
        return [found[pk] for pk in self.ids if pk in found]


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark of the map: one occasion, or several gathered in a cell (`occasion_id` is then None).

    `commune` and `bond` (its first one) are those of a lone occasion; empty when unknown.
    """

    lat: float
    lon: float
    count: int
    occasion_id: int | None = None
    name: str = ""
    slug: str = ""
    commune: str = ""
    bond: str = ""


@dataclass(frozen=True, slots=True)
class _Query:
    """The parts of one SQL reading of the search entries; `clause` is what the index is asked."""

    clause: Clause | None
    source: str
    where: str
    parameters: tuple[object, ...]
    order: str
    order_parameters: tuple[object, ...]


# The ids of a page, and how many answers have each set of bits: with a point, without.
_Read = tuple[list[int], Counter[int], Counter[int]]


def search_occasions(question: Question, *, limit: int, offset: int = 0) -> Answer:
    """Search the published occasions.

    Order: when there are words, names that hold most of them first; then the nearest around a
    point; then by name. Above `BROAD` answers: names that begin with the words first, then by
    name; around a point, the nearest first.
    """
    query, page = _compose(question), slice(offset, offset + limit)
    read = _read_page(query, question, page) if question.is_open else None
    if read is None and (_is_local(question) or not _is_broad(query)):
        read = _read_all(query, question, page)
    if read is None:
        return _read_broad(query, question, page)
    ids, placed_by_bits, bare_by_bits = read
    total, counts = count_facets(placed_by_bits + bare_by_bits, question.chosen)
    placed = total - count_chosen(bare_by_bits, question.chosen)
    return Answer(ids, total, placed, counts)


def list_answers(question: Question, *, limit: int) -> list[int]:
    """List the ids of the first answers in the order of `search_occasions`, counting nothing."""
    return _list_ids(_compose(question), question, slice(0, limit))


def count_answers(question: Question) -> tuple[int, int]:
    """Count the published occasions that answer, and those of them that have a point."""
    query = _compose(question)
    where, parameters = _narrow(query, question)
    sql = f"SELECT count(*), count(e.lat) FROM {query.source} WHERE {where}"
    [(total, placed)] = _fetch(sql, parameters)
    return total, placed


def list_marks(
    question: Question, *, view: Box | None = None, rows: int = 9, most: int = 40
) -> list[MapMark]:
    """List the marks of the map: each occasion when they are few, else one mark per cell.

    The sum of the marks' counts is the number of answers that have a point, in `view` when given.
    """
    query = _compose(question)
    where, parameters = _narrow(query, question)
    placed = f"{where} AND e.lat IS NOT NULL"
    if view:
        placed = f"{placed} AND {_INSIDE}"
        parameters = (*parameters, view.south, view.north, view.west, view.east)
    total, south, north, west, east = _fetch(
        "SELECT count(*), min(e.lat), max(e.lat), min(e.lon), max(e.lon) "
        f"FROM {query.source} WHERE {placed}",
        parameters,
    )[0]
    if not total:
        return []
    if total <= most:
        return _list_single_marks(query.source, placed, parameters)
    shrink = max(cos(radians((north + south) / 2)), 0.01)
    high = max((north - south) / rows, (east - west) * shrink / rows, 1e-6)
    groups = _fetch(
        f"SELECT avg(e.lat), avg(e.lon), count(*), min(e.occasion_id) FROM {query.source} "
        f"WHERE {placed} GROUP BY CAST(e.lat / %s AS INTEGER), CAST(e.lon / %s AS INTEGER)",
        (*parameters, high, high / shrink),
    )
    return _name_lone_marks(
        [MapMark(lat, lon, n, pk if n == 1 else None) for lat, lon, n, pk in groups]
    )


def _compose(question: Question) -> _Query:
    """Turn a question, its facets apart, into the parts of a query."""
    clause = find_engine().ask(read_terms(question.words), _list_place_tokens(question))
    conditions, parameters = _compare_coordinates(question)
    if clause is not None:
        conditions.insert(0, clause.where)
        parameters = (*clause.parameters, *parameters)
    order, order_parameters = _choose_order(question)
    return _Query(
        clause=clause,
        source=f"inventory_searchentry e {clause.join if clause else ''}",
        where=" AND ".join(conditions) or "1 = 1",
        parameters=parameters,
        order=order,
        order_parameters=order_parameters,
    )


def _list_place_tokens(question: Question) -> list[str]:
    """List the places that the index can narrow by: the territory, else the cells of a box."""
    if question.territory_code:
        return [name_territory(question.territory_code)]
    box = question.circle.box if question.circle else question.box
    return cover_box(box.south, box.west, box.north, box.east) if box else []


def _compare_coordinates(question: Question) -> tuple[list[str], tuple[object, ...]]:
    """Compare coordinates exactly: inside the box and inside the circle, or without a point."""
    conditions = ["e.lat IS NULL"] if question.is_unplaced else []
    parameters: tuple[object, ...] = ()
    circle = question.circle
    for box in (question.box, circle.box if circle else None):
        if box is not None:
            conditions.append(_INSIDE)
            parameters = (*parameters, box.south, box.north, box.west, box.east)
    if circle is not None:
        distance, where = _measure_square_distance(circle.lat, circle.lon)
        conditions.append(f"{distance} <= %s")
        parameters = (*parameters, *where, (circle.radius_km / KM_PER_DEGREE) ** 2)
    return conditions, parameters


def _measure_square_distance(lat: float, lon: float) -> tuple[str, tuple[object, ...]]:
    """Measure the square of a short distance, in degrees of latitude, on the plane of the point."""
    shrink = cos(radians(lat)) ** 2
    return (
        "((e.lat - %s) * (e.lat - %s) + (e.lon - %s) * (e.lon - %s) * %s)",
        (lat, lat, lon, lon, shrink),
    )


def _choose_order(question: Question) -> tuple[str, tuple[object, ...]]:
    """Choose the order: names that hold the words first, then the nearest, then by name.

    The relevance is the same on every database: for each word, 0 when the name holds it as it was
    typed, 1 when the name holds its stem, 2 otherwise.
    """
    relevance, parameters = _measure_relevance(question.words)
    if question.circle is not None:
        distance, where = _measure_square_distance(question.circle.lat, question.circle.lon)
        parameters = (*parameters, *where)
        orders = [*relevance, distance, "e.occasion_id"]
    else:
        orders = [*relevance, "e.sort_name", "e.occasion_id"]
    return ", ".join(orders), parameters


def _measure_relevance(typed: str) -> tuple[list[str], tuple[object, ...]]:
    words = list_query_words(typed)
    cases = [
        "CASE WHEN e.sort_name LIKE %s THEN 0 WHEN e.sort_name LIKE %s THEN 1 ELSE 2 END"
        for _ in words
    ]
    patterns = tuple(f"%{form}%" for word in words for form in (word, stem(word)))
    return ([" + ".join(cases)] if cases else []), patterns


def _is_local(question: Question) -> bool:
    """Say whether words around a point leave so little that it is read without counting first."""
    circle = question.circle
    return bool(question.words and circle and circle.radius_km <= LOCAL_KM)


def _is_broad(query: _Query) -> bool:
    """Say whether a question has too many answers to read them all; a box alone always may."""
    if query.clause is None:
        return True
    sql, parameters = find_engine().count_up_to(query.clause, BROAD + 1)
    return bool(_fetch(sql, parameters)[0][0] > BROAD)


def _read_broad(query: _Query, question: Question, page: slice) -> Answer:
    """Read one page of a question that has very many answers, without reading them all.

    Around a point, the nearest cells are read first; otherwise names are walked in their order.
    """
    total, placed = count_answers(question)
    near = _shrink(question, page.stop) if question.circle else None
    if near is not None:
        return Answer(_list_ids(_compose(near), near, page), total, placed, {})
    source, found = find_engine().walk(query.clause)
    asked = query.clause.where if query.clause else "1 = 1"
    walked = replace(
        query,
        source=source,
        where=query.where.replace(asked, found, 1),
        order="e.sort_name, e.occasion_id",
        order_parameters=(),
    )
    return Answer(_walk_names(walked, question, page), total, placed, {})


def _shrink(question: Question, wanted: int) -> Question | None:
    """Draw the circle in until it holds few answers more than the page needs."""
    circle = question.circle
    if circle is None:
        return None
    for part in (32, 16, 8, 4, 2):
        smaller = replace(question, circle=replace(circle, radius_km=circle.radius_km / part))
        if count_answers(smaller)[0] >= wanted:
            return smaller
    return question


def _walk_names(query: _Query, question: Question, page: slice) -> list[int]:
    """Walk the names in order: those that begin with the words, then all the others."""
    start = fold(question.words)
    if not start:
        return _list_ids(query, question, page)
    span = "e.sort_name >= %s AND e.sort_name < %s"
    bounds = (start, start[:-1] + chr(ord(start[-1]) + 1))
    first = replace(
        query, where=f"{query.where} AND {span}", parameters=(*query.parameters, *bounds)
    )
    ids = _list_ids(first, question, slice(0, page.stop))
    if len(ids) < page.stop:
        rest = replace(
            query, where=f"{query.where} AND NOT ({span})", parameters=(*query.parameters, *bounds)
        )
        ids += _list_ids(rest, question, slice(0, page.stop - len(ids)))
    return ids[page]


def _list_masks(question: Question) -> list[int]:
    masks = [facet.mask(question.chosen.get(facet.parameter, ())) for facet in FACETS]
    return [mask for mask in masks if mask]


def _narrow(query: _Query, question: Question) -> tuple[str, tuple[object, ...]]:
    """Add the facets' choices to the conditions."""
    chosen = _list_masks(question)
    where = " AND ".join([query.where, *("(e.facet_bits & %s) <> 0" for _ in chosen)])
    return where, (*query.parameters, *chosen)


def _read_all(query: _Query, question: Question, page: slice) -> _Read | None:
    """Read every answer once: cheaper than to count, then to sort, as long as something narrows.

    None when they turn out to be very many.
    """
    rows = _fetch(
        f"SELECT e.occasion_id, e.facet_bits, e.lat IS NULL FROM {query.source} "
        f"WHERE {query.where} ORDER BY {query.order} LIMIT {BROAD + 1}",
        (*query.parameters, *query.order_parameters),
    )
    if len(rows) > BROAD:
        return None
    masks = _list_masks(question)
    ids = [pk for pk, bits, _ in rows if all(bits & mask for mask in masks)]
    placed = Counter([bits for _, bits, is_bare in rows if not is_bare])
    return ids[page], placed, Counter([bits for _, bits, is_bare in rows if is_bare])


def _read_page(query: _Query, question: Question, page: slice) -> _Read:
    """Read one page of a question that nothing narrows, and count apart."""
    placed: Counter[int] = Counter()
    bare: Counter[int] = Counter()
    for bits, count, with_point in _fetch(
        f"SELECT e.facet_bits, count(*), count(e.lat) FROM {query.source} GROUP BY 1", ()
    ):
        placed[bits] = with_point
        bare[bits] = count - with_point
    return _list_ids(query, question, page), placed, bare


def _list_ids(query: _Query, question: Question, page: slice) -> list[int]:
    where, parameters = _narrow(query, question)
    rows = _fetch(
        f"SELECT e.occasion_id FROM {query.source} WHERE {where} "
        f"ORDER BY {query.order} LIMIT %s OFFSET %s",
        (*parameters, *query.order_parameters, page.stop - page.start, page.start),
    )
    return [row[0] for row in rows]


def _list_single_marks(source: str, where: str, parameters: tuple[object, ...]) -> list[MapMark]:
    rows = _fetch(
        f"SELECT e.lat, e.lon, e.occasion_id FROM {source} WHERE {where} ORDER BY e.occasion_id",
        parameters,
    )
    return _name_lone_marks([MapMark(lat, lon, 1, pk) for lat, lon, pk in rows])


def _name_lone_marks(marks: list[MapMark]) -> list[MapMark]:
    """Say which occasion each lone mark is."""
    ids = [mark.occasion_id for mark in marks if mark.occasion_id]
    said = Occasion.objects.filter(pk__in=ids).values_list(
        "pk", "name", "slug", "territory__name", "bonds"
    )
    by_id = {pk: values for pk, *values in said}
    return [_name_mark(mark, by_id.get(mark.occasion_id or 0)) for mark in marks]


def _name_mark(mark: MapMark, said: list[Any] | None) -> MapMark:
    if said is None:
        return mark
    name, slug, commune, bonds = said
    bond = bonds[0]["bond"] if bonds else ""
    return replace(mark, name=name, slug=slug, commune=commune, bond=bond)


def _fetch(sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
