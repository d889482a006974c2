"""One helper between views and htmx: a view never asks who will swap its answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

VARY_ON = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def render_section(
    request: HttpRequest, template: str, partial: str, context: dict[str, Any]
) -> HttpResponse:
    """Render the page, or only its section when htmx will swap a section.

    Parameters
        partial: the name of a `{% partialdef %}` inside `template`, so that the section and the
            page cannot diverge.

    Returns
        The whole page for a plain visit, a boosted link or a history restore; the section
        otherwise. `Vary` tells caches that the two differ.
    """
    name = f"{template}#{partial}" if _wants_section(request) else template
    response = render(request, name, context)
    patch_vary_headers(response, VARY_ON)
    return response


def _wants_section(request: HttpRequest) -> bool:
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )
