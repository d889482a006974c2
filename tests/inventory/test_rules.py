"""Who may do what with occasions: a table of people by actions, in Dieulefit (département 26)."""

import pytest

from recoudre.accounts.rules import NOBODY, Roles
from recoudre.inventory import rules
from recoudre.vocabulary.decisions import Role

DIEULEFIT = ("26114", "242600492", "26", "R84", "FR")

PEOPLE = {
    "visitor": NOBODY,
    "contributor": Roles.of([("contributor", "26")]),
    "steward": Roles.of([("steward", "26")]),
    "moderator": Roles.of([("moderator", "26")]),
    "stranger": Roles.of([("moderator", "07")]),
    "administrator": Roles.of([("administrator", "26")]),
    "national": Roles.of([("moderator", "FR")]),
}
EVERYBODY = set(PEOPLE)
TRUSTED = {"contributor", "moderator", "administrator", "national"}
DECIDING = {"moderator", "administrator", "national"}
ACTIONS = {
    "may_propose": EVERYBODY,
    "may_claim": EVERYBODY,
    "may_publish_directly": TRUSTED,
    "may_type_in": TRUSTED,
    "may_confirm": TRUSTED,
    "may_moderate": DECIDING,
    "may_see_closed_contacts": DECIDING,
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_may_do_what_the_table_says(who, action):
    answer = getattr(rules, action)(PEOPLE[who], DIEULEFIT)

    assert answer is (who in ACTIONS[action])


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"may_propose", "may_claim"}))
@pytest.mark.parametrize("who", sorted(EVERYBODY - {"stranger", "national"}))
def test_a_role_of_the_drome_opens_nothing_in_ardeche(who, action):
    assert not getattr(rules, action)(PEOPLE[who], ("07019", "07", "R84", "FR"))


def test_every_rule_is_in_the_table():
    written = {name for name in vars(rules) if name.startswith("may_")}

    assert written == {*ACTIONS, "may_give_roles"}


@pytest.mark.parametrize(
    ("who", "role", "chain", "answer"),
    [
        ("administrator", Role.MODERATOR, DIEULEFIT, True),
        ("administrator", Role.ADMINISTRATOR, ("26", "R84", "FR"), True),
        ("administrator", Role.CONTRIBUTOR, ("R84", "FR"), False),
        ("administrator", Role.CONTRIBUTOR, ("FR",), False),
        ("administrator", Role.MODERATOR, ("07", "R84", "FR"), False),
        ("administrator", Role.STEWARD, DIEULEFIT, False),
        ("administrator", Role.VISITOR, DIEULEFIT, False),
        ("moderator", Role.CONTRIBUTOR, DIEULEFIT, False),
        ("visitor", Role.CONTRIBUTOR, DIEULEFIT, False),
    ],
)
def test_a_role_is_given_by_an_administrator_and_never_above_their_own_territory(
    who, role, chain, answer
):
    assert rules.may_give_roles(PEOPLE[who], role, chain) is answer
