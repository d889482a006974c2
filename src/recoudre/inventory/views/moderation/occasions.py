"""One occasion as its witnesses tell it: who says what, who wins and why, and what is fixed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recoudre.inventory.election import GROUPS, Elected, Witness, elect, rank_witnesses
from recoudre.inventory.forms.fields import read_key
from recoudre.inventory.forms.values import ValueForm
from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.inventory.queries.moderation import find_occasion_within, map_names
from recoudre.inventory.queries.occasions import list_witnesses
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.moderation import (
    DecisionError,
    correct_value,
    pin_value,
    unpin_value,
)
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.wording import name_field, write_values
from recoudre.vocabulary.lists import Trust

_LEADERS = list(dict.fromkeys(group[0] for group in GROUPS if group[0] != "said_on"))


@dataclass(frozen=True, slots=True)
class Said:
    """What one witness says of a field."""

    record_id: int
    source: str
    trust: str
    said_on: date | None
    value: str
    is_winner: bool
    why: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field, and all that is said of it, the winner first."""

    name: str
    label: str
    said: list[Said]
    is_held: bool


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_moderators
def show_occasion(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show who says what of an occasion, and take the correction of a value."""
    occasion = _find(scope, pk)
    form = ValueForm(request.POST) if request.method == "POST" else ValueForm()
    if form.is_bound and form.is_valid():
        correct_value(occasion_id=pk, values=form.read_values(), at=timezone.now())
        messages.success(request, _("La valeur est corrigée. Aucun import ne l’effacera."))
        return redirect("moderation-occasion", pk=pk)
    context = {
        "occasion": occasion,
        "fields": _describe_fields(occasion),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inventory/moderation/occasion.html", context, status=status)


@require_POST
@open_to_moderators
def pin(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Fix a field to what one witness says."""
    occasion = _find(scope, pk)
    field, record_id = request.POST.get("champ", ""), read_key(request.POST.get("temoin"))
    speakers = [one.pk for one in list_witnesses(occasion) if field in one.values]
    if field not in _LEADERS or record_id is None or record_id not in speakers:
        raise Http404
    pin_value(occasion_id=pk, field=field, record_id=record_id, at=timezone.now())
    messages.success(request, _("La valeur est fixée tant que ce témoin parle."))
    return redirect("moderation-occasion", pk=pk)


@require_POST
@open_to_moderators
def unpin(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Give a field back to the sources."""
    _find(scope, pk)
    field = request.POST.get("champ", "")
    if field not in _LEADERS:
        raise Http404
    try:
        unpin_value(occasion_id=pk, field=field, at=timezone.now())
    except DecisionError:
        messages.error(request, _("Aucune source ne dit cette valeur : corrigez-la plutôt."))
    else:
        messages.success(request, _("La parole est rendue aux sources."))
    return redirect("moderation-occasion", pk=pk)


def _find(scope: Scope, pk: int) -> Occasion:
    occasion = find_occasion_within(scope, pk)
    if occasion is None:
        raise Http404
    return occasion


def _describe_fields(occasion: Occasion) -> list[Field]:
    """Describe each field that somebody says something of."""
    records = list_witnesses(occasion)
    witnesses = [
        Witness(one.pk, one.source.trust, one.values.get("said_on", ""), one.values)
        for one in records
    ]
    ranked = [one.record_id for one in rank_witnesses(witnesses)]
    by_rank = sorted(records, key=lambda one: ranked.index(one.pk))
    elected = elect(witnesses, occasion.pins)
    communes = map_names(
        one.values["commune_code"] for one in records if "commune_code" in one.values
    )
    return [
        _describe_field(name, occasion, by_rank, elected, communes)
        for name in _LEADERS
        if any(name in one.values for one in records)
    ]


def _describe_field(
    name: str,
    occasion: Occasion,
    records: list[SourceRecord],
    elected: Elected,
    communes: dict[str, str],
) -> Field:
    speakers = [one for one in records if name in one.values]
    winner, pinned = elected.witnesses.get(name), occasion.pins.get(name)
    said = [
        Said(
            record_id=one.pk,
            source=one.source.name,
            trust=_(Trust(one.source.trust).label),
            said_on=_read_day(one.values),
            value=write_values(name, one.values, communes) or _("rien"),
            is_winner=one.pk == winner,
            why=_tell_why(one, speakers, pinned) if one.pk == winner else "",
            is_pinned=one.pk == pinned,
        )
        for one in speakers
    ]
    said.sort(key=lambda one: not one.is_winner)
    has_voice = any(one.source.trust == Trust.MODERATOR for one in speakers)
    has_other = any(one.source.trust != Trust.MODERATOR for one in speakers)
    is_held = name in occasion.pins or (has_voice and has_other)
    return Field(name, name_field(name), said, is_held)


def _tell_why(winner: SourceRecord, speakers: list[SourceRecord], pinned: int | None) -> str:
    """Tell why a witness wins: fixed, alone, the most trusted, the most recent, the oldest."""
    if winner.pk == pinned:
        return _("fixée par la modération")
    others = [one for one in speakers if one.pk != winner.pk]
    if not others:
        return _("seule à le dire")
    equals = [one for one in others if one.source.trust == winner.source.trust]
    if not equals:
        return _("la source de plus grande confiance")
    if all(one.values.get("said_on", "") < winner.values.get("said_on", "") for one in equals):
        return _("à confiance égale, la plus récente")
    return _("à confiance et date égales, la première connue")


def _read_day(values: dict[str, Any]) -> date | None:
    said_on = values.get("said_on")
    return date.fromisoformat(said_on) if said_on else None
