"""What each role opens, and where: a table of people by territories."""

import pytest

from recoudre.accounts.rules import NOBODY, Roles
from recoudre.vocabulary.decisions import Role

DIEULEFIT = ("26114", "242600492", "26", "R84", "FR")


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        ((), Role.CONTRIBUTOR, False),
        ((("moderator", "26114"),), Role.MODERATOR, True),
        ((("moderator", "26"),), Role.MODERATOR, True),
        ((("moderator", "FR"),), Role.MODERATOR, True),
        ((("moderator", "26113"),), Role.MODERATOR, False),
        ((("moderator", "26"),), Role.CONTRIBUTOR, True),
        ((("contributor", "26"),), Role.MODERATOR, False),
        ((("administrator", "26"),), Role.MODERATOR, True),
        ((("steward", "26"),), Role.STEWARD, True),
        ((("steward", "26"),), Role.CONTRIBUTOR, False),
    ],
)
def test_a_role_holds_in_its_territory_and_in_all_that_it_holds(held, asked, answer):
    assert Roles.of(held).has(asked, DIEULEFIT) is answer


def test_a_visitor_holds_nothing_anywhere():
    assert not NOBODY.has_anywhere(Role.CONTRIBUTOR)
