"""The phone calls to make: a list to print, and the answers to record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from recoudre.inventory.queries.claims import find_claimable
from recoudre.inventory.queries.confirmations import list_calls
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.confirmations import confirm_occasion, end_occasion
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.vocabulary.decisions import ConfirmationAnswer, Role
from recoudre.vocabulary.lists import Channel

MAX_CALLS = 40


@never_cache
@require_safe
@open_to_moderators
def calls(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List whom to call in the territories of who moderates."""
    found = list_calls(today=timezone.localdate(), codes=scope.codes, limit=MAX_CALLS)
    return render(request, "inventory/calls.html", {"occasions": found})


@never_cache
@require_POST
@open_to_moderators
def record_call(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Record what was answered on the phone: it is verified."""
    occasion = find_claimable(pk)
    if occasion is None or not scope.holds(occasion.territory.chain):
        raise Http404
    answer = request.POST.get("answer")
    role, channel, now = Role.MODERATOR, Channel.PHONE, timezone.now()
    if answer == ConfirmationAnswer.STILL_TRUE:
        confirm_occasion(occasion=occasion, role=role, channel=channel, at=now)
    elif answer == ConfirmationAnswer.ENDED:
        end_occasion(occasion=occasion, role=role, channel=channel, at=now)
    else:
        raise Http404
    messages.success(request, _("« %(name)s » : c’est noté.") % {"name": occasion.name})
    return redirect("calls")
