"""The recipes: readable, complete, and worded so that any two parts go together."""

import re

import pytest

from recoudre.demo.recipes import list_recipes, read_recipes
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.lists import Bond, Domain, Foundation, Kind, Sector

RECIPES = list_recipes()
SMALL = """Un thème.

# banc
kind: place
weight: 2
smallest: 60
names:
- Le Banc {de_lieu}
summaries:
- Un banc.
openings:
- On s’y assied.
middles:
- On y parle.
closings:
- On s’en va.
bonds: elective/recognition citizenship
domains: public_space
stewards:
- commune: Commune {de_commune}
"""
WEEKDAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", re.IGNORECASE)
PLACEHOLDERS = {"commune", "a_commune", "de_commune", "a_lieu", "de_lieu", "epci"}


def list_texts(recipe):
    return [*recipe.names, *recipe.summaries, *recipe.openings, *recipe.middles, *recipe.closings]


def test_a_recipe_is_read():
    (recipe,) = read_recipes(SMALL)

    assert recipe.slug == "banc"
    assert recipe.kind == Kind.PLACE
    assert recipe.bonds == ((Bond.ELECTIVE, Foundation.RECOGNITION), (Bond.CITIZENSHIP, None))
    assert recipe.stewards == ((Sector.COMMUNE, "Commune {de_commune}"),)
    assert recipe.hours == ()


def test_a_word_out_of_the_lists_is_refused():
    with pytest.raises(ValueError, match="amitié"):
        read_recipes(SMALL.replace("public_space", "amitié"))


def test_there_are_some_sixty_recipes_each_with_its_own_name():
    assert len(RECIPES) >= 60
    assert len({recipe.slug for recipe in RECIPES}) == len(RECIPES)


def test_every_domain_but_two_and_every_bond_is_told():
    domains = {domain for recipe in RECIPES for domain in recipe.domains}
    bonds = {bond for recipe in RECIPES for bond, _ in recipe.bonds}

    assert set(Domain) - domains == set()
    assert bonds == set(Bond)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_a_recipe_has_parts_to_choose_from(recipe):
    parts = (recipe.summaries, recipe.openings, recipe.middles, recipe.closings)

    assert all(len(part) >= 2 for part in parts)
    assert recipe.stewards
    assert recipe.domains


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_texts_hold_only_known_placeholders(recipe):
    found = {word for text in list_texts(recipe) for word in re.findall(r"\{(\w+)\}", text)}

    assert found <= PLACEHOLDERS


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_a_name_says_no_day_that_the_hours_could_belie(recipe):
    assert [name for name in recipe.names if WEEKDAY.search(name)] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_hours_are_readable(recipe):
    assert [hours for hours in recipe.hours if not is_readable(hours)] == []


def test_texts_are_typed_with_typographic_apostrophes():
    assert [text for recipe in RECIPES for text in list_texts(recipe) if "'" in text] == []
