"""The page of what is looked for in vain: a need that people express without being asked."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recoudre.inventory.queries.searches import FEWEST_DAYS, FEWEST_SEARCHES, list_unmet
from recoudre.portal.places import find_place
from recoudre.territories.queries import list_codes_within

SINCE_DAYS = 365


@require_safe
def unmet(request: HttpRequest) -> HttpResponse:
    """Show the words that found nothing, everywhere or about one territory and all it holds."""
    place = find_place(request.GET.get("territoire", "").strip()[:9])
    since = timezone.localdate() - timedelta(days=SINCE_DAYS)
    codes = list_codes_within(place.code) if place else None
    context = {
        "place": place,
        "since": since,
        "lines": list_unmet(since=since, territory_codes=codes),
        "fewest": FEWEST_SEARCHES,
        "days": FEWEST_DAYS,
    }
    return render(request, "portal/unmet.html", context)
