"""The author's return: the receipt, what became of a proposal, its confirmation and withdrawal."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recoudre.design.addresses import write_absolute
from recoudre.inventory.attempts import has_attempts_left, keep_attempt
from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.models import Proposal
from recoudre.inventory.queries.proposals import find_by_code, find_proposal
from recoudre.inventory.return_codes import GROUP, LENGTH
from recoudre.inventory.services.letters import list_fates, read_confirmation_token
from recoudre.inventory.services.proposals import (
    OPEN_STATES,
    confirm_proposal,
    withdraw_proposal,
)
from recoudre.inventory.wording import name_field, write_value
from recoudre.vocabulary.decisions import ProposalState, RefusalReason
from recoudre.vocabulary.lists import State

MAX_WRONG_CODES = 30
_SEEN = {State.PUBLISHED, State.DORMANT, State.ENDED}
# As its author reads it: nobody is told that something is "to read".
_TOLD = {
    ProposalState.UNCONFIRMED: gettext_lazy("elle attend que vous la confirmiez"),
    ProposalState.WAITING: gettext_lazy("reçue, l’équipe va la lire"),
}
_DECIDED = {ProposalState.ACCEPTED, ProposalState.PARTLY_ACCEPTED, ProposalState.REFUSED}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a proposal, and lead to what became of it."""
    typed = clean_text(request.POST.get("code", ""))[:60]
    if request.method == "POST":
        if not has_attempts_left(request, "code", most=MAX_WRONG_CODES):
            return _refuse(request, status=429)
        if find_by_code(typed) is not None:
            return HttpResponseRedirect(reverse("proposal-fate", args=[_write_groups(typed)]))
        keep_attempt(request, "code")
    context = {"typed": typed, "is_wrong": request.method == "POST"}
    return render(request, "inventory/proposal_code.html", context)


@never_cache
@require_safe
def show_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was received, and the code to write down or print."""
    proposal = _find(request, code)
    if proposal is None:
        return _refuse(request)
    return _show(request, "inventory/proposal_receipt.html", _describe(proposal, code))


@never_cache
@require_safe
def show_fate(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a proposal, to who holds its code."""
    proposal = _find(request, code)
    if proposal is None:
        return _refuse(request)
    return _show(request, "inventory/proposal_fate.html", _describe(proposal, code))


@never_cache
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw a proposal, for its author."""
    proposal = _find(request, code)
    if proposal is None:
        return _refuse(request)
    withdraw_proposal(proposal=proposal, at=timezone.now())
    return HttpResponseRedirect(reverse("proposal-fate", args=[code]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm by a button, after the link of a mail: programs that open links confirm nothing."""
    number = read_confirmation_token(token)
    proposal = find_proposal(number) if number is not None else None
    if proposal is None:
        raise Http404
    if request.method == "POST":
        confirm_proposal(proposal=proposal, at=timezone.now())
    context = {"token": token, "name": _name(proposal), **_describe_state(proposal)}
    return _show(request, "inventory/proposal_confirm.html", context)


def _find(request: HttpRequest, code: str) -> Proposal | None:
    """Find the proposal of a code; who tries many wrong ones finds nothing for an hour."""
    if not has_attempts_left(request, "code", most=MAX_WRONG_CODES):
        return None
    proposal = find_by_code(code)
    if proposal is None:
        keep_attempt(request, "code")
    return proposal


def _refuse(request: HttpRequest, status: int = 404) -> HttpResponse:
    """Answer alike to a wrong code, to one that never was, and to too many tries."""
    if not has_attempts_left(request, "code", most=MAX_WRONG_CODES):
        status = 429
    context = {"is_wrong": True, "is_too_many": status == 429}
    return _show(request, "inventory/proposal_code.html", context, status=status)


def _show(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _describe(proposal: Proposal, code: str) -> dict[str, Any]:
    occasion = proposal.occasion
    fates = {str(one["field"]): one for one in list_fates(proposal)}
    lines = [
        {"field": name, "value": text, "fate": fates.get(name)}
        for name, text in _list_values(proposal)
    ]
    return {
        "code": _write_groups(code),
        "code_page": write_absolute(reverse("proposal-code")),
        "name": _name(proposal),
        "proposal": proposal,
        "lines": lines,
        "is_change": bool(proposal.base),
        "answer_days": settings.ANSWER_DAYS,
        "reason": _(RefusalReason(proposal.reason).label) if proposal.reason else "",
        "occasion_url": occasion.get_absolute_url()
        if occasion and occasion.state in _SEEN and (proposal.base or _is_taken(proposal))
        else "",
        **_describe_state(proposal),
    }


def _describe_state(proposal: Proposal) -> dict[str, Any]:
    return {
        "state": proposal.state,
        "state_label": _tell_state(ProposalState(proposal.state)),
        "is_unconfirmed": proposal.state == ProposalState.UNCONFIRMED,
        "is_waiting": proposal.state == ProposalState.WAITING,
        "is_decided": proposal.state in _DECIDED,
        "is_taken": _is_taken(proposal),
        "may_withdraw": proposal.state in OPEN_STATES,
        "is_late": proposal.state == ProposalState.WAITING
        and proposal.due_at is not None
        and proposal.due_at < timezone.now(),
    }


def _tell_state(state: ProposalState) -> str:
    told = _TOLD.get(state)
    return str(told) if told else _(state.label)


def _is_taken(proposal: Proposal) -> bool:
    return proposal.state in {ProposalState.ACCEPTED, ProposalState.PARTLY_ACCEPTED}


def _list_values(proposal: Proposal) -> list[tuple[str, str]]:
    """List what was proposed, in French; an emptied value is said so."""
    return [
        (name_field(name), _write(proposal, name, value)) for name, value in proposal.values.items()
    ]


def _write(proposal: Proposal, name: str, value: Any) -> str:
    if name == "commune_code" and value == proposal.territory.code:
        return proposal.territory.name
    return write_value(name, value) if value else _("à effacer")


def _name(proposal: Proposal) -> str:
    known = proposal.occasion.name if proposal.occasion else ""
    return str(proposal.values.get("name") or known)


def _write_groups(code: str) -> str:
    """Write a code in its groups, whatever the way it was typed."""
    letters = "".join(letter for letter in code.upper() if letter.isalpha())[:LENGTH]
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
