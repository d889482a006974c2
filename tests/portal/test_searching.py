"""A search as a visitor sees it."""

from dataclasses import replace

import pytest

from recoudre.inventory.search import Box
from recoudre.portal.forms import SearchAsked
from recoudre.portal.searching import (
    list_remarks,
    list_ways,
    prepare_search,
    tell_order,
    tell_subject,
    tell_total,
    write_of,
)
from recoudre.territories.models import Territory


def test_a_search_near_a_commune_is_a_circle_around_it(communes):
    search = prepare_search(SearchAsked(near="Dieulefit", radius_km=5))

    assert search.question.circle.radius_km == 5
    assert tell_subject(search) == "à moins de 5 km de Dieulefit"
    assert tell_order(search) == "Les plus proches d’abord."


def test_a_commune_without_a_point_is_searched_by_what_is_declared_in_it(communes):
    Territory.objects.update(lat=None, lon=None)

    search = prepare_search(SearchAsked(near="Dieulefit"))

    assert search.question.territory_code == "26114"
    assert len(list_remarks(search)) == 1


def test_an_unknown_territory_is_said(communes):
    search = prepare_search(SearchAsked(territory_code="99999"))

    assert search.question.territory_code == ""
    assert "99999" in list_remarks(search)[0]


@pytest.mark.parametrize(
    ("asked", "total", "words"),
    [
        (SearchAsked(), 0, "Aucune réponse"),
        (SearchAsked(), 1, "1 réponse"),
        (SearchAsked(), 1500, "1\u202f500 réponses"),
        (SearchAsked(words="café"), 2, "2 réponses pour «\xa0café\xa0»"),
        (SearchAsked(is_unplaced=True), 2, "2 réponses sans position connue"),
    ],
)
def test_the_total_is_said_in_words(db, asked, total, words):
    assert tell_total(prepare_search(asked), total) == words


def test_each_way_to_widen_says_how_many_answers_it_has(village):
    asked = SearchAsked(words="jardin", chosen={"lien": ("organic",)})

    ways = list_ways(prepare_search(asked))

    assert [(way.label, way.count) for way in ways] == [("sans le filtre «\xa0liens\xa0»", 1)]


def test_a_wider_circle_is_offered(village):
    ways = list_ways(prepare_search(SearchAsked(words="jardin", near="Die", radius_km=20)))

    assert [way.url for way in ways] == [
        "/chercher?q=jardin&pres=Die&rayon=50",
        "/chercher?q=jardin",
    ]


def test_every_criterion_can_be_given_up(village):
    asked = SearchAsked(
        words="jardin",
        near="Dieulefit",
        territory_code="26114",
        box=Box(44, 4, 45, 6),
        chosen={"nature": ("project",)},
    )

    labels = [way.label for way in list_ways(prepare_search(asked))]

    assert len(labels) == len(set(labels)) == 7


def test_a_way_does_not_keep_the_page(village):
    asked = SearchAsked(words="zzz", page=4)

    assert list_ways(prepare_search(asked)) == list_ways(prepare_search(replace(asked, page=1)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dieulefit", "de Dieulefit"),
        ("Aouste-sur-Sye", "d’Aouste-sur-Sye"),
        ("Étoile-sur-Rhône", "d’Étoile-sur-Rhône"),
        ("Le Poët-Laval", "du Poët-Laval"),
        ("Les Pilles", "des Pilles"),
        ("La Bégude-de-Mazenc", "de La Bégude-de-Mazenc"),
    ],
)
def test_de_agrees_with_the_name(name, words):
    assert write_of(name) == words
