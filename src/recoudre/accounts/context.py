"""What every page knows of the person behind it. Nothing is read for a visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.translation import gettext_lazy as _

from recoudre.accounts.queries import find_roles
from recoudre.vocabulary.decisions import Role

# What a role opens: the least role that sees the entry, its address, its name.
ENTRIES = (
    (Role.MODERATOR, "/moderation", _("Modération")),
    (Role.CONTRIBUTOR, "/saisie", _("Saisie")),
    (Role.CONTRIBUTOR, "/ateliers", _("Ateliers")),
    (Role.ADMINISTRATOR, "/imports", _("Fichiers")),
    (Role.ADMINISTRATOR, "/roles", _("Qui fait quoi")),
)


def describe_person(request: HttpRequest) -> dict[str, Any]:
    """Describe to every template, as `account`, whether somebody is signed in and their menu.

    A visitor without a session cookie costs nothing: their session is not even looked at, so that
    the page stays the same for all and can be kept in caches.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return {"account": None}
    if not request.user.is_authenticated:
        return {"account": None}
    roles = find_roles(request)
    menu = [
        {"path": path, "label": label, "is_current": request.path.startswith(path)}
        for role, path, label in ENTRIES
        if roles.has_anywhere(role) and is_valid_path(path)
    ]
    return {"account": {"name": str(request.user.name or _("Votre compte")), "menu": menu}}
