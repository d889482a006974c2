"""The page that tells how often the machine's suggestions are right, and for whom less."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recoudre.indicators.reading import FEWEST_EXAMPLES, FEWEST_TOLD, SUGGESTED_FROM
from recoudre.inventory.queries.suggestions import find_last_training
from recoudre.portal.suggesting import describe_training


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show how suggestions are made, and the measures of the last training."""
    training = find_last_training()
    context = {
        "training": training,
        "chapters": describe_training(training) if training else [],
        "fewest": FEWEST_EXAMPLES,
        "fewest_told": FEWEST_TOLD,
        "threshold": SUGGESTED_FROM,
    }
    return render(request, "portal/suggestions.html", context)
