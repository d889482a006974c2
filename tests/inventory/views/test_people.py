"""Who gives which role, and where: an administrator, in their own territory and below."""

import pytest

from recoudre.accounts.models import Assignment
from recoudre.accounts.services import give_role, keep_person
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Level

GIVEN = {"email": "nouvelle@example.org", "role": "moderator", "territory": "26114"}


@pytest.fixture
def places(two_communes):
    """The département of the two communes, and another one."""
    for code, name in (("26", "Drôme"), ("07", "Ardèche")):
        Territory.objects.create(
            code=code, level=Level.DEPARTEMENT, name=name, slug=name.lower(),
            search_name=name.lower(), department_code=code,
        )  # fmt: skip


def list_given():
    """List what was given, as role and territory."""
    new = Assignment.objects.filter(person__email="nouvelle@example.org")
    return list(new.values_list("role", "territory_code"))


def test_an_administrator_gives_a_role_below_and_sees_it(administrator, places):
    administrator.post("/roles", GIVEN)

    assert list_given() == [("moderator", "26114")]
    assert "nouvelle@example.org" in administrator.get("/roles").content.decode()


@pytest.mark.parametrize(
    "changed",
    [{"territory": "07"}, {"territory": "R84"}, {"territory": "FR"}, {"role": "steward"},
     {"role": "visitor"}, {"email": "pas un courriel"}, {"territory": ""}],
)  # fmt: skip
def test_nothing_is_given_elsewhere_above_or_of_another_kind(administrator, places, changed):
    administrator.post("/roles", GIVEN | changed)

    assert list_given() == []


@pytest.mark.parametrize("name", ["visitor", "contributor", "moderator", "stranger"])
def test_only_an_administrator_sees_the_page(request, places, name):
    client = request.getfixturevalue(name)

    assert client.get("/roles").status_code == 404
    assert client.post("/roles", GIVEN).status_code == 404
    assert list_given() == []


def test_a_role_is_withdrawn(administrator, places):
    administrator.post("/roles", GIVEN)

    administrator.post(f"/roles/{Assignment.objects.latest('pk').pk}/retirer")

    assert list_given() == []


def test_nobody_withdraws_their_own_role_nor_one_given_elsewhere(administrator, places):
    elsewhere = give_role(
        person=keep_person(email="ailleurs@example.org"), role=Role.MODERATOR, territory_code="07"
    )
    own = Assignment.objects.get(person=administrator.person)

    answers = [administrator.post(f"/roles/{one.pk}/retirer") for one in (own, elsewhere)]

    assert [one.status_code for one in answers] == [404, 404]
    assert Assignment.objects.count() == 2


def test_roles_elsewhere_are_not_listed(administrator, places):
    give_role(
        person=keep_person(email="ailleurs@example.org"), role=Role.MODERATOR, territory_code="07"
    )

    assert "ailleurs@example.org" not in administrator.get("/roles").content.decode()


def test_the_page_asks_few_queries(administrator, places, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        administrator.get("/roles")
