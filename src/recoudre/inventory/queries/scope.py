"""Where somebody moderates, as a condition on the tables."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from recoudre.accounts.rules import EVERYWHERE, Roles
from recoudre.vocabulary.decisions import Role

_COLUMNS = ("code", "epci_code", "department_code", "region_code")


@dataclass(frozen=True, slots=True)
class Scope:
    """The territories where somebody moderates; "FR" is everywhere."""

    codes: frozenset[str]

    def narrow(self, path: str) -> Q:
        """Give the condition that keeps what lies there.

        Parameters
            path: from the table to its territory: "territory", "occasion__territory".
        """
        if EVERYWHERE in self.codes:
            return Q()
        return keep_within(path, self.codes)

    def holds(self, chain: Collection[str]) -> bool:
        """Say whether a commune, by the codes of all that hold it, lies there."""
        return not self.codes.isdisjoint(chain)


def keep_within(path: str, codes: Collection[str]) -> Q:
    """Give the condition that keeps what lies in one of these territories."""
    condition = Q(pk__in=[])
    for column in _COLUMNS:
        condition |= Q(**{f"{path}__{column}__in": sorted(codes)})
    return condition


def read_scope(roles: Roles) -> Scope:
    """Read where somebody moderates from the roles that they hold."""
    return Scope(frozenset(roles.list_codes(Role.MODERATOR)))
