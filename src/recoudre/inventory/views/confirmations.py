"""The pages of a confirmation link. Reading one writes nothing: mail programs open links alone."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recoudre.inventory.forms.confirmations import EndForm
from recoudre.inventory.forms.sheets import SheetForm, tell_initial
from recoudre.inventory.links import is_open
from recoudre.inventory.models import ConfirmationLink
from recoudre.inventory.queries.confirmations import (
    find_link,
    find_steward_email,
    has_lately_asked,
)
from recoudre.inventory.return_codes import make_token
from recoudre.inventory.services.confirmations import (
    LinkSpentError,
    change_by_link,
    confirm_by_link,
    end_by_link,
)
from recoudre.inventory.services.proposals import Draft
from recoudre.inventory.services.reminders import send_letter
from recoudre.inventory.telling import tell_visible
from recoudre.vocabulary.lists import Channel, State

_GONE = {State.WITHDRAWN, State.REFUSED}
Page = Callable[[HttpRequest, ConfirmationLink, str], HttpResponse]


def _open_link(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """Load the link of a token: 404 for a stranger's, a kind page once it was used or expired."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        link = _find_or_404(token)
        if not is_open(link, timezone.now()):
            return _say_spent(request, link, token)
        try:
            response = page(request, link, token)
        except LinkSpentError:
            link.refresh_from_db()
            response = _say_spent(request, link, token)
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@_open_link
def confirm(request: HttpRequest, link: ConfirmationLink, token: str) -> HttpResponse:
    """Show what is said of an occasion; the button says that it is still true."""
    if request.method == "POST":
        confirm_by_link(link=link, at=timezone.now())
        return redirect("confirm", token)
    return _render(request, "inventory/confirm.html", link, token)


@_open_link
def end(request: HttpRequest, link: ConfirmationLink, token: str) -> HttpResponse:
    """Ask since when, or why, an occasion is over."""
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_by_link(
            link=link, ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"], at=timezone.now(),
        )  # fmt: skip
        return redirect("confirm", token)
    return _render(request, "inventory/confirm_end.html", link, token, form=form)


@_open_link
def change(request: HttpRequest, link: ConfirmationLink, token: str) -> HttpResponse:
    """Open the facts to who answers for them; what they change is published at once."""
    visible = tell_visible(link.occasion)
    initial = tell_initial(visible, link.occasion.territory)
    form = SheetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = Draft(
            territory=form.cleaned_data["commune"], values=form.read_changes(visible),
            occasion=link.occasion, base=visible, channel=Channel(link.channel),
        )  # fmt: skip
        change_by_link(link=link, draft=draft, token=make_token(), at=timezone.now())
        return redirect("confirm", token)
    return _render(request, "inventory/confirm_change.html", link, token, form=form)


@never_cache
@require_POST
def ask_again(request: HttpRequest, token: str) -> HttpResponse:
    """Send another link, only to the address on record; the page never says which one."""
    link = _find_or_404(token)
    now = timezone.now()
    email = find_steward_email(link.occasion)
    if email and not has_lately_asked(link.occasion, at=now):
        send_letter(email=email, occasions=[link.occasion], at=now)
    return render(request, "inventory/confirm_asked.html", {"occasion": link.occasion})


def _find_or_404(token: str) -> ConfirmationLink:
    link = find_link(token)
    if link is None or link.occasion.state in _GONE:
        raise Http404
    return link


def _render(
    request: HttpRequest, template: str, link: ConfirmationLink, token: str, **more: Any
) -> HttpResponse:
    context = {"occasion": link.occasion, "link": link, "token": token, **more}
    return render(request, template, context)


def _say_spent(request: HttpRequest, link: ConfirmationLink, token: str) -> HttpResponse:
    response = _render(request, "inventory/confirm_spent.html", link, token)
    response["X-Robots-Tag"] = "noindex"
    return response
