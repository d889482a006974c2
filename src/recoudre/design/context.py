"""What every page knows of the site: name, contact, menu, and whether all is invented."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recoudre.design.french import link_phone

SITE_NAME = "Recoudre"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One link of a menu."""

    path: str
    label: str | Promise
    is_current: bool = False


MENU = (
    MenuEntry("/chercher", _("Chercher")),
    MenuEntry("/proposer", _("Proposer")),
    MenuEntry("/territoires", _("Territoires")),
    MenuEntry("/atlas", _("Atlas")),
    MenuEntry("/methode", _("Méthode")),
)
FOOT_MENU = (
    MenuEntry("/mentions-legales", _("Mentions légales")),
    MenuEntry("/accessibilite", _("Accessibilité")),
    MenuEntry("/donnees", _("Données ouvertes")),
    MenuEntry("/methode", _("Méthode et sources")),
    MenuEntry("/moderation/journal", _("Journal de la modération")),
    MenuEntry("/mes-contacts", _("Ne plus montrer mon contact")),
)


def describe_site(request: HttpRequest) -> dict[str, Any]:
    """Describe the site to every template, as `site`. No query."""
    contact = getattr(settings, "CONTACT", "")
    return {
        "site": {
            "name": SITE_NAME,
            "contact": contact,
            "contact_href": _link_contact(contact),
            "tiles": getattr(settings, "TILES", ""),
            "tiles_credit": getattr(settings, "TILES_CREDIT", ""),
            "is_demo": bool(getattr(settings, "IS_DEMO", False)),
            "menu": _mark_current(MENU, request.path),
            "foot_menu": FOOT_MENU,
        }
    }


def _link_contact(contact: str) -> str:
    """Turn a public contact into an address: web, mail, phone, or none when it is neither."""
    if contact.startswith(("https://", "http://")):
        return contact
    if "@" in contact and " " not in contact:
        return f"mailto:{contact}"
    return link_phone(contact)


def _mark_current(menu: tuple[MenuEntry, ...], path: str) -> list[MenuEntry]:
    return [MenuEntry(entry.path, entry.label, _is_under(path, entry.path)) for entry in menu]


def _is_under(path: str, entry_path: str) -> bool:
    """Tell whether a page is the entry's, or a page below it (/territoire/… for /territoires)."""
    return path == entry_path or path.startswith((entry_path + "/", entry_path.rstrip("s") + "/"))
