"""The pages that explain: method, sources, data, legal notice, accessibility."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from recoudre.importers.relevance import list_rules
from recoudre.importers.sources.template import COLUMNS, write_template
from recoudre.indicators.reading import (
    BANDWIDTH_M,
    EXPECTED_TO_SPEAK,
    FEWEST_FOR_DIVERSITY,
    MAX_FALSE_SHARE,
    REACH_M,
    SIZE_BOUNDS,
    SMALLEST_GROUP,
    THIN_SHARE,
    Insufficiency,
    Verdict,
)
from recoudre.inventory.models import Source
from recoudre.portal.queries import (
    list_runs,
    list_sources,
    list_unimported_rows,
    map_last_runs,
)
from recoudre.portal.reports import describe_rows, describe_run, list_reasons
from recoudre.vocabulary.indicators import INDICATORS
from recoudre.vocabulary.licences import LICENCES
from recoudre.vocabulary.lists import Outcome, Trust
from recoudre.vocabulary.records import RepairName
from recoudre.vocabulary.tables import TABLES

RUNS = 12
ROWS = 200
TEMPLATE_NAME = "modele-recoudre.csv"
OUTCOME_MEANINGS = {
    Outcome.ACCEPTED: gettext_noop("publiée telle quelle"),
    Outcome.REPAIRED: gettext_noop(
        "publiée, et chaque réparation est nommée ; la valeur reçue est gardée"
    ),
    Outcome.DOUBTFUL: gettext_noop("publiée avec un doute qu’une personne doit lever"),
    Outcome.REFUSED: gettext_noop("gardée avec son numéro de ligne et la raison, et non publiée"),
}


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show how facts are gathered and figures made, and what they cannot say."""
    context = {
        "trusts": list(Trust),
        "outcomes": [(_(outcome.label), _(text)) for outcome, text in OUTCOME_MEANINGS.items()],
        "repairs": list(RepairName),
        "indicators": INDICATORS,
        "verdicts": list(Verdict),
        "insufficiencies": list(Insufficiency),
        **describe_conventions(),
    }
    return render(request, "portal/method.html", context)


def describe_conventions() -> dict[str, Any]:
    """Describe the conventions that the analysis rests on."""
    starts = (0, *SIZE_BOUNDS)
    return {
        "reach_km": REACH_M / 1000,
        "bandwidth_km": BANDWIDTH_M / 1000,
        "bands": list(zip(starts, (*SIZE_BOUNDS, None), strict=True)),
        "smallest_group": SMALLEST_GROUP,
        "false_share": MAX_FALSE_SHARE,
        "thin_share": THIN_SHARE,
        "expected_to_speak": EXPECTED_TO_SPEAK,
        "fewest_for_diversity": FEWEST_FOR_DIVERSITY,
    }


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the imported sources with their last import."""
    runs = map_last_runs()
    lines = [
        {"source": one, "run": describe_run(runs[one.pk]) if one.pk in runs else None}
        for one in list_sources()
    ]
    return render(request, "portal/sources.html", {"lines": lines})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one source: who publishes it, what its last import did, and the rows left aside."""
    found = Source.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Cette source n’est pas importée ici."))
    runs = list_runs(found, RUNS)
    last = runs[0] if runs else None
    rows = list_unimported_rows(last, ROWS + 1) if last else []
    context = {
        "source": found,
        "trust": _(Trust(found.trust).label),
        "live": found.records.filter(withdrawn_at__isnull=True).count(),
        "runs": [describe_run(run) for run in runs],
        "reasons": list_reasons(last) if last else [],
        "rows": describe_rows(rows[:ROWS]),
        "is_cut": len(rows) > ROWS,
        "rules": list_rules(found.slug),
        "shown_rows": ROWS,
    }
    return render(request, "portal/source.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show what the observation is, its tables and its licences, and how to bring a file."""
    context = {"tables": TABLES, "licences": LICENCES.values(), "columns": COLUMNS}
    return render(request, "portal/data.html", context)


@require_safe
def template_csv(_request: HttpRequest) -> HttpResponse:
    """Give the template that a steward fills, with its example line."""
    return HttpResponse(
        write_template(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{TEMPLATE_NAME}"'},
    )


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Show who answers for this site, under which licences, and what it keeps of visitors."""
    return render(request, "portal/legal.html", {"licences": LICENCES.values()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what was checked for accessibility, and what was not."""
    return render(request, "portal/accessibility.html")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell robots to leave the endless combinations of search filters alone."""
    return HttpResponse("User-agent: *\nDisallow: /chercher?\n", content_type="text/plain")
