"""A misspelt word finds what it meant; a synonym finds what it names; a name comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.models import SearchTerm
from recoudre.inventory.search import Circle, Question, search_occasions
from recoudre.inventory.search.spelling import correct_words, list_completions
from recoudre.inventory.search.synonyms import read_synonyms
from recoudre.inventory.search.terms import read_terms
from tests.stock import make_incoming, make_located


@pytest.fixture
def village(write, register):
    """A library, a garden cultivated together, and a market."""
    write(
        register,
        make_located("1", 44.530, 5.065, name="Médiathèque de Dieulefit"),
        make_located("2", 44.535, 5.070, name="Jardin collectif des Lilas"),
        make_located("3", 44.531, 5.066, name="Maison", summary="On y prépare le jardin des Lilas"),
        make_incoming("4", name="Marché paysan", commune_code="26113"),
    )


def find(words, **question):
    """List the names of the answers, in order."""
    found = search_occasions(Question(words=words, **question), limit=20)
    return [one.name for one in found.occasions]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mediateque", "mediatheque"),
        ("médiathèqe", "mediatheque"),
        ("jardni lilas", "jardin lilas"),
        ("colectif", "collectif"),
    ],
)
def test_one_slip_is_put_right(village, typed, meant):
    assert correct_words(typed) == meant


@pytest.mark.parametrize(
    "typed", ["médiathèques", "jardins", "", "de la", "zzzzzzzz", "lil", "26220"]
)
def test_what_is_known_or_hopeless_is_left_as_it_is(village, typed):
    assert correct_words(typed) is None


def test_two_slips_are_too_many_for_a_short_word(village):
    assert correct_words("jarbim") is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bibliothèque", "Médiathèque de Dieulefit"),
        ("jardin partagé", "Jardin collectif des Lilas"),
        ("potager collectif dieulefit", "Jardin collectif des Lilas"),
    ],
)
def test_a_synonym_finds_what_it_names(village, typed, name):
    assert name in find(typed)


def test_a_market_is_no_walk(village):
    assert find("randonnée") == []


def test_relevance_comes_before_nearness(village):
    around = Circle(44.531, 5.066, 10)

    assert find("jardin", circle=around) == ["Jardin collectif des Lilas", "Maison"]


def test_completions_are_names_then_words(village):
    assert list_completions("jar") == ["Jardin collectif des Lilas", "jardin"]


def test_the_last_word_is_completed_after_the_others(village):
    assert "marché paysan" in [one.lower() for one in list_completions("marché pay")]


@pytest.mark.parametrize("typed", ["", "ja", "  ", "%%%", "zzz"])
def test_too_little_or_nothing_known_completes_nothing(village, typed):
    assert list_completions(typed) == []


def test_the_words_of_what_is_published_are_known_once(village):
    words = list(SearchTerm.objects.values_list("word", flat=True))

    assert "lilas" in words
    assert len(words) == len(set(words))


def test_every_synonym_is_mutual():
    synonyms = read_synonyms()

    for phrase, others in synonyms.items():
        assert phrase in others
        assert all(phrase in synonyms[other] for other in others)


def test_a_phrase_is_read_before_its_words():
    assert read_terms("maison de quartier")[0][0] == ("maison", "quarti")


@given(st.text(max_size=80))
def test_whatever_is_typed_every_alternative_says_something(typed):
    assert all(all(alternative) for term in read_terms(typed) for alternative in term)
