"""What people say otherwise than a file, and how to send it back to who publishes the file."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recoudre.inventory.models import Occasion, Source
from recoudre.inventory.queries.disagreements import Disagreement, list_disagreements
from recoudre.inventory.queries.moderation import map_names
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.wording import name_field, write_values

LINES_PER_PAGE = 50
COLUMNS = ("identifiant", "champ", "leur valeur", "notre valeur", "depuis")
# A spreadsheet would run a cell that begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Told:
    """One disagreement in words."""

    occasion: Occasion
    remote_id: str
    field: str
    source: Source
    theirs: str
    ours: str
    since: date


@require_safe
@open_to_moderators
def show_disagreements(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List where a person's word differs from what a source says, with how to tell it."""
    slug = request.GET.get("source", "")
    found = list_disagreements(scope)
    counts = Counter(one.source for one in found)
    kept = [one for one in found if slug in {"", one.source.slug}]
    page = Paginator(kept, LINES_PER_PAGE).get_page(request.GET.get("page"))
    chosen = next((source for source in counts if source.slug == slug), None)
    context = {
        "page": page,
        "lines": _tell(page),
        "sources": sorted(counts.items(), key=lambda pair: -pair[1]),
        "chosen": chosen,
        "count": counts[chosen] if chosen else 0,
        "query": f"source={chosen.slug}" if chosen else "",
    }
    return render(request, "inventory/moderation/disagreements.html", context)


@require_safe
@open_to_moderators
def download_disagreements(_request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """Give the corrections that one source may take back, as a table."""
    found = list_disagreements(scope, source_slug=slug)
    if not found:
        raise Http404
    text = StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow(COLUMNS)
    table.writerows(
        [_guard(cell) for cell in (one.remote_id, one.field, one.theirs, one.ours)]
        + [one.since.isoformat()]
        for one in _tell(found)
    )
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="corrections-{slug}.csv"'},
    )


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.strip().startswith(_FORMULA) else cell


def _tell(found: Iterable[Disagreement]) -> list[Told]:
    listed = list(found)
    communes = map_names(
        side["commune_code"]
        for one in listed
        for side in (one.theirs, one.ours)
        if "commune_code" in side
    )
    return [
        Told(
            occasion=one.occasion,
            remote_id=one.remote_id,
            field=name_field(one.field),
            source=one.source,
            theirs=write_values(one.field, one.theirs, communes) or _("rien"),
            ours=write_values(one.field, one.ours, communes) or _("rien"),
            since=timezone.localdate(one.since),
        )
        for one in listed
    ]
