"""The atlas: the initiatives that the white paper names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recoudre.portal.initiatives import count_statuses, group_initiatives
from recoudre.portal.queries import list_atlas


@require_safe
def atlas(request: HttpRequest) -> HttpResponse:
    """Show every initiative, with how far it could be confirmed."""
    themes = group_initiatives(list_atlas())
    context = {
        "themes": themes,
        "statuses": count_statuses(themes),
        "total": sum(len(theme.initiatives) for theme in themes),
    }
    return render(request, "portal/atlas.html", context)
