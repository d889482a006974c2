"""Who may do what with occasions: pure predicates on what somebody holds and where it is about.

A visitor without an account may already propose, claim, object and answer a confirmation link;
what a link or a claim opens is decided by its own code or proof, never here.

`chain` is `Territory.chain`: the codes of a commune, of all that hold it, and "FR".
"""

from collections.abc import Collection

from recoudre.accounts.rules import Roles
from recoudre.vocabulary.decisions import Role


def may_propose(roles: Roles, chain: Collection[str]) -> bool:  # noqa: ARG001 - nothing is asked
    """Say whether somebody may propose an occasion or a change: everybody may, everywhere."""
    return True


def may_publish_directly(roles: Roles, chain: Collection[str]) -> bool:
    """Say whether what somebody proposes is published without waiting for a moderator."""
    return roles.has(Role.CONTRIBUTOR, chain)


def may_moderate(roles: Roles, chain: Collection[str]) -> bool:
    """Say whether somebody may decide: proposals, matches, pins, claims, suggestions."""
    return roles.has(Role.MODERATOR, chain)


def may_type_in(roles: Roles, chain: Collection[str]) -> bool:
    """Say whether somebody may type in for another, or the forms of a workshop."""
    return roles.has(Role.CONTRIBUTOR, chain)


def may_claim(roles: Roles, chain: Collection[str]) -> bool:  # noqa: ARG001 - the proof decides
    """Say whether somebody may say that they answer for an occasion: the proof decides later."""
    return True


def may_confirm(roles: Roles, chain: Collection[str]) -> bool:
    """Say whether somebody may write that an occasion is still true, without a link."""
    return roles.has(Role.CONTRIBUTOR, chain)


def may_see_closed_contacts(roles: Roles, chain: Collection[str]) -> bool:
    """Say whether somebody sees the contacts that nothing allows us to publish."""
    return roles.has(Role.MODERATOR, chain)


# A steward's role comes from a claim that was proved, and a visitor needs none.
GIVEN_ROLES = (Role.CONTRIBUTOR, Role.MODERATOR, Role.ADMINISTRATOR)


def may_give_roles(roles: Roles, role: Role, chain: Collection[str]) -> bool:
    """Say whether somebody may give or withdraw a role in a territory.

    An administrator may, in their own territory and in what it holds, never above: the chain of
    a wider territory does not hold the code of theirs. A steward's role comes from a claim alone.

    Parameters
        chain: of the territory where the role would hold.
    """
    return role in GIVEN_ROLES and roles.has(Role.ADMINISTRATOR, chain)
