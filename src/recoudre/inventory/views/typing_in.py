"""Typing in for somebody: a helper writes what a person says, with their agreement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recoudre.accounts.queries import find_roles
from recoudre.inventory.forms.seals import make_seal, read_seal
from recoudre.inventory.forms.sheets import SpokenSheetForm
from recoudre.inventory.rules import may_publish_directly
from recoudre.inventory.services.proposals import Draft, create_proposal
from recoudre.inventory.views.helping import open_to_helpers, read_person
from recoudre.vocabulary.lists import Channel

SIGNED = {Channel.PAPER}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_helpers
def type_in(request: HttpRequest) -> HttpResponse:
    """Type in for somebody, then give them the receipt whose code leads back to it."""
    now = timezone.now()
    form = SpokenSheetForm(request.POST or None)
    seal = read_seal(request.POST.get("seal", "")) or make_seal(now)
    if request.method == "POST" and form.is_valid():
        draft = _draft(form)
        made = create_proposal(
            draft=draft, token=seal.token, at=now, helper=read_person(request),
            is_trusted=may_publish_directly(find_roles(request), draft.territory.chain),
        )  # fmt: skip
        return redirect("proposal-receipt", made.code)
    return render(request, "inventory/type_in.html", {"form": form, "seal": seal.text})


def _draft(form: SpokenSheetForm) -> Draft:
    """Draft what was said; how it was agreed to is kept, and never by whom."""
    channel = Channel(form.cleaned_data["channel"])
    how = "signed" if channel in SIGNED else "said"
    return Draft(
        territory=form.cleaned_data["commune"],
        values=form.read_values(),
        message=form.cleaned_data["message"],
        channel=channel,
        consent={"given": True, "how": how, "on": timezone.localdate().isoformat()},
    )
