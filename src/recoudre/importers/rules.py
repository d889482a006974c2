"""Who may bring a file by the site: pure predicates."""

from collections.abc import Collection

from recoudre.accounts.rules import EVERYWHERE, Roles
from recoudre.vocabulary.decisions import Role


def may_bring_file(roles: Roles, followed: Collection[str]) -> bool:
    """Say whether somebody may import a file: it may speak of any territory followed here.

    Parameters
        followed: codes of the départements followed here; an administrator of all of them may.
    """
    codes = set(roles.list_codes(Role.ADMINISTRATOR))
    return EVERYWHERE in codes or (bool(followed) and codes >= set(followed))
