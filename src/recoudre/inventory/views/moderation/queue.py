"""What waits for an answer, the oldest first, where somebody moderates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.models import Proposal
from recoudre.inventory.queries.moderation import (
    Waiting,
    count_claims,
    count_matches,
    count_suggestions,
    count_waiting_by_territory,
    list_waiting,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.views.moderation.telling import write_age, write_due_day
from recoudre.inventory.wording import name_field
from recoudre.vocabulary.decisions import RefusalReason
from recoudre.vocabulary.lists import Channel

PROPOSALS_PER_PAGE = 50
PLACES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal of the queue, ready to be shown."""

    pk: int
    title: str
    what: str
    where: str
    channel: str
    age: str
    promise: str
    is_late: bool


@require_safe
@open_to_moderators
def show_queue(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show the proposals that wait, with what else there is to do."""
    now = timezone.now()
    asked = read_filters(request)
    waiting = list_waiting(
        scope,
        territory_code=asked["territoire"],
        channel=asked["canal"],
        late_at=now if asked["retard"] else None,
    )
    page = Paginator(waiting, PROPOSALS_PER_PAGE).get_page(request.GET.get("page"))
    places = count_waiting_by_territory(scope)
    context = {
        "page": page,
        "lines": [describe_line(one, now) for one in page],
        "works": _list_works(scope, sum(one.count for one in places if one.is_commune)),
        "places": [
            (one, link_filters(asked | {"territoire": one.code}))
            for one in choose_places(places, asked["territoire"])
        ],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "channels": [
            (channel, _(channel.label), link_filters(asked | {"canal": channel.value}))
            for channel in Channel
            if channel not in {Channel.IMPORT, Channel.FEDERATION}
        ],
        "all_url": link_filters({}),
        "late_url": link_filters(asked | {"retard": "oui"}),
        "reasons": list(RefusalReason),
    }
    return render(request, "inventory/moderation/queue.html", context)


def choose_places(places: Sequence[Waiting], chosen: str) -> list[Waiting]:
    """Choose the territories that filter the queue.

    When there are many, the intercommunalities, and the communes of the one that is looked at.
    """
    if len(places) <= PLACES_SHOWN:
        return list(places)
    epci = next((one.epci_code for one in places if one.code == chosen), "")
    return [one for one in places if not one.is_commune or not one.epci_code
            or one.epci_code == epci]  # fmt: skip


def read_filters(request: HttpRequest) -> dict[str, str]:
    """Read which part of the queue is asked; an unknown value asks for nothing."""
    channel = request.GET.get("canal", "")
    return {
        "territoire": clean_text(request.GET.get("territoire"))[:9],
        "canal": channel if channel in set(Channel) else "",
        "retard": "oui" if request.GET.get("retard") else "",
    }


def link_filters(asked: dict[str, str]) -> str:
    """Give the address of a part of the queue."""
    kept = {name: value for name, value in asked.items() if value}
    return f"/moderation?{urlencode(kept)}" if kept else "/moderation"


def describe_line(proposal: Proposal, now: datetime) -> Line:
    """Describe a proposal in one line: what it is about, where, since when."""
    known = proposal.occasion
    fields = [name_field(name) for name in proposal.values if name != "said_on"]
    return Line(
        pk=proposal.pk,
        title=known.name if known else str(proposal.values.get("name") or _("sans nom")),
        what=_("change : %(fields)s") % {"fields": ", ".join(fields).lower()}
        if known
        else _("nouvelle fiche"),
        where=proposal.territory.name,
        channel=_(Channel(proposal.channel).label),
        age=write_age(proposal.confirmed_at or proposal.created_at, now),
        promise=write_due_day(proposal.due_at, now),
        is_late=proposal.due_at is not None and proposal.due_at < now,
    )


def _list_works(scope: Scope, proposals: int) -> list[tuple[str, str, int]]:
    """List the kinds of work: address ("" without a page), name, how many wait."""
    claims_url = "/moderation/revendications"
    return [
        ("/moderation", _("Propositions"), proposals),
        ("/moderation/rapprochements", _("Rapprochements"), count_matches(scope)),
        ("/moderation/suggestions", _("Suggestions"), count_suggestions(scope)),
        (
            claims_url if is_valid_path(claims_url) else "",
            _("Revendications"),
            count_claims(scope),
        ),
    ]
