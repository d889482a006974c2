"""The door of those who type in for others: visitors sign in, anybody else finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from recoudre.accounts.models import Person
from recoudre.accounts.queries import find_roles
from recoudre.inventory.models import Workshop
from recoudre.inventory.queries.workshops import find_workshop
from recoudre.inventory.rules import may_type_in
from recoudre.vocabulary.decisions import Role

P = ParamSpec("P")


def open_to_helpers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a view to who may type in for others somewhere."""

    @wraps(view)
    def guard(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if not find_roles(request).has_anywhere(Role.CONTRIBUTOR):
            raise Http404
        return view(request, *args, **kwargs)

    return guard


def load_workshop(request: HttpRequest, workshop_id: int) -> Workshop:
    """Load a workshop of a territory where somebody may type in; 404 for any other."""
    workshop = find_workshop(workshop_id)
    if workshop is None or not may_type_in(find_roles(request), workshop.territory.chain):
        raise Http404
    return workshop


def read_person(request: HttpRequest) -> Person:
    """Read who is signed in, behind a door that visitors do not pass."""
    return cast(Person, request.user)


def list_helper_codes(request: HttpRequest) -> list[str]:
    """List the territories where somebody types in for others."""
    return find_roles(request).list_codes(Role.CONTRIBUTOR)


def read_count(given: Any, *, most: int, default: int) -> int:
    """Read a count as an address gives it, between 1 and the most; anything else is the default."""
    text = str(given or "")
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return default
    return min(max(int(text), 1), most)
