"""One proposal, field by field, and the answer to it."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recoudre.accounts.models import Person
from recoudre.accounts.queries import read_roles
from recoudre.accounts.services import give_role
from recoudre.inventory.forms.fields import read_key
from recoudre.inventory.forms.moderation import FIELD_PREFIX, AnswerForm
from recoudre.inventory.likeness import Described
from recoudre.inventory.models import Occasion, Proposal
from recoudre.inventory.queries.likeness import Resembling, list_resembling
from recoudre.inventory.queries.moderation import (
    find_next_waiting,
    find_occasion_within,
    find_proposal,
    map_names,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.moderation import (
    AlreadyDecidedError,
    DecisionMissingError,
    decide_proposal,
    list_decided,
)
from recoudre.inventory.telling import tell_visible
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.views.moderation.queue import describe_line
from recoudre.inventory.wording import name_field, write_values
from recoudre.vocabulary.decisions import ProposalState, RefusalReason, Role


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of a proposal: what is shown now, what is proposed, what its author saw."""

    name: str
    label: str
    now: str
    proposed: str
    seen: str
    choice: str
    fate: str


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_moderators
def show_proposal(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show a proposal beside what is known, and take the answer."""
    proposal = find_proposal(scope, pk)
    if proposal is None or proposal.state == ProposalState.UNCONFIRMED:
        raise Http404
    fields = list_decided(proposal.values)
    if request.method != "POST":
        start = {"version": proposal.version, "fiche": request.GET.get("fiche", "")}
        form = AnswerForm(fields=fields, initial=start)
        return _render(request, scope, proposal, form)
    form = AnswerForm(request.POST, fields=fields)
    if not form.is_valid():
        return _render(request, scope, proposal, form, status=422)
    try:
        _decide(request, scope, proposal, form)
    except AlreadyDecidedError:
        return _render(request, scope, proposal, form, status=409, is_late=True)
    except DecisionMissingError:
        form.add_error(None, _(
            "Une nouvelle fiche a besoin de son nom, de sa nature et de sa commune : acceptez-les, "
            "ou refusez la proposition entière."
        ))  # fmt: skip
        return _render(request, scope, proposal, form, status=422)
    return _go_on(request, scope, proposal)


@transaction.atomic
def _decide(request: HttpRequest, scope: Scope, proposal: Proposal, form: AnswerForm) -> None:
    answer = form.cleaned_data
    known = _find_same(scope, proposal, answer["fiche"])
    decide_proposal(
        proposal_id=proposal.pk,
        version=answer["version"],
        decisions=form.read_decisions(),
        reason=answer["reason"],
        reply=answer["reply"],
        moderator=cast("Person", request.user),
        at=timezone.now(),
        same_as_id=known.pk if known else None,
    )
    if answer["trusted"] and proposal.author is not None:
        give_role(
            person=proposal.author,
            role=Role.CONTRIBUTOR,
            territory_code=proposal.territory.code,
        )


def _find_same(scope: Scope, proposal: Proposal, occasion_id: object) -> Occasion | None:
    """Find the known occasion that a new proposal describes; it lies where its reader moderates."""
    key = read_key(occasion_id)
    if proposal.occasion is not None or key is None:
        return None
    found = find_occasion_within(scope, key)
    if found is None:
        raise Http404
    return found


def _go_on(request: HttpRequest, scope: Scope, proposal: Proposal) -> HttpResponse:
    """Go to the next proposal, saying what became of this one."""
    messages.success(request, _("C’est répondu. Voici la suivante."))
    following = find_next_waiting(scope, proposal)
    if following is None:
        return redirect("moderation")
    return redirect("moderation-proposal", pk=following.pk)


def _render(
    request: HttpRequest,
    scope: Scope,
    proposal: Proposal,
    form: AnswerForm,
    *,
    status: int = 200,
    is_late: bool = False,
) -> HttpResponse:
    """Render the page; nothing that was typed is lost."""
    same = _find_same(scope, proposal, form["fiche"].value())
    known = proposal.occasion or same
    following = find_next_waiting(scope, proposal)
    context = {
        "proposal": proposal,
        "line": describe_line(proposal, timezone.now()),
        "known": known,
        "same": same,
        "is_open": proposal.state == ProposalState.WAITING and not is_late,
        "is_late": is_late,
        "state_label": _(ProposalState(proposal.state).label),
        "reason_label": _(RefusalReason(proposal.reason).label) if proposal.reason else "",
        "compared": _compare(proposal, known, form),
        "alike": [] if proposal.occasion else _list_alike(scope, proposal),
        "form": form,
        "reasons": list(RefusalReason),
        "may_trust": _may_trust(proposal),
        "following": following,
    }
    return render(request, "inventory/moderation/proposal.html", context, status=status)


def _compare(proposal: Proposal, known: Occasion | None, form: AnswerForm) -> list[Compared]:
    visible = tell_visible(known) if known else {}
    sides = (visible, proposal.values, proposal.base)
    communes = map_names(code for side in sides if (code := side.get("commune_code")))

    def write(name: str, values: dict[str, Any]) -> str:
        return write_values(name, values, communes)

    return [
        Compared(
            name=name,
            label=name_field(name),
            now=write(name, visible),
            proposed=write(name, proposal.values) or _("à effacer"),
            seen=write(name, proposal.base) if _was_changed(name, proposal, visible) else "",
            choice=str(form[f"{FIELD_PREFIX}{name}"].value() or ""),
            fate=_write_fate(proposal.fates.get(name)),
        )
        for name in list_decided(proposal.values)
    ]


def _was_changed(name: str, proposal: Proposal, visible: dict[str, Any]) -> bool:
    """Say whether what is shown changed since its author looked at it."""
    return proposal.occasion is not None and proposal.base.get(name) != visible.get(name)


def _write_fate(fate: dict[str, Any] | None) -> str:
    if fate is None:
        return ""
    if fate["accepted"]:
        return _("acceptée")
    reason = _(RefusalReason(fate["reason"]).label) if fate["reason"] else ""
    return _("refusée : %(reason)s") % {"reason": reason}


def _list_alike(scope: Scope, proposal: Proposal) -> list[Resembling]:
    """List the known occasions that may be the one proposed, where its reader moderates."""
    values, commune = proposal.values, proposal.territory
    typed = Described(
        name=str(values.get("name", "")), commune_code=commune.code, commune=commune.name,
        address=str(values.get("address", "")), phone=str(values.get("phone", "")),
    )  # fmt: skip
    found = list_resembling(typed, commune)
    return [one for one in found if scope.holds(one.occasion.territory.chain)]


def _may_trust(proposal: Proposal) -> bool:
    """Say whether the author has an account, and is not trusted here yet."""
    author: Person | None = proposal.author
    return author is not None and not read_roles(author).has(
        Role.CONTRIBUTOR, proposal.territory.chain
    )
