"""Who holds which role in the territories that an administrator answers for."""

from typing import NamedTuple

from recoudre.accounts.models import Assignment
from recoudre.accounts.rules import EVERYWHERE, Roles
from recoudre.territories.models import Territory
from recoudre.territories.queries import list_codes_within
from recoudre.vocabulary.decisions import Role


class Held(NamedTuple):
    """One role that somebody holds, and the name of its territory."""

    assignment: Assignment
    place: str


def list_administered(roles: Roles) -> list[Territory]:
    """List the territories that an administrator answers for, the widest first, by name."""
    places = Territory.objects.defer("outline", "neighbour_codes")
    codes = roles.list_codes(Role.ADMINISTRATOR)
    if EVERYWHERE not in codes:
        inside = {code for held in codes for code in list_codes_within(held)}
        places = places.filter(code__in=inside)
    levels = ("region", "departement", "epci", "commune")
    return sorted(places, key=lambda one: (levels.index(one.level), one.search_name))


def list_held(places: list[Territory]) -> list[Held]:
    """List who holds which role in these territories, by e-mail. One query."""
    names = {one.code: one.name for one in places}
    held = Assignment.objects.filter(territory_code__in=names).select_related("person")
    return [
        Held(one, names[one.territory_code])
        for one in held.order_by("person__email", "territory_code", "role")
    ]
