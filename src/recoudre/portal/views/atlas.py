"""The atlas: the initiatives that the white paper names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recoudre.portal.queries import list_atlas
from recoudre.portal.white_paper import count_statuses, group_named_occasions


@require_safe
def atlas(request: HttpRequest) -> HttpResponse:
    """Show every initiative, with how far it could be confirmed."""
    themes = group_named_occasions(list_atlas())
    context = {
        "themes": themes,
        "statuses": count_statuses(themes),
        "total": sum(len(theme.occasions) for theme in themes),
    }
    return render(request, "portal/atlas.html", context)
