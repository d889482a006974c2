"""What a search address asks, read gently."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.search import Box
from recoudre.portal.forms import MAX_WORDS_LENGTH, SearchAsked, read_search, read_view

PARAMETERS = ("q", "pres", "rayon", "territoire", "nature", "lien", "page", "cadre", "point")


def read(query):
    return read_search(QueryDict(query))


def test_everything_that_may_be_asked_is_read():
    asked = read("q=caf%C3%A9&pres=Die&rayon=20&lien=elective&cout=free&cadre=44,4,45,6&page=3")

    assert asked == SearchAsked(
        words="café",
        near="Die",
        radius_km=20,
        box=Box(44, 4, 45, 6),
        chosen={"lien": ("elective",), "cout": ("free",)},
        page=3,
    )


def test_a_facet_may_be_asked_several_times():
    assert read("lien=organic&lien=elective").chosen == {"lien": ("elective", "organic")}


def test_nothing_asked_is_everything():
    assert read("") == SearchAsked()


@pytest.mark.parametrize(
    "query", ["page=abc", "page=1.5", "cadre=999", "cadre=1,2,3", "cadre=nan,4,45,6", "rayon=7"]
)
def test_what_cannot_be_read_is_said_and_set_aside(query):
    asked = read(query)

    assert len(asked.remarks) == 1
    assert (asked.page, asked.box, asked.radius_km) == (1, None, 10)


def test_an_unknown_filter_is_said_and_set_aside():
    asked = read("lien=secret&lien=organic")

    assert asked.chosen == {"lien": ("organic",)}
    assert len(asked.remarks) == 1


def test_a_long_search_is_cut():
    asked = read("q=" + "a" * 5_000)

    assert len(asked.words) == MAX_WORDS_LENGTH
    assert len(asked.remarks) == 1


@pytest.mark.parametrize("query", ["cadre=45,4,44,6", "cadre=44,6,45,4", "cadre=44,4,95,6"])
def test_a_box_that_is_upside_down_or_off_the_world_is_no_box(query):
    assert read(query).box is None


def test_a_map_that_shows_more_than_the_world_shows_the_world():
    assert read_view("-200,-95,200,95") == Box(-90, -180, 90, 180)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "nan,nan,nan,nan", "5,44,5,44"])
def test_what_is_no_view_is_none(text):
    assert read_view(text) is None


def test_the_address_of_a_search_says_its_choices():
    asked = SearchAsked(words="café & thé", near="Die", chosen={"lien": ("organic",)})

    assert asked.link() == "/chercher?q=caf%C3%A9+%26+th%C3%A9&pres=Die&lien=organic"


def test_the_address_of_everything_is_bare():
    assert SearchAsked().link() == "/chercher"


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=60)))
def test_a_search_read_from_its_own_address_is_the_same(parameters):
    query = QueryDict(mutable=True)
    query.update(parameters)
    asked = read_search(query)

    again = read(asked.write_query())

    assert again.write_query() == asked.write_query()
    assert again.remarks == ()
