"""What a machine suggests, with the words that led to it: validated or set aside by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from recoudre.accounts.models import Person
from recoudre.design.french import write_share
from recoudre.inventory.forms.fields import clean_text, read_key
from recoudre.inventory.models import Suggestion
from recoudre.inventory.queries.reviews import (
    count_suggestions_by_value,
    list_suggestions,
    list_waiting_suggestions,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.batches import MAX_ITEMS, decide_suggestions
from recoudre.inventory.services.moderation import AlreadyDecidedError
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.wording import name_field
from recoudre.vocabulary.lists import Audience, Bond, Domain, Labelled

SUGGESTIONS_PER_PAGE = 50
_LISTS: dict[str, type[Labelled]] = {"bonds": Bond, "domains": Domain, "audiences": Audience}


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion in words."""

    pk: int
    occasion_id: int
    occasion: str
    where: str
    summary: str
    label: str
    words: str
    share: str


@require_safe
@open_to_moderators
def show_suggestions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List what waits for a person, by field and value."""
    field, value = (clean_text(request.GET.get(name)) for name in ("champ", "valeur"))
    waiting = list_waiting_suggestions(scope, field=field, value=value)
    page = Paginator(waiting, SUGGESTIONS_PER_PAGE).get_page(request.GET.get("page"))
    asked = {"champ": field, "valeur": value}
    context = {
        "page": page,
        "lines": _describe(list(page)),
        "groups": [
            (name_field(one), name_value(one, two), f"?{urlencode({'champ': one, 'valeur': two})}",
             total, (one, two) == (field, value))
            for one, two, total in count_suggestions_by_value(scope)
        ],
        "is_filtered": bool(field or value),
        "query": urlencode({name: told for name, told in asked.items() if told}),
    }  # fmt: skip
    return render(request, "inventory/moderation/suggestions.html", context)


@require_safe
@open_to_moderators
def preview_suggestions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show exactly what validating or setting aside several suggestions would do."""
    chosen = list_suggestions(scope, _read_ids(request.GET.getlist("s")))
    is_accepted = request.GET.get("choix") == "accepter"
    if not chosen:
        messages.error(request, _("Cochez au moins une suggestion."))
        return redirect("moderation-suggestions")
    context = {"lines": _describe(chosen), "is_accepted": is_accepted}
    return render(request, "inventory/moderation/suggestions_batch.html", context)


@require_POST
@open_to_moderators
def answer(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Validate or set aside suggestions: one from the list, or those of a preview."""
    asked = _read_ids(request.POST.getlist("s"))
    chosen = {one.pk for one in list_suggestions(scope, asked)}
    if not chosen or chosen != set(asked):
        messages.info(request, _("Une autre personne vient de répondre : rien n’a été écrit."))
        return redirect("moderation-suggestions")
    try:
        batch = decide_suggestions(
            suggestion_ids=chosen, is_accepted=request.POST.get("choix") == "accepter",
            moderator=cast("Person", request.user), at=timezone.now(),
        )  # fmt: skip
    except AlreadyDecidedError:
        messages.info(request, _("Une autre personne vient de répondre : rien n’a été écrit."))
    else:
        text = ngettext(
            "%(count)s suggestion a sa réponse. Elle peut être défaite dans les lots.",
            "%(count)s suggestions ont leur réponse. Elles peuvent être défaites dans les lots.",
            batch.count,
        )
        messages.success(request, text % {"count": batch.count})
    return redirect("moderation-suggestions")


def name_value(field: str, value: str) -> str:
    """Name a suggested value in French."""
    closed = _LISTS.get(field)
    return _(closed(value).label) if closed and value in set(closed) else value


def _read_ids(typed: Sequence[str]) -> list[int]:
    return [key for one in typed if (key := read_key(one)) is not None][:MAX_ITEMS]


def _describe(suggestions: Sequence[Suggestion]) -> list[Suggested]:
    return [
        Suggested(
            pk=one.pk,
            occasion_id=one.occasion_id,
            occasion=one.occasion.name,
            where=one.occasion.territory.name,
            summary=one.occasion.summary,
            label=f"{name_field(one.field)}{_(' : ')}{name_value(one.field, one.value)}",
            words=", ".join(one.words),
            share=write_share(one.probability),
        )
        for one in suggestions
    ]
