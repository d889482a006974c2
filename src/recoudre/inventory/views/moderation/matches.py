"""Two occasions side by side: the same, or not, and undoing a merge."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recoudre.accounts.models import Person
from recoudre.design.french import write_distance, write_share
from recoudre.inventory.merging import MergeRefusedError
from recoudre.inventory.models import Match, Occasion
from recoudre.inventory.queries.moderation import map_names
from recoudre.inventory.queries.reviews import (
    find_match,
    find_merge,
    list_free_matches,
    list_last_merges,
    list_waiting_matches,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.reasons import write_reason
from recoudre.inventory.services.lending import lend_first, lend_match
from recoudre.inventory.services.merges import (
    choose_kept,
    keep_apart,
    merge_occasions,
    undo_merge,
)
from recoudre.inventory.telling import tell_visible
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.wording import FIELDS, name_field, write_values
from recoudre.territories.geometry import compute_distance_m
from recoudre.vocabulary.decisions import MatchReason, MatchState, Relation

MATCHES_PER_PAGE = 50
# Tried in turn when several people press "next" at the same instant.
CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Facing:
    """One field of two occasions, and whether they tell it alike."""

    label: str
    first: str
    second: str
    is_different: bool


@require_safe
@open_to_moderators
def list_matches(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the matches to review, the likeliest first."""
    page = Paginator(list_waiting_matches(scope), MATCHES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    now = timezone.now()
    lines = [(match, _(Relation(match.relation).label), _is_taken(match, request, now))
             for match in page]  # fmt: skip
    context = {"page": page, "lines": lines}
    return render(request, "inventory/moderation/matches.html", context)


def _is_taken(match: Match, request: HttpRequest, now: datetime) -> bool:
    """Say whether somebody else is reading a match."""
    is_lent = match.lent_until is not None and match.lent_until >= now
    return is_lent and match.lent_to_id != request.user.pk


@require_POST
@open_to_moderators
def take_next(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Lend the next match that nobody is reading, and show it."""
    return _go_on(request, scope)


def _go_on(request: HttpRequest, scope: Scope, *, but: int | None = None) -> HttpResponse:
    person, now = cast("Person", request.user), timezone.now()
    free = list_free_matches(scope, person_id=person.pk, at=now).exclude(pk=but or 0)
    ids = free.values_list("pk", flat=True)[:CANDIDATES]
    taken = lend_first(match_ids=list(ids), person=person, at=now)
    if taken is None:
        messages.info(request, _("Plus aucun rapprochement n’attend."))
        return redirect("moderation-matches")
    return redirect("moderation-match", pk=taken)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_moderators
def show_match(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show two occasions side by side, lent to their reader, and take the answer."""
    match = find_match(scope, pk)
    if match is None:
        raise Http404
    person, now = cast("Person", request.user), timezone.now()
    is_mine = match.state == MatchState.WAITING and lend_match(match_id=pk, person=person, at=now)
    if request.method == "POST":
        return _decide(request, scope, match, is_mine=is_mine)
    first, second = match.first, match.second
    context = {
        "match": match,
        "is_mine": is_mine,
        "state_label": _(MatchState(match.state).label),
        "is_waiting": match.state == MatchState.WAITING,
        "facing": _face(first, second),
        "distance": "" if _tells_distance(match) else _measure(first, second),
        "is_distance_told": _tells_distance(match),
        "relation": _(Relation(match.relation).label),
        "probability": write_share(match.probability) if match.probability else "",
        "reasons": [write_reason(one) for one in match.reasons],
        "relations": [(one, _(one.label)) for one in Relation],
    }
    return render(request, "inventory/moderation/match.html", context)


def _decide(request: HttpRequest, scope: Scope, match: Match, *, is_mine: bool) -> HttpResponse:
    """Write the answer, when nobody else took the match meanwhile, and go to the next one."""
    answer = request.POST.get("reponse", "")
    if answer == "passer":
        return _go_on(request, scope, but=match.pk)
    if answer not in set(Relation):
        raise Http404
    if not is_mine:
        messages.info(request, _("Une autre personne vient de s’en occuper. Voici le suivant."))
        return _go_on(request, scope, but=match.pk)
    try:
        _write_answer(match, Relation(answer), cast("Person", request.user))
    except MergeRefusedError:
        messages.error(request, _("L’une des deux fiches a été fusionnée entre-temps."))
    else:
        messages.success(request, _("C’est retenu. Voici le suivant."))
    return _go_on(request, scope, but=match.pk)


def _write_answer(match: Match, relation: Relation, person: Person) -> None:
    now = timezone.now()
    if relation != Relation.SAME:
        keep_apart(match_id=match.pk, relation=relation, at=now, by=person)
        return
    kept_id, absorbed_id = choose_kept(match.first_id, match.second_id)
    merge_occasions(
        kept_id=kept_id, absorbed_id=absorbed_id, at=now, by=person, reasons=match.reasons
    )


def _face(first: Occasion, second: Occasion) -> list[Facing]:
    """Face the two descriptions, field by field; a field that neither tells is left out."""
    one, other = tell_visible(first), tell_visible(second)
    communes = map_names([first.territory.code, second.territory.code])
    told = [
        (name, write_values(name, one, communes), write_values(name, other, communes))
        for name in FIELDS
        if name not in {"state", "postcode", "lat", "source_url"}
    ]
    return [
        Facing(name_field(name), left, right, left.casefold() != right.casefold())
        for name, left, right in told
        if left or right
    ]


def _tells_distance(match: Match) -> bool:
    """Tell whether a reason already says how far the two are."""
    return any(one["slug"] in {MatchReason.NEAR, MatchReason.FAR} for one in match.reasons)


def _measure(first: Occasion, second: Occasion) -> str:
    """Write how far the two points are; "" when one is unknown."""
    if None in {first.lat, first.lon, second.lat, second.lon}:
        return ""
    return write_distance(
        compute_distance_m(
            float(first.lat or 0), float(first.lon or 0), float(second.lat or 0),
            float(second.lon or 0),
        )
    )  # fmt: skip


@require_safe
@open_to_moderators
def list_merges(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the last merges, each with its undoing."""
    context = {"merges": list_last_merges(scope)}
    return render(request, "inventory/moderation/merges.html", context)


@require_POST
@open_to_moderators
def undo_one_merge(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Undo a merge in one press."""
    if find_merge(scope, pk) is None:
        raise Http404
    try:
        undo_merge(merge_id=pk, at=timezone.now(), by=cast("Person", request.user))
    except MergeRefusedError:
        messages.info(request, _("Cette fusion était déjà défaite."))
    else:
        messages.success(request, _("Les deux fiches sont de nouveau séparées, comme avant."))
    return redirect("moderation-merges")
