"""The territories that are followed, and the portrait of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recoudre.design.charts import Figure
from recoudre.indicators.models import AnalysisRun
from recoudre.indicators.packing import Findings
from recoudre.indicators.queries import find_run, list_findings
from recoudre.indicators.reading import ALL_BONDS, BONDS, PortraitRow
from recoudre.inventory.models import Source
from recoudre.inventory.queries import map_next_timings, read_version
from recoudre.portal.cards import make_cards
from recoudre.portal.places import link_territory
from recoudre.portal.portraits.boards import Board, Commune, Pair, read_board
from recoudre.portal.portraits.crossings import Crossings, read_crossings
from recoudre.portal.portraits.figures import (
    Compared,
    NamedFigure,
    draw_comparison,
    draw_portrait,
    list_unsaid_facets,
)
from recoudre.portal.portraits.maps import draw_place
from recoudre.portal.portraits.sentences import write_sentences
from recoudre.portal.portraits.silences import Silences, read_silences, tell_held
from recoudre.portal.queries import (
    count_in,
    list_blank_communes,
    list_newest_in,
    map_epcis_by_department,
)
from recoudre.territories.models import Territory
from recoudre.territories.queries import (
    find_territory,
    list_children,
    list_communes_of,
    list_parents,
    search_communes,
)
from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG, INDICATORS
from recoudre.vocabulary.lists import Level

NEWEST = 4
KEPT_SECONDS = 600
FOUND = 20


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A territory, and the territories around it."""

    territory: Territory
    parents: list[Territory]
    children: list[Territory]
    communes: list[Commune]
    neighbours: list[Territory]

    @property
    def is_commune(self) -> bool:
        """Tell whether it is a commune."""
        return self.territory.level == Level.COMMUNE

    @property
    def is_region(self) -> bool:
        """Tell whether it is a région: too many communes for one page."""
        return self.territory.level == Level.REGION


@dataclass(frozen=True, slots=True)
class Nested:
    """A territory, and those that it holds."""

    territory: Territory
    inside: "list[Nested]" = field(default_factory=list)

    @property
    def url(self) -> str:
        """Give the address of its page."""
        return link_territory(self.territory.code, self.territory.slug)


@dataclass(frozen=True, slots=True)
class Thickness:
    """What is thick and what is thin."""

    sentences: list[str] = field(default_factory=list)
    figures: list[NamedFigure] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    comparison: Figure | None = None


@require_safe
def list_territories(request: HttpRequest) -> HttpResponse:
    """List the territories that are followed, or the communes that some words name."""
    words = request.GET.get("q", "").strip()
    light = Territory.objects.defer("outline", "neighbour_codes")
    wide = light.exclude(level=Level.COMMUNE).order_by("search_name", "code")
    context = {
        "words": words,
        "found": search_communes(words, FOUND) if words else [],
        "wide": _nest(list(wide)),
        "communes": Territory.objects.filter(level=Level.COMMUNE).count(),
    }
    return render(request, "portal/territories.html", context)


