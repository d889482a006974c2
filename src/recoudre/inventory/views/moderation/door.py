"""The door of the moderation: visitors sign in, and what lies elsewhere does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from recoudre.accounts.queries import find_roles
from recoudre.inventory.queries.scope import Scope, read_scope

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def open_to_moderators(
    view: Callable[Concatenate[HttpRequest, Scope, P], HttpResponse],
) -> View[P]:
    """Give a view where its reader moderates; a visitor signs in, anybody else finds nothing."""

    @wraps(view)
    def guard(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else "/moderation"
            return redirect_to_login(back)
        scope = read_scope(find_roles(request))
        if not scope.codes:
            raise Http404
        return view(request, scope, *args, **kwargs)

    return guard
