"""The page of one occasion: how to reach it first, then all that is known of it and by whom."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recoudre.accounts.queries import find_roles
from recoudre.design.charts import MapPoint, Shape, draw_map
from recoudre.design.charts.figure import Figure
from recoudre.design.french import write_label
from recoudre.inventory.forms.contacts import LIFTING_REASONS
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import (
    Listed,
    NextTiming,
    find_head,
    find_last_timing,
    find_occasion,
    list_declared_in,
    list_history,
    list_near,
    list_witnesses,
    map_next_timings,
)
from recoudre.inventory.queries.contacts import list_closed_contacts, open_records
from recoudre.inventory.rules import may_confirm, may_see_closed_contacts
from recoudre.inventory.schedules import find_calendar, find_schedule
from recoudre.portal.bonds import tell_bonds
from recoudre.portal.cards import link_occasion, write_away
from recoudre.portal.freshness import describe_freshness
from recoudre.portal.moments import describe_timings, write_timing
from recoudre.portal.opening import describe_opening
from recoudre.portal.places import link_territory
from recoudre.portal.unknowns import list_unknown
from recoudre.portal.witnessing import (
    list_changes,
    list_disagreements,
    list_doubts,
    list_spoken,
)
from recoudre.territories.queries import load_school_calendars
from recoudre.vocabulary.lists import (
    Audience,
    Cost,
    Domain,
    Kind,
    Precision,
    ReachMode,
    SchoolBreak,
    Screen,
    State,
)
from recoudre.vocabulary.schedules_french import write_sentence

NEAR_KM = 5
NEAR_LIMIT = 5
DATES_SHOWN = 6
HIDDEN = {State.REFUSED}
GONE = {State.WITHDRAWN}


@require_safe
def occasion(request: HttpRequest, pk: int | str, slug: str = "") -> HttpResponse:
    """Show one occasion; an alias leads to the occasion that absorbed it, for ever.

    A withdrawn one says only that it was, a refused one does not exist.
    """
    found = find_occasion(int(pk))
    if found is None or found.state in HIDDEN:
        raise Http404
    if found.merged_into_id is not None:
        head = find_head(found)
        return HttpResponsePermanentRedirect(link_occasion(head.pk, head.slug))
    if found.state in GONE:
        return _say_gone(request, found)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(link_occasion(found.pk, found.slug))
    return render(
        request, "portal/occasion.html", _describe(found) | _describe_closed(request, found)
    )


def _say_gone(request: HttpRequest, found: Occasion) -> HttpResponse:
    """Say that an occasion was withdrawn, without repeating anything of it but its commune."""
    commune = found.territory
    others = list_near(found, radius_km=NEAR_KM, limit=NEAR_LIMIT) or list_declared_in(
        commune.code, limit=NEAR_LIMIT
    )
    context = {
        "commune": commune,
        "withdrawn_at": found.changed_at,
        "near": [_describe_near(one, found) for one in others],
        "search_url": f"/chercher?territoire={commune.code}",
    }
    return render(request, "portal/gone.html", context, status=410)


def _describe_closed(request: HttpRequest, found: Occasion) -> dict[str, Any]:
    """Describe what roles alone open: the button of trusted people, the contacts of moderators."""
    roles, chain = find_roles(request), found.territory.chain
    opened: dict[str, Any] = {"may_confirm": may_confirm(roles, chain)}
    if may_see_closed_contacts(roles, chain):
        opened["closed_contacts"] = list_closed_contacts(list_witnesses(found))
        opened["lifting_reasons"] = LIFTING_REASONS
    return opened


def _describe(found: Occasion) -> dict[str, Any]:
    records = open_records(list_witnesses(found))
    timings = map_next_timings([found], since=timezone.now()).get(found.pk, [])
    near = list_near(found, radius_km=NEAR_KM, limit=NEAR_LIMIT)
    return {
        "occasion": found,
        "kind_label": write_label(found.kind, "Kind"),
        "freshness": describe_freshness(found, records, timezone.localdate()),
        **_describe_dates(found, timings),
        "opening": _describe_opening(found),
        "schedule_said": _write_schedule(found),
        "commune_url": link_territory(found.territory.code, found.territory.slug),
        "geo_url": _link_point(found),
        "bond_lines": tell_bonds(found.bonds),
        "bonds": list(dict.fromkeys(tag["bond"] for tag in found.bonds)),
        **_describe_lists(found),
        "doubts": list_doubts(records),
        "witnesses": list_spoken(found, records),
        "disagreements": list_disagreements(found, records),
        "witness": _last_said(found, records),
        "unknown": list_unknown(found, has_next_date=bool(timings)),
        "near": [_describe_near(one, found) for one in near],
        "changes": list_changes(list_history(found), records),
        "map": _draw_small_map(found),
        "contact": settings.CONTACT,
    }


def _describe_dates(found: Occasion, timings: list[NextTiming]) -> dict[str, Any]:
    """Describe the dates to come; when there is none, the last one known."""
    if found.kind != Kind.GATHERING:
        return {"next_dates": []}
    last = None if timings else find_last_timing(found)
    return {
        "next_dates": describe_timings(timings[:DATES_SHOWN]),
        "more_dates": describe_timings(timings[DATES_SHOWN:]),
        "last_date": write_timing(last) if last else "",
        "has_no_date": not timings and last is None and not found.hours_note,
    }


def _describe_opening(found: Occasion) -> str:
    if found.kind == Kind.GATHERING:
        return ""
    department = found.territory.department_code
    return describe_opening(found.opening_hours, department, timezone.now())


def _write_schedule(found: Occasion) -> str:
    """Write the rule that gives its dates; "" when there is none."""
    schedule = find_schedule(found)
    if schedule is None:
        return ""
    closes = schedule.school_break == SchoolBreak.CLOSED
    calendars = load_school_calendars() if closes else {}
    calendar = find_calendar(found, schedule, calendars)
    return write_sentence(schedule, has_calendar=calendar is not None)


def _describe_lists(found: Occasion) -> dict[str, list[str] | str]:
    """Name the closed values in French; what is unknown is empty."""
    return {
        "cost": _(Cost(found.cost).label) if found.cost else "",
        "screen": _(Screen(found.screen).label) if found.screen else "",
        "audiences": [_(Audience(one).label) for one in found.audiences],
        "reach_modes": [_(ReachMode(one).label) for one in found.reach_modes],
        "domains": [_(Domain(tag["domain"]).label) for tag in found.domains],
        "state_label": "" if found.state == State.PUBLISHED else _(State(found.state).label),
    }


def _last_said(found: Occasion, records: list[Any]) -> dict[str, Any]:
    """Say who is the main witness, and the day that the fact was said or seen."""
    if not records:
        return {}
    main = found.witnesses.get("name", records[0].pk)
    record = next((one for one in records if one.pk == main), records[0])
    return {
        "source": record.source.name,
        "said_on": found.said_on,
        "seen_at": max(one.seen_at for one in records),
        "url": found.source_url or record.source.homepage,
        "others": len(records) - 1,
        "described": len(records),
    }


def _describe_near(one: Listed, origin: Occasion) -> dict[str, str]:
    return {
        "url": link_occasion(one.pk, one.slug),
        "name": one.name,
        "kind_label": write_label(one.kind, "Kind"),
        "where": write_away(one, origin.lat, origin.lon) or one.commune,
    }


def _link_point(found: Occasion) -> str:
    """Give the address that opens the reader's own map; "" when the point is only roughly known."""
    if found.lat is None or found.precision in {Precision.COMMUNE, Precision.UNKNOWN}:
        return ""
    return f"geo:{found.lat:.6f},{found.lon:.6f}?q={found.lat:.6f},{found.lon:.6f}"


def _draw_small_map(found: Occasion) -> Figure | None:
    """Draw where it is in its commune; None when the outline or the point is not known."""
    commune = found.territory
    if commune.outline is None or not _link_point(found):
        return None
    bonds = [tag["bond"] for tag in found.bonds]
    return draw_map(
        commune.name,
        [Shape(commune.code, commune.name, commune.outline, "quiet-shape", is_mine=True)],
        points=[MapPoint(found.lat or 0.0, found.lon or 0.0, bonds[0] if bonds else "mine")],
    )