@require_safe
def show_territory(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """Show the portrait of a territory: what is not known first."""
    territory = find_territory(code)
    if territory is None:
        raise Http404(_("Ce territoire n’est pas suivi ici."))
    address = link_territory(territory.code, territory.slug)
    if (code, slug) != (territory.code, territory.slug):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    run, pair = find_run(), read_pair(request)
    key = _name_page(territory, run, pair)
    page = caches["pages"].get(key)
    if page is None:
        page = render_to_string(
            "portal/territory.html", describe_territory(territory, run, pair), request
        )
        caches["pages"].set(key, page, KEPT_SECONDS)
    return HttpResponse(page)


def _name_page(territory: Territory, run: AnalysisRun | None, pair: Pair) -> str:
    """Name all that a portrait depends on: nobody's own, so that one page serves everybody."""
    made = f"{run.pk}-{run.made_at.timestamp()}" if run else "none"
    parts = (territory.code, get_language(), *pair, made, read_version(), timezone.localdate())
    return ":".join(["portrait", *(str(part) for part in parts)])


def describe_territory(territory: Territory, run: AnalysisRun | None, pair: Pair) -> dict[str, Any]:
    """Describe all that the page of a territory shows."""
    here = find_surroundings(territory)
    return {
        "here": here,
        "address": link_territory(territory.code, territory.slug),
        "map": draw_place(territory, here.neighbours, here.children),
        "run": run,
        **describe_live(here, run),
        **(describe_findings(here, run, pair) if run else {}),
    }


def find_surroundings(territory: Territory) -> Surroundings:
    """Find what holds a territory, what it is made of, and what touches it."""
    is_commune = territory.level == Level.COMMUNE
    is_wide = territory.level in {Level.EPCI, Level.DEPARTEMENT}
    neighbours = Territory.objects.filter(code__in=territory.neighbour_codes or [])
    by_name = neighbours.order_by("search_name", "code")
    return Surroundings(
        territory=territory,
        parents=list_parents(territory),
        children=[] if is_commune else list(list_children(territory)),
        communes=_list_communes(territory) if is_wide else [],
        neighbours=list(by_name) if is_commune else [],
    )


def _list_communes(territory: Territory) -> list[Commune]:
    rows = list_communes_of(territory).values_list("code", "name", "slug")
    return [Commune(code, name, link_territory(code, slug)) for code, name, slug in rows]


def describe_live(here: Surroundings, run: AnalysisRun | None) -> dict[str, Any]:
    """Describe what the inventory holds now, whatever was analysed."""
    total, changed = count_in(here.territory, changed_since=run.made_at if run else None)
    newest = list_newest_in(here.territory, NEWEST)
    timings = map_next_timings(newest, since=timezone.now())
    return {
        "total": total,
        "changed": changed,
        "newest": make_cards(newest, timings=timings),
        "blanks": [] if here.is_commune or here.is_region else _list_blanks(here),
    }


def describe_findings(here: Surroundings, run: AnalysisRun, pair: Pair) -> dict[str, Any]:
    """Describe what the last analysis found of a territory."""
    around = [here.territory, *here.parents]
    found = {one.code: one for one in list_findings([one.code for one in around])}
    mine = found.get(here.territory.code) or Findings(here.territory.code, {})
    return {
        "silences": _read_silences(mine),
        "held": tell_held(here.territory.residents, mine.read("portrait", PortraitRow)),
        "thickness": _read_thickness(mine, around, found),
        "crossings": _read_crossings(here, mine),
        "board": _read_board(here, mine, run, pair),
    }


def read_pair(request: HttpRequest) -> Pair:
    """Read the need and the access that are looked at; the first ones when none is asked for."""
    slug, bond = request.GET.get("besoin", ""), request.GET.get("lien", "")
    return (
        slug if slug in INDICATOR_BY_SLUG else INDICATORS[0].slug,
        bond if bond in BONDS else ALL_BONDS,
    )


def _list_blanks(here: Surroundings) -> list[Commune]:
    blank = list_blank_communes(here.territory)
    return [commune for commune in here.communes if commune.code in blank]


def _read_silences(mine: Findings) -> Silences:
    names = dict(Source.objects.values_list("slug", "name"))
    return read_silences(mine, names)


def _read_thickness(
    mine: Findings, around: Sequence[Territory], found: dict[str, Findings]
) -> Thickness:
    rows = mine.read("portrait", PortraitRow)
    if not rows:
        return Thickness()
    compared = [
        Compared(one.name, found[one.code].read("portrait", PortraitRow), one.code == mine.code)
        for one in around
        if one.code in found
    ]
    return Thickness(
        sentences=write_sentences(rows),
        figures=draw_portrait(rows),
        unsaid=list_unsaid_facets(rows),
        comparison=draw_comparison(compared),
    )


def _read_crossings(here: Surroundings, mine: Findings) -> Crossings | None:
    if not here.is_commune or not mine.tables:
        return None
    return read_crossings(mine, here.territory.indicator_values.all())


def _read_board(here: Surroundings, mine: Findings, run: AnalysisRun, pair: Pair) -> Board | None:
    if here.is_commune:
        return None
    return read_board(mine, f"{run.pk}:{run.made_at.timestamp()}", here.communes, pair)


def _nest(wide: Sequence[Territory]) -> list[Nested]:
    """Nest EPCI in every département where they have a commune, and départements in régions.

    What nothing held here holds stays at the top.
    """
    levels = {level: [Nested(one) for one in wide if one.level == level] for level in Level}
    members = map_epcis_by_department()
    for department in levels[Level.DEPARTEMENT]:
        codes = members[department.territory.code]
        department.inside.extend(one for one in levels[Level.EPCI] if one.territory.code in codes)
    for region in levels[Level.REGION]:
        region.inside.extend(
            one
            for one in levels[Level.DEPARTEMENT]
            if one.territory.region_code == region.territory.code
        )
    return _list_tops(list(levels.values()))


def _list_tops(levels: Sequence[Sequence[Nested]]) -> list[Nested]:
    """List what is inside nothing, from the widest level down."""
    nested = {id(inner) for level in levels for outer in level for inner in outer.inside}
    return [one for level in reversed(levels) for one in level if id(one) not in nested]
