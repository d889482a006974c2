"""Proposing an occasion or a change of one, without an account, on one page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recoudre.accounts.queries import find_roles
from recoudre.design.htmx import render_section
from recoudre.inventory.attempts import has_attempts_left, keep_attempt
from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.forms.proposals import KIND_SENTENCES, ProposalForm, ShortForm, find_commune
from recoudre.inventory.forms.reading import (
    keep_changed,
    keep_known,
    read_initial,
    read_values,
    split_contacts,
)
from recoudre.inventory.forms.rhythm import list_rows
from recoudre.inventory.forms.seals import Seal, make_seal, read_seal
from recoudre.inventory.likeness import Described
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries.likeness import Resembling, list_resembling
from recoudre.inventory.queries.merges import find_head
from recoudre.inventory.queries.occasions import find_occasion
from recoudre.inventory.rules import may_publish_directly
from recoudre.inventory.services.proposals import (
    PRIVATE_CONTACT,
    Created,
    Draft,
    ask_confirmation,
    create_proposal,
)
from recoudre.inventory.telling import tell_visible
from recoudre.territories.queries import find_territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import State

TEMPLATE = "inventory/propose.html"
MAX_PER_HOUR = 20
MIN_NAME = 3
_SHOWN = {State.PUBLISHED, State.DORMANT, State.ENDED}
_SEVERAL = {"audiences", "counted_on", "counted_for", "domains", "rule_cancelled"}


@dataclass(slots=True)
class OpenForm:
    """What the page shows: the form, its seal, what resembles it, and what is wrong at large."""

    form: ProposalForm
    seal: Seal
    occasion: Occasion | None = None
    resembling: list[Resembling] = field(default_factory=list)
    answer: str = ""
    problem: str = ""
    asks_resemblance: bool = False
    short: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an occasion."""
    if request.method != "POST":
        return _show(request, _open_form(None, _read_hints(request.GET)))
    if "look" in request.POST:
        return _look(request)
    if target := _read_same(request.POST):
        return _show(request, _open_form(target, _read_typed(request.POST)))
    return _receive(request, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose_change(request: HttpRequest, pk: int | str) -> HttpResponse:
    """Propose a change of a known occasion: only what changes is kept."""
    occasion = find_occasion(int(pk))
    if occasion is None or (occasion.state not in _SHOWN and occasion.merged_into_id is None):
        raise Http404
    occasion = find_head(occasion)
    if request.method != "POST":
        if occasion.pk != int(pk):
            return redirect("propose-change", pk=occasion.pk)
        return _show(request, _open_form(occasion, {}))
    if "short" in request.POST:
        return _receive_short(request, occasion)
    return _receive(request, occasion)


def _open_form(occasion: Occasion | None, typed: dict[str, Any]) -> OpenForm:
    """Open a form to fill: empty, or as the occasion is seen, under what was already typed."""
    visible = tell_visible(occasion) if occasion else {}
    shown = _read_shown(occasion, visible)
    form = ProposalForm(initial=shown | typed, visible=visible)
    return OpenForm(form, make_seal(timezone.now(), visible), occasion)


def _read_shown(occasion: Occasion | None, visible: dict[str, Any]) -> dict[str, Any]:
    if occasion is None:
        return {}
    return read_initial(visible, occasion.territory.name, timezone.localdate())


def _read_hints(parameters: QueryDict) -> dict[str, Any]:
    """Read what a link suggests: words searched in vain, and where."""
    hints = {"name": parameters.get("nom", ""), "commune": parameters.get("commune", "")}
    return {name: clean_text(text)[:200] for name, text in hints.items() if text}


def _read_typed(data: QueryDict) -> dict[str, Any]:
    """Read what was typed so far, to show it again without judging it."""
    typed = {
        name: data.getlist(name) if name in _SEVERAL else data[name]
        for name in data
        if name in ProposalForm.base_fields or name[:-1] in {"day_", "start_", "end_"}
    }
    return {name: value for name, value in typed.items() if value}


def _read_same(data: QueryDict) -> Occasion | None:
    """Read which known occasion the author says it is."""
    kind, _colon, number = data.get("resemblance", "").partition(":")
    if kind != "same" or not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    occasion = find_occasion(int(number))
    return occasion if occasion and occasion.state in _SHOWN else None


def _look(request: HttpRequest) -> HttpResponse:
    """Look, while somebody types, for what resembles it; nothing typed is judged nor lost."""
    opened = _open_form(None, _read_typed(request.POST))
    opened.seal = read_seal(request.POST.get("seal", "")) or opened.seal
    opened.resembling = _list_typed_resembling(request.POST)
    opened.answer = request.POST.get("resemblance", "")
    return _show(request, opened, section="likely")


def _list_typed_resembling(data: QueryDict) -> list[Resembling]:
    name, typed = clean_text(data.get("name", ""))[:300], clean_text(data.get("commune", ""))[:80]
    if len(name) < MIN_NAME or not typed:
        return []
    commune, _choices = find_commune(typed, data.get("commune_code", ""))
    if commune is None:
        return []
    address = clean_text(data.get("address", ""))[:400]
    return list_resembling(Described(name, commune.code, commune.name, address), commune)


def _receive(request: HttpRequest, occasion: Occasion | None) -> HttpResponse:
    """Receive a form: keep the proposal, or show the page again with all that was typed."""
    now = timezone.now()
    opened = _read_back(request, occasion, now)
    if not opened.form.is_valid() or opened.problem or not _has_answered(opened):
        return _show(request, opened)
    values, private = _read_what_is_said(opened)
    is_silent = not (values or private or opened.form.cleaned_data["message"])
    if occasion is not None and is_silent:
        opened.problem = _("Vous n’avez rien changé. Changez une ligne, ou écrivez un message.")
        return _show(request, opened)
    return _keep(request, opened, values, private, now)


def _read_back(request: HttpRequest, occasion: Occasion | None, now: datetime) -> OpenForm:
    """Read what came back: the form, under what its author saw, and what stops it."""
    seal = read_seal(request.POST.get("seal", ""))
    opened = _open_form(occasion, {})
    visible = seal.base if seal else opened.seal.base
    opened.form = ProposalForm(
        request.POST, visible=visible, initial=_read_shown(occasion, visible)
    )
    opened.seal = seal or opened.seal
    opened.answer = request.POST.get("resemblance", "")
    opened.problem = _find_problem(request, seal, now)
    return opened


def _receive_short(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    """Receive one of the two short ways: it is over, or something in it is no longer true."""
    now = timezone.now()
    seal = read_seal(request.POST.get("seal", ""))
    visible = seal.base if seal else tell_visible(occasion)
    typed = {name: request.POST.get(name, "") for name in ("message", "author_email")}
    form = ShortForm(typed)
    is_over = request.POST["short"] == "ended"
    problem = _find_problem(request, seal, now) or form.find_problem(needs_message=not is_over)
    if seal is None or problem:
        opened = _open_form(occasion, typed)
        opened.problem, opened.short = problem, "ended" if is_over else "untrue"
        return _show(request, opened)
    draft = Draft(
        territory=occasion.territory, occasion=occasion, base=visible,
        values={"state": State.ENDED.value} if is_over else {},
        message=form.cleaned_data["message"], author_email=form.cleaned_data["author_email"],
    )  # fmt: skip
    return keep_draft(request, draft, seal.token, now)


def _find_problem(request: HttpRequest, seal: Seal | None, now: datetime) -> str:
    """Find what stops a form whatever it says; "" when nothing does."""
    if request.POST.get("adresse_bis"):
        return _("La case « Laissez vide » doit le rester. Videz-la, puis envoyez de nouveau.")
    if seal is None:
        return _("Cette page était ouverte depuis longtemps. Relisez-la, puis envoyez de nouveau.")
    if seal.is_too_quick(now):
        return _("C’était très rapide. Relisez ce que vous avez écrit, puis envoyez de nouveau.")
    if not has_attempts_left(request, "propose", most=MAX_PER_HOUR):
        return _(
            "Beaucoup de propositions viennent du même endroit que vous. "
            "Réessayez dans une heure : gardez cette page ouverte, rien n’est perdu."
        )
    return ""


def _has_answered(opened: OpenForm) -> bool:
    """Say whether nothing resembles a new occasion, or its author said what it is."""
    is_told = opened.answer == "other" or opened.answer.startswith("beside:")
    if opened.occasion is not None or is_told:
        return True
    commune = opened.form.territory
    if commune is None:
        return True
    said = opened.form.cleaned_data
    typed = Described(said["name"], commune.code, commune.name, said["address"], said["phone"])
    opened.resembling = list_resembling(typed, commune)
    opened.asks_resemblance = bool(opened.resembling)
    return not opened.resembling


def _read_what_is_said(opened: OpenForm) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read the values proposed, and the contacts that are for the moderators alone."""
    form = opened.form
    values = read_values(form, timezone.localdate())
    kept = keep_changed(values, form.visible) if opened.occasion else keep_known(values)
    return split_contacts(kept, is_consented=form.cleaned_data["contact_consented"])


def _keep(
    request: HttpRequest,
    opened: OpenForm,
    values: dict[str, Any],
    private: dict[str, Any],
    now: datetime,
) -> HttpResponse:
    """Keep the proposal and lead its author to the receipt."""
    said = opened.form.cleaned_data
    territory = opened.occasion.territory if opened.occasion else opened.form.territory
    if territory is None:
        raise Http404
    consent = {"contact_public": True} if said["contact_consented"] else {}
    draft = Draft(
        territory=territory, values=values, occasion=opened.occasion, base=opened.form.visible,
        message=_write_message(said["message"], opened.answer), author_email=said["author_email"],
        consent=consent | ({PRIVATE_CONTACT: private} if private else {}),
    )  # fmt: skip
    return keep_draft(request, draft, opened.seal.token, now)


def _write_message(message: str, answer: str) -> str:
    """Write the message, with what its author said of the occasions that resemble it."""
    number = answer.removeprefix("beside:")
    if answer == "other":
        seen = _("L’auteur a vu ce qui y ressemble et dit que c’est autre chose.")
    elif number != answer and number.isdigit():
        seen = _("Même lieu que la fiche %(number)s, autre activité.") % {"number": number[:15]}
    else:
        return message
    return f"{message}\n\n[{seen}]".strip()


def keep_draft(request: HttpRequest, draft: Draft, token: str, now: datetime) -> HttpResponse:
    """Keep what was proposed, write to its author when asked to, and show the receipt."""
    person = request.user if request.user.is_authenticated else None
    created: Created = create_proposal(
        draft=draft, token=token, at=now, author=person,
        is_trusted=_is_trusted(request, draft),
    )  # fmt: skip
    if created.is_new:
        keep_attempt(request, "propose")
        if created.proposal.state == ProposalState.UNCONFIRMED:
            ask_confirmation(created.proposal)
    return HttpResponseRedirect(reverse("proposal-receipt", args=[created.code]))


def _is_trusted(request: HttpRequest, draft: Draft) -> bool:
    """Say whether it is published at once: where it is, and where it would move to."""
    roles = find_roles(request)
    moved = find_territory(draft.values.get("commune_code") or draft.territory.code)
    chains = [draft.territory.chain, moved.chain if moved else ()]
    return all(may_publish_directly(roles, chain) for chain in chains)


def _show(request: HttpRequest, opened: OpenForm, *, section: str = "") -> HttpResponse:
    context = _describe(opened)
    if section:
        return render_section(request, TEMPLATE, section, context)
    return render(request, TEMPLATE, context)


def _describe(opened: OpenForm) -> dict[str, Any]:
    form = opened.form
    return {
        "form": form,
        "seal": opened.seal.text,
        "occasion": opened.occasion,
        "is_ended": opened.occasion is not None and opened.occasion.state == State.ENDED,
        "has_rows": list_rows(form.visible.get("timings", []), timezone.localdate()) is not None,
        "has_dates": any(one.value() or one.errors for row in form.date_rows for one in row),
        "problem": opened.problem,
        "errors": _list_errors(form),
        "kind_choices": list(zip(form["kind"], KIND_SENTENCES.values(), strict=True)),
        "bond_groups": [form["counted_on"], form["counted_for"]],
        "resembling": opened.resembling,
        "answer": opened.answer,
        "asks_resemblance": opened.asks_resemblance,
        "short": opened.short,
        "answer_days": settings.ANSWER_DAYS,
    }


def _list_errors(form: ProposalForm) -> list[dict[str, str]]:
    """List what is wrong, each with the place to go and mend it."""
    if not form.is_bound:
        return []
    return [
        {
            "id": bound.id_for_label or f"champ-{bound.name}",
            "label": str(bound.label),
            "text": str(bound.errors[0]),
        }
        for bound in form
        if bound.errors
    ]
