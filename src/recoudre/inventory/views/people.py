"""The page where an administrator says who moderates, helps or administers, and where."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recoudre.accounts.models import Assignment
from recoudre.accounts.queries import find_roles
from recoudre.accounts.rules import Roles
from recoudre.accounts.services import give_role, keep_person, withdraw_role
from recoudre.inventory.forms.people import RoleForm
from recoudre.inventory.queries.people import list_administered, list_held
from recoudre.inventory.rules import may_give_roles
from recoudre.territories.queries import find_territory
from recoudre.vocabulary.decisions import Role


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List who holds which role here, and give another one."""
    roles = _require_administrator(request)
    places = list_administered(roles)
    form = RoleForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        role = Role(said["role"])
        _require_right(roles, role, said["territory"])
        person = keep_person(email=said["email"])
        give_role(person=person, role=role, territory_code=said["territory"])
        messages.success(request, _("C’est fait. Cette personne entre avec un code, par courriel."))
        return redirect("people")
    context = {"form": form, "held": list_held(places), "me": request.user.pk}
    return render(request, "inventory/people.html", context)


@never_cache
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a role; nobody withdraws their own, lest nobody be left to give any."""
    roles = _require_administrator(request)
    held = Assignment.objects.filter(pk=pk).exclude(person=request.user.pk).first()
    if held is None:
        raise Http404
    role = Role(held.role)
    _require_right(roles, role, held.territory_code)
    withdraw_role(person=held.person, role=role, territory_code=held.territory_code)
    messages.success(request, _("Ce rôle est retiré."))
    return redirect("people")


def _require_administrator(request: HttpRequest) -> Roles:
    roles = find_roles(request)
    if not roles.has_anywhere(Role.ADMINISTRATOR):
        raise Http404
    return roles


def _require_right(roles: Roles, role: Role, code: str) -> None:
    place = find_territory(code)
    if place is None or not may_give_roles(roles, role, place.chain):
        raise Http404
