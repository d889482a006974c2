"""From what a visitor writes to a commune."""

import pytest

from recoudre.portal.places import find_near, find_place, link_territory
from recoudre.territories.models import CommunePostcode, FormerCommune, Territory


@pytest.fixture
def postcodes(communes):
    """One postcode for both communes."""
    for territory in Territory.objects.all():
        CommunePostcode.objects.create(territory=territory, postcode="26000")


@pytest.mark.parametrize("typed", ["Dieulefit", "dieulefit", "26114", "dieul", "Dieulefit (26114)"])
def test_a_commune_is_found_by_name_or_code(communes, typed):
    assert find_near(typed).place.code == "26114"


def test_the_very_name_wins_over_longer_ones(communes):
    assert find_near("die").place.code == "26113"


def test_a_postcode_of_several_communes_gives_the_choice(postcodes):
    near = find_near("26000")

    assert near.place is None
    assert [place.name for place in near.choices] == ["Die", "Dieulefit"]


def test_a_choice_leads_to_itself(postcodes):
    [first, second] = find_near("26000").choices

    assert find_near(first.typed).place == first
    assert find_near(second.typed).place == second


def test_an_unknown_commune_gives_nothing(communes):
    near = find_near("Atlantis")

    assert (near.place, near.choices) == (None, ())


def test_a_commune_found_once_is_not_asked_again(communes, django_assert_num_queries):
    find_near("Dieulefit")

    with django_assert_num_queries(0):
        find_near("dieulefit")


def test_a_former_code_leads_to_the_commune_of_today(communes):
    FormerCommune.objects.create(code="26999", current_code="26114", source="essai")

    assert find_place("26999").name == "Dieulefit"


@pytest.mark.parametrize("code", ["", "99999", "R999"])
def test_an_unknown_code_is_no_place(communes, code):
    assert find_place(code) is None


def test_the_address_of_a_territory_has_its_published_form():
    assert link_territory("26114", "dieulefit") == "/territoire/26114-dieulefit"
