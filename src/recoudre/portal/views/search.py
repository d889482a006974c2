"""The search page: a list first, and the map of the same question."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from recoudre.design.htmx import render_section
from recoudre.inventory.queries import list_listed, map_next_timings, read_version
from recoudre.inventory.search import (
    Answer,
    Box,
    MapMark,
    count_answers,
    list_marks,
)
from recoudre.inventory.search.spelling import list_completions
from recoudre.portal.cards import Card, draw_cards, link_occasion, make_cards
from recoudre.portal.filters import draw_facets
from recoudre.portal.forms import MAX_WORDS_LENGTH, RADII_KM, read_search, read_view
from recoudre.portal.outlines import list_outlines
from recoudre.portal.searching import (
    Search,
    correct_search,
    find_answer,
    list_remarks,
    list_ways,
    note_search,
    prepare_search,
    spell_search,
    tell_order,
    tell_subject,
    tell_total,
)

PER_PAGE = 20
MAP_SECONDS = 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """List the answers, their filters, and what to try when there is none."""
    asked = prepare_search(read_search(request.GET))
    sought, answer, page = _find_answer(asked)
    context = {
        "search": sought,
        "asked_words": asked.asked.words if sought is not asked else "",
        **_list_links(sought),
        "title": tell_subject(sought),
        "total_line": tell_total(sought, answer.total),
        "order_line": tell_order(sought) if answer.total > 1 else "",
        "remarks": list_remarks(sought),
        "choices": _list_choices(sought),
        "cards": draw_cards(_make_cards(sought, answer)),
        "page": Paginator(range(answer.total), PER_PAGE).get_page(page),
        "facets": draw_facets(answer.counts, sought.asked.chosen),
        "ticked": sum(len(values) for values in sought.asked.chosen.values()),
        "radii": RADII_KM,
        "radius": sought.asked.radius_km,
        "unplaced": answer.total - answer.placed,
        **_describe_empty(sought, answer),
    }
    return render_section(request, "portal/search.html", "results", context)


@require_safe
def search_words(request: HttpRequest) -> HttpResponse:
    """Give what somebody may be typing, as the options of the field."""
    words = list_completions(request.GET.get("q", "")[:MAX_WORDS_LENGTH])
    response = render(request, "portal/search_words.html", {"words": words})
    patch_cache_control(response, public=True, max_age=MAP_SECONDS)
    return response


@require_safe
def search_map(request: HttpRequest) -> HttpResponse:
    """Give the marks of the map as GeoJSON, for the same parameters as the page.

    `bbox` is what the map shows. One mark is one occasion, or a `count` of several.
    """
    sought = prepare_search(read_search(request.GET))
    view = read_view(request.GET.get("bbox", ""))
    key = hashlib.sha256(f"{read_version()} {sought.question} {view}".encode()).hexdigest()
    etag = f'"{key}"'
    body = cache.get(f"map:{key}")
    if body is None:
        body = _describe_marks(sought, view)
        cache.set(f"map:{key}", body, MAP_SECONDS)
    response = JsonResponse(body, content_type="application/geo+json")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=60)
    return get_conditional_response(request, etag=etag, response=response) or response


def _list_links(sought: Search) -> dict[str, str]:
    """List the addresses made of this search: its map, and the same but for one thing."""
    query = sought.asked.write_query()
    points, outlines = reverse("search-map"), reverse("search-outlines")
    return {
        "query": query,
        "points_url": f"{points}?{query}" if query else points,
        "outline_url": f"{outlines}?{query}" if query else outlines,
        "unplaced_url": replace(sought.asked, is_unplaced=True).link(),
        "no_filter_url": replace(sought.asked, chosen={}).link(),
        "commune_search_url": sought.commune_link,
    }


def _find_answer(asked: Search) -> tuple[Search, Answer, int]:
    """Find a page of answers; when there is none, that of the same words put right.

    A search that finds nothing, even so, is noted, without who asked.
    """
    answer, page = _find_page(asked)
    if answer.total:
        return asked, answer, page
    corrected = correct_search(asked)
    if corrected is not None:
        found, first = _find_page(corrected)
        if found.total:
            names = [one.name for one in list_listed(found.ids)]
            return spell_search(corrected, names), found, first
    note_search(asked)
    return asked, answer, page


def _find_page(sought: Search) -> tuple[Answer, int]:
    """Find one page of answers; past the last one, the last one."""
    page = sought.asked.page
    answer = find_answer(sought.question, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    if answer.ids or not answer.total:
        return answer, page
    last = (answer.total - 1) // PER_PAGE + 1
    return find_answer(sought.question, limit=PER_PAGE, offset=(last - 1) * PER_PAGE), last


def _make_cards(sought: Search, answer: Answer) -> list[Card]:
    listed = list_listed(answer.ids)
    now = timezone.now()
    near = sought.near.place if sought.is_around else None
    return make_cards(listed, timings=map_next_timings(listed, since=now), near=near, at=now)


def _list_choices(sought: Search) -> list[dict[str, str]]:
    """List the communes that the visitor may mean, each a link to the same search there."""
    return [
        {"url": replace(sought.asked, near=place.typed, page=1).link(), "label": place.typed}
        for place in sought.near.choices
    ]


def _describe_empty(sought: Search, answer: Answer) -> dict[str, Any]:
    """Describe what to try when nothing was found; nothing when something was."""
    if answer.total:
        return {}
    ways = list_ways(sought)
    tightest = max(ways, key=lambda way: way.count, default=None)
    return {"ways": ways, "tightest": tightest, "contact": settings.CONTACT}


def _describe_marks(sought: Search, view: Box | None) -> dict[str, Any]:
    marks = list_marks(sought.question, view=view)
    total, placed = count_answers(sought.question)
    body = {
        "type": "FeatureCollection",
        "total": total,
        "placed": placed,
        "features": [_draw_mark(mark) for mark in marks],
    }
    if circle := sought.question.circle:
        box = circle.box
        body["bbox"] = [box.west, box.south, box.east, box.north]
    return body


def _draw_mark(mark: MapMark) -> dict[str, Any]:
    properties: dict[str, Any] = {"count": mark.count}
    if mark.occasion_id:
        properties |= {
            "id": mark.occasion_id,
            "name": mark.name,
            "where": mark.commune,
            "bond": mark.bond,
            "url": link_occasion(mark.occasion_id, mark.slug),
        }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(mark.lon, 6), round(mark.lat, 6)]},
        "properties": properties,
    }


@require_safe
def search_outlines(request: HttpRequest) -> HttpResponse:
    """Give the outlines to draw under the marks, as GeoJSON."""
    sought = prepare_search(read_search(request.GET))
    place = sought.near.place or sought.territory
    key = f"outlines:{place.code if place else ''}"
    body = cache.get(key)
    if body is None:
        body = json.dumps(list_outlines(place), separators=(",", ":"))
        cache.set(key, body, MAP_SECONDS)
    response = HttpResponse(body, content_type="application/geo+json")
    patch_cache_control(response, public=True, max_age=MAP_SECONDS)
    return response
