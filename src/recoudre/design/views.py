"""The page that shows every component."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recoudre.design import samples
from recoudre.vocabulary.lists import Bond


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component once, on invented examples."""
    context = {
        "cards": samples.CARDS,
        "bonds": list(Bond),
        "facet": samples.FACET,
        "page": Paginator(range(1_400), 100).page(7),
        "figures": samples.list_figures(),
        "hours": samples.HOURS,
        "said_on": samples.SAID_ON,
        "links": [{"url": "#vide", "label": "Chercher jusqu’à 20 km"}],
    }
    return render(request, "design/components.html", context)
