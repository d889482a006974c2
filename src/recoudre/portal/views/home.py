"""The home page: what this is, one field to search, what is coming, what is new."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recoudre.design.french import write_label
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import count_by_kind, list_coming, list_newest, map_next_timings
from recoudre.portal.cards import link_occasion, make_cards
from recoudre.portal.home_map import draw_home_map, find_home_territory
from recoudre.portal.places import link_territory
from recoudre.portal.series import fold_series

SHOWN = 5
# More are read than shown: the dates of a series that come one by one are folded in one.
READ = 4 * SHOWN
WEEK = timedelta(days=7)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the door of the observatory; on an empty one, how to fill it."""
    counts = count_by_kind()
    territory = find_home_territory()
    context: dict[str, Any] = {
        "total": sum(counts.values()),
        "counts": counts,
        "territory": territory,
        "territory_url": link_territory(territory.code, territory.slug) if territory else "",
        "map": draw_home_map(territory) if territory else None,
        "newest": [_describe_new(one) for one in list_newest(SHOWN)],
        **_describe_coming(),
    }
    return render(request, "portal/home.html", context)


def _describe_coming() -> dict[str, Any]:
    """Describe what comes within seven days; else the next ones, and say so."""
    now = timezone.now()
    this_week = list_coming(since=now, until=now + WEEK, limit=READ)
    coming = this_week or list_coming(since=now, limit=READ)
    timings = map_next_timings(coming, since=now)
    heads, timings = fold_series(coming, timings)
    return {
        "is_this_week": bool(this_week),
        "coming": make_cards(heads[:SHOWN], timings=timings, at=now),
    }


def _describe_new(one: Occasion) -> dict[str, Any]:
    return {
        "url": link_occasion(one.pk, one.slug),
        "name": one.name,
        "kind_label": write_label(one.kind, "Kind"),
        "commune": one.territory.name,
        "created_at": one.created_at,
    }
