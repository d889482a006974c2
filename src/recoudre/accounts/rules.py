"""Who may do what: pure predicates on the roles somebody holds and the place it is about.

A role holds in its territory and in all that the territory holds; the stronger includes the
weaker, but for the steward's, which is about its own occasions only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from recoudre.vocabulary.decisions import Role

EVERYWHERE = "FR"
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Roles:
    """What somebody holds: pairs of a role and the code of a territory. Empty for a visitor."""

    held: frozenset[tuple[Role, str]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Roles":
        """Build from pairs of a role's slug and a territory's code."""
        return cls(frozenset((Role(role), code) for role, code in pairs))

    def has(self, role: Role, chain: Collection[str]) -> bool:
        """Say whether this role, or a stronger one, holds in one of the territories of a chain.

        Parameters
            chain: codes of the commune, of all that hold it, and "FR" (`Territory.chain`).
        """
        return any(_includes(one, role) and code in chain for one, code in self.held)

    def has_anywhere(self, role: Role) -> bool:
        """Say whether this role, or a stronger one, is held in any territory."""
        return any(_includes(one, role) for one, _ in self.held)

    def list_codes(self, role: Role) -> list[str]:
        """List the territories where this role, or a stronger one, is held."""
        return sorted({code for one, code in self.held if _includes(one, role)})


def _includes(held: Role, asked: Role) -> bool:
    """Say whether a role includes another; a steward's includes none."""
    return held is asked or (held is not Role.STEWARD and _RANK[held] >= _RANK[asked])


NOBODY = Roles()
