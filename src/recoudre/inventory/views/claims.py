"""Who answers for an occasion: the page to say so, and the moderators' list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recoudre.accounts.models import Person
from recoudre.accounts.queries import find_roles
from recoudre.design.addresses import write_absolute
from recoudre.design.french import write_date
from recoudre.inventory.attempts import has_attempts_left, keep_attempt
from recoudre.inventory.claiming import write_claim_code
from recoudre.inventory.forms.claims import ClaimForm, CodeForm, RefusalForm
from recoudre.inventory.models import Claim, Occasion
from recoudre.inventory.paper import ClaimLetter, draw_letter
from recoudre.inventory.queries.claims import (
    find_claimable,
    find_waiting_claim,
    has_proved_claim,
    list_waiting_claims,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.rules import may_confirm, may_moderate
from recoudre.inventory.services.claims import (
    ClaimDecidedError,
    TooManyClaimsError,
    create_claim,
    decide_claim,
    prove_claim,
)
from recoudre.inventory.services.confirmations import confirm_occasion, create_link
from recoudre.inventory.views.helping import read_person
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.vocabulary.decisions import ClaimProof, RefusalReason, Role
from recoudre.vocabulary.lists import Channel

# By address and by hour: a town hall asks for several places in a row.
MAX_ATTEMPTS = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how somebody proves that they answer for an occasion, or for the code they received."""
    occasion = _find_or_404(pk)
    has_code = "code" in request.POST
    asked = ClaimForm(None if has_code else request.POST or None)
    code = CodeForm(request.POST if has_code else None, auto_id="code_%s")
    if has_code and code.is_valid():
        if token := _prove(request, occasion, code):
            return redirect("confirm", token)
        code.add_error("code", _("Ce code ne va pas, ou ne sert plus. Demandez-en un autre."))
    if request.method == "POST" and not has_code and asked.is_valid():
        _claim(request, occasion, asked)
        return redirect("claim", occasion.pk)
    context = {
        "occasion": occasion, "form": asked, "code_form": code,
        "is_mine": has_proved_claim(_read_signed_in(request), occasion),
    }  # fmt: skip
    return render(request, "inventory/claim.html", context)


@never_cache
@require_POST
def confirm_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from its page that an occasion is true: its steward answers, others only confirm."""
    occasion = _find_or_404(pk)
    if has_proved_claim(_read_signed_in(request), occasion):
        return redirect("confirm", _open_link(occasion))
    roles, chain = find_roles(request), occasion.territory.chain
    if not may_confirm(roles, chain):
        raise Http404
    role = Role.MODERATOR if may_moderate(roles, chain) else Role.CONTRIBUTOR
    confirm_occasion(occasion=occasion, role=role, channel=Channel.WEB, at=timezone.now())
    return redirect("occasion-unslugged", occasion.pk)


@never_cache
@require_safe
@open_to_moderators
def claims(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the claims that wait."""
    context = {"claims": list_waiting_claims(scope), "form": RefusalForm()}
    return render(request, "inventory/claims.html", context)


@never_cache
@require_POST
@open_to_moderators
def decide(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Recognise who answers for an occasion, or refuse with a reason."""
    found = _find_claim_or_404(scope, pk)
    is_proved = "accept" in request.POST
    form = RefusalForm(request.POST)
    if not is_proved and not form.is_valid():
        messages.error(request, _("Choisissez une raison : son auteur la lira."))
        return redirect("claims")
    reason = None if is_proved else RefusalReason(form.cleaned_data["reason"])
    try:
        decide_claim(
            claim=found, is_proved=is_proved, at=timezone.now(), by=read_person(request),
            reason=reason,
        )  # fmt: skip
    except ClaimDecidedError:
        messages.error(request, _("Quelqu’un l’a décidé juste avant vous."))
    return redirect("claims")


@never_cache
@require_safe
@open_to_moderators
def letter(_request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Draw the letter that carries the code to the declared address."""
    found = _find_claim_or_404(scope, pk)
    if found.proof != ClaimProof.LETTER or not found.code_digest:
        raise Http404
    drawn = draw_letter(_write_letter(found), at=timezone.now())
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lettre-{found.pk}.pdf"'
    return response


def _find_or_404(pk: int) -> Occasion:
    occasion = find_claimable(pk)
    if occasion is None:
        raise Http404
    return occasion


def _find_claim_or_404(scope: Scope, pk: int) -> Claim:
    found = find_waiting_claim(scope, pk)
    if found is None:
        raise Http404
    return found


def _read_signed_in(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _open_link(occasion: Occasion) -> str:
    return create_link(occasion=occasion, role=Role.STEWARD, channel=Channel.WEB, at=timezone.now())


def _prove(request: HttpRequest, occasion: Occasion, form: CodeForm) -> str:
    """Give the token of a link to who types the right code; "" otherwise."""
    if not has_attempts_left(request, "claim-code", most=MAX_ATTEMPTS):
        return ""
    told = form.cleaned_data
    proved = prove_claim(
        occasion=occasion, email=told["email"], typed=told["code"], at=timezone.now()
    )
    if proved:
        return _open_link(occasion)
    keep_attempt(request, "claim-code")
    return ""


def _claim(request: HttpRequest, occasion: Occasion, form: ClaimForm) -> None:
    told = form.cleaned_data
    if not has_attempts_left(request, "claim", most=MAX_ATTEMPTS):
        messages.error(request, _("Beaucoup de demandes viennent d’ici. Revenez dans une heure."))
        return
    keep_attempt(request, "claim")
    try:
        create_claim(
            occasion=occasion, email=told["email"], proof=ClaimProof(told["proof"]),
            number=told["number"], at=timezone.now(),
        )  # fmt: skip
    except TooManyClaimsError:
        messages.error(
            request,
            _("Plusieurs personnes attendent déjà une réponse pour cette fiche. Revenez bientôt."),
        )
        return
    messages.success(
        request,
        _(
            "C’est reçu. Si la preuve concorde, un code part par courriel ou par lettre ; sinon "
            "l’équipe vous lira."
        ),
    )


def _write_letter(found: Claim) -> ClaimLetter:
    occasion = found.occasion
    town = f"{occasion.postcode} {occasion.territory.name.upper()}".strip()
    name = occasion.steward.name if occasion.steward else occasion.name
    return ClaimLetter(
        lines=[name, occasion.address, town],
        occasion=occasion.name,
        code=write_claim_code(found),
        address=write_absolute(f"/occasion/{occasion.pk}/repondre"),
        expires_on=write_date(timezone.localdate(found.expires_at)),
        written_on=write_date(timezone.localdate()),
    )
