"""Does what somebody types describe what we know? The reasons are said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.likeness import Described, compare_descriptions
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries.likeness import list_resembling
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Relation
from recoudre.vocabulary.lists import State
from tests.stock import make_incoming

HERE = {"commune_code": "26114", "commune": "Dieulefit"}


def compare(one, other):
    """Compare two descriptions of Dieulefit, and give the relation and the reasons."""
    found = compare_descriptions(Described(**HERE | one), Described(**HERE | other))
    if found is None:
        return None
    return found.relation, " ; ".join(found.reasons).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("one", "other", "relation", "said"),
    [
        (
            {"name": "Café des Hales", "address": "2 pl. des Halles"},
            {"name": "Café des Halles", "address": "4 place des Halles"},
            Relation.SAME,
            "même nom à une lettre près ; même rue",
        ),
        (
            {"name": "cafe des halles"},
            {"name": "Café des Halles", "address": "4 place des Halles"},
            Relation.SAME,
            "même nom ; même commune",
        ),
        (
            {"name": "Chorale du mardi", "address": "2 place des Halles"},
            {"name": "Café des Halles", "address": "2, pl. des Halles"},
            Relation.COLOCATED,
            "au même endroit, autre nom : peut-être une autre activité du même lieu",
        ),
        (
            {"name": "Café des Halles", "address": "12 rue du Bourg"},
            {"name": "Café des Halles", "address": "2 place des Halles"},
            Relation.BRANCH,
            "même nom, à une autre adresse",
        ),
        (
            {"name": "Chorale", "phone": "0475000001"},
            {"name": "Café des Halles", "phone": "0475000001"},
            Relation.BRANCH,
            "même téléphone, autre nom : peut-être la même structure",
        ),
        (
            {"name": "Médiathèque de Dieulefit"},
            {"name": "Médiathèque", "address": "1 rue du Bourg"},
            Relation.SAME,
            "même nom ; même commune",
        ),
    ],
)
def test_two_descriptions_are_related_and_the_reason_is_said(one, other, relation, said):
    assert compare(one, other) == (relation, said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Chorale"}, {"name": "Café des Halles"}),
        ({"name": "Chorale", "address": "2 rue A"}, {"name": "Café", "address": "3 rue A"}),
        ({"name": "Die"}, {"name": "Dia"}),
        ({"name": "Bibliothèque"}, {"name": "Bibliothèque", "commune_code": "26113"}),
    ],
)
def test_what_nothing_brings_together_is_not_suggested(one, other):
    assert compare(one, other) is None


def test_a_rare_name_is_suggested_in_the_next_commune():
    said = compare(
        {"name": "Les Amis du Four à Pain"},
        {"name": "Les amis du four à pain", "commune_code": "26113"},
    )

    assert said == (Relation.BRANCH, "même nom, dans une commune voisine")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(name, other, address):
    compare({"name": name, "address": address}, {"name": other, "address": address})


@given(st.text(min_size=1, max_size=60))
def test_an_occasion_resembles_itself(name):
    assert compare({"name": name}, {"name": name})[0] == Relation.SAME


@pytest.fixture
def dieulefit(two_communes):
    """The commune of what is typed; Die is beside it."""
    Territory.objects.filter(code="26114").update(neighbour_codes=["26113"])
    return Territory.objects.get(code="26114")


def look_for(commune, **typed):
    """List the names that resemble what is typed in a commune."""
    found = list_resembling(Described(**HERE | typed), commune)
    return [one.occasion.name for one in found]


def test_a_slip_in_the_first_letter_still_finds_it(dieulefit, register, write):
    write(register, make_incoming("1"), make_incoming("2", name="Boulodrome"))

    assert look_for(dieulefit, name="Xafé des Halles") == ["Café des Halles"]


def test_the_same_door_is_found_under_another_name(dieulefit, register, write):
    write(register, make_incoming("1", address="2 place des Halles"))

    assert look_for(dieulefit, name="Chorale", address="2 pl. des Halles") == ["Café des Halles"]
    assert look_for(dieulefit, name="Chorale", address="3 place des Halles") == []


def test_the_next_commune_is_read_too(dieulefit, register, write):
    write(register, make_incoming("1", name="Les Amis du Four", commune_code="26113", phone="3949"))

    assert look_for(dieulefit, name="Les Amis du Four", phone="3949") == ["Les Amis du Four"]


def test_what_has_ended_is_recalled_and_what_was_withdrawn_is_not(dieulefit, register, write):
    write(register, make_incoming("1"), make_incoming("2"))
    ended, _withdrawn = Occasion.objects.order_by("pk")
    Occasion.objects.filter(pk=ended.pk).update(state=State.ENDED)
    write(register, withdrawals=["2"])

    assert look_for(dieulefit, name="Café des Halles") == ["Café des Halles"]


def test_looking_costs_five_queries(dieulefit, register, write, django_assert_max_num_queries):
    write(register, *(make_incoming(str(n), name=f"Café {n}") for n in range(60)))

    with django_assert_max_num_queries(5):
        assert len(look_for(dieulefit, name="Café 12", address="2 place des Halles")) == 4
