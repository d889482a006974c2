"""The page that tells how descriptions are matched, and how often the machine is right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recoudre.importers.matching.quality import IN_USE
from recoudre.portal.matching import draw_curve, find_in_use, list_regions
from recoudre.vocabulary.decisions import Relation


@require_safe
def matching(request: HttpRequest) -> HttpResponse:
    """Show how descriptions are matched, and what was measured, by threshold and by region."""
    context = {
        "figures": draw_curve(),
        "in_use": find_in_use(),
        "regions": list_regions(),
        "relations": list(Relation),
        "threshold": IN_USE,
    }
    return render(request, "portal/matching.html", context)
