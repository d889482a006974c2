"""Reads of the people and their roles."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from recoudre.accounts.models import Assignment, Person
from recoudre.accounts.rules import NOBODY, Roles


def read_roles(person: Person | Any) -> Roles:
    """Read what a person holds; a visitor without an account holds nothing. One query at most."""
    if not getattr(person, "is_authenticated", False):
        return NOBODY
    pairs = Assignment.objects.filter(person_id=person.pk).values_list("role", "territory_code")
    return Roles.of(pairs)


def find_roles(request: HttpRequest) -> Roles:
    """Find what the person behind a request holds, read once per request.

    Without a session cookie the session is not even looked at: the page stays the same for all.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    kept: Roles | None = getattr(request, "_recoudre_roles", None)
    if kept is None:
        kept = read_roles(request.user)
        request._recoudre_roles = kept  # type: ignore[attr-defined]
    return kept


def find_person(email: str) -> Person | None:
    """Find the person of an e-mail, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


def list_assignments() -> list[Assignment]:
    """List who holds which role where, by e-mail then territory. One query."""
    held = Assignment.objects.select_related("person")
    return list(held.order_by("person__email", "territory_code", "role"))
