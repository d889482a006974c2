"""Reads of the search: the counts of every facet, one page of answers, and the marks of the map."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any

from django.db import connection

from recoudre.inventory.facets import FACETS, count_facets
from recoudre.inventory.models import Occasion
from recoudre.inventory.search.engines import Clause, find_engine
from recoudre.inventory.search.question import KM_PER_DEGREE, Box, Question
from recoudre.inventory.search.words import cover_box, name_territory

_INSIDE = "e.lat BETWEEN %s AND %s AND e.lon BETWEEN %s AND %s"


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of occasions in order, the true total, and what each further choice would show.

    `placed` is how many of the total have a point: the sum of the marks of the map.
    """

    occasions: list[Occasion]
    total: int
    placed: int
    counts: Mapping[str, Mapping[str, int]]


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
    """The parts of one SQL reading of the search entries."""

    source: str
    where: str
    parameters: tuple[object, ...]
    order: str
    order_parameters: tuple[object, ...]


def search_occasions(question: Question, *, limit: int, offset: int = 0) -> Answer:
    """Search the published occasions.

    Order: nearest first around a point; else best match first when there are words; else by name.
    """
    query = _compose(question)
    placed_by_bits, bare_by_bits = _count_bits(query)
    counts_by_bits = placed_by_bits + bare_by_bits
    total, counts = count_facets(counts_by_bits, question.chosen)
    placed, _ = count_facets(placed_by_bits, question.chosen) if bare_by_bits else (total, counts)
    ids = _list_ids(query, question, limit, offset) if total > offset else []
    found = Occasion.objects.with_place().in_bulk(ids)
    return Answer([found[pk] for pk in ids], total, placed, counts)


def list_answers(question: Question, *, limit: int) -> list[Occasion]:
    """List the first answers in the order of `search_occasions`, without counting any facet."""
    ids = _list_ids(_compose(question), question, limit, 0)
    found = Occasion.objects.with_place().in_bulk(ids)
    return [found[pk] for pk in ids]


def count_answers(question: Question) -> int:
    """Count the published occasions that answer."""
    query = _compose(question)
    where, parameters = _narrow(query, question)
    return int(_fetch(f"SELECT count(*) FROM {query.source} WHERE {where}", parameters)[0][0])


def list_marks(
    question: Question, *, view: Box | None = None, rows: int = 9, most: int = 60
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
        f"SELECT count(*), min(e.lat), max(e.lat), min(e.lon), max(e.lon) FROM {query.source} WHERE {placed}",
        parameters,
    )[0]
    if not total:
        return []
    if total <= most:
        return _list_single_marks(query.source, placed, parameters)
    shrink = max(cos(radians((north + south) / 2)), 0.01)
    high = max((north - south) / rows, (east - west) * shrink / rows, 1e-6)
    groups = _fetch(
        f"SELECT avg(e.lat), avg(e.lon), count(*), min(e.occasion_id) FROM {query.source} WHERE {placed} "
        "GROUP BY CAST(e.lat / %s AS INTEGER), CAST(e.lon / %s AS INTEGER)",
        (*parameters, high, high / shrink),
    )
    return _name_lone_marks(
        [MapMark(lat, lon, n, pk if n == 1 else None) for lat, lon, n, pk in groups]
    )


def _compose(question: Question) -> _Query:
    """Turn a question, its facets apart, into the parts of a query."""
    clause = find_engine().ask(question.words, _list_place_tokens(question))
    conditions, parameters = _compare_coordinates(question)
    if clause is not None:
        conditions.insert(0, clause.where)
        parameters = (*clause.parameters, *parameters)
    order, order_parameters = _choose_order(question, clause)
    return _Query(
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


def _choose_order(question: Question, clause: Clause | None) -> tuple[str, tuple[object, ...]]:
    if question.circle is not None:
        order, parameters = _measure_square_distance(question.circle.lat, question.circle.lon)
        return f"{order}, e.occasion_id", parameters
    if clause is not None and question.words:
        return f"{clause.order}, e.occasion_id", clause.order_parameters
    return "e.sort_name, e.occasion_id", ()


def _narrow(query: _Query, question: Question) -> tuple[str, tuple[object, ...]]:
    """Add the facets' choices to the conditions."""
    masks = [facet.mask(question.chosen.get(facet.parameter, ())) for facet in FACETS]
    chosen = [mask for mask in masks if mask]
    where = " AND ".join([query.where, *("(e.facet_bits & %s) <> 0" for _ in chosen)])
    return where, (*query.parameters, *chosen)


def _list_ids(query: _Query, question: Question, limit: int, offset: int) -> list[int]:
    where, parameters = _narrow(query, question)
    rows = _fetch(
        f"SELECT e.occasion_id FROM {query.source} WHERE {where} ORDER BY {query.order} LIMIT %s OFFSET %s",
        (*parameters, *query.order_parameters, limit, offset),
    )
    return [row[0] for row in rows]


def _count_bits(query: _Query) -> tuple[Counter[int], Counter[int]]:
    """Count the answers by their facets: those that have a point, those that have none."""
    placed: Counter[int] = Counter()
    bare: Counter[int] = Counter()
    for bits, count, with_point in _fetch(
        f"SELECT e.facet_bits, count(*), count(e.lat) FROM {query.source} WHERE {query.where} GROUP BY 1",
        query.parameters,
    ):
        placed[bits] = with_point
        if count > with_point:
            bare[bits] = count - with_point
    return placed, bare


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
    return [_name_mark(mark, by_id.get(mark.occasion_id)) for mark in marks]


def _name_mark(mark: MapMark, said: list[Any] | None) -> MapMark:
    if said is None:
        return mark
    name, slug, commune, bonds = said
    bond = bonds[0]["bond"] if bonds else ""
    return replace(mark, name=name, slug=slug, commune=commune, bond=bond)


def _fetch(sql: str, parameters: tuple[object, ...]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
