"""Suggestions are learnt from what people said, wait for a person, and are never said twice."""

import pytest
from django.db import connection

from recoudre.indicators.suggesting import train_suggestions
from recoudre.inventory.models import Occasion, Source, Suggestion, Training
from recoudre.vocabulary.decisions import SuggestionState
from recoudre.vocabulary.lists import Domain, Trust
from recoudre.vocabulary.records import DomainTag
from tests.stock import make_incoming, make_source

ECOLOGY = (DomainTag(Domain.ECOLOGY),)
CULTURE = (DomainTag(Domain.CULTURE),)


@pytest.fixture
def partner(two_communes) -> Source:
    """A partner, whose tags are examples."""
    return make_source("partenaire", Trust.PARTNER)


@pytest.fixture
def taught(partner, open_source, write):
    """Thirty gardens and thirty choirs that a partner tagged; one garden that nobody did."""
    gardens = [
        make_incoming(f"j{n}", name=f"Jardin partagé {n}", domains=ECOLOGY) for n in range(30)
    ]
    choirs = [
        make_incoming(f"c{n}", name=f"Chorale du lac {n}", domains=CULTURE) for n in range(30)
    ]
    write(partner, *gardens, *choirs)
    write(open_source, make_incoming("x", name="Le jardin partagé des Lilas"))


def test_an_untagged_garden_is_suggested_as_ecology_with_its_words(taught):
    train_suggestions()

    suggestion = Suggestion.objects.get()
    assert (suggestion.occasion.name, suggestion.field, suggestion.value) == (
        "Le jardin partagé des Lilas", "domains", "ecology",
    )  # fmt: skip
    assert "jardin" in suggestion.words


def test_a_suggestion_is_no_fact(taught):
    train_suggestions()

    assert Occasion.objects.get(name="Le jardin partagé des Lilas").domains == []


def test_training_twice_leaves_one_suggestion_and_two_measures(taught):
    train_suggestions()
    train_suggestions()

    assert (Suggestion.objects.count(), Training.objects.count()) == (1, 2)


def test_what_a_person_refused_is_not_suggested_again(taught):
    train_suggestions()
    Suggestion.objects.update(state=SuggestionState.REFUSED)

    train_suggestions()

    assert Suggestion.objects.filter(state=SuggestionState.WAITING).count() == 0


def test_a_dry_run_writes_nothing(taught):
    trained = train_suggestions(is_dry_run=True)

    assert [one.suggested for one in trained] == [0, 1, 0]
    assert Training.objects.count() == 0


def test_what_an_open_file_says_is_no_example(open_source, write):
    write(open_source, *(make_incoming(f"j{n}", domains=ECOLOGY) for n in range(40)))

    assert [one.examples for one in train_suggestions()] == [0, 0, 0]


def test_the_measures_are_kept_by_field(taught):
    train_suggestions()

    kept = Training.objects.get().measures["domains"]
    assert kept["classes"] == ["culture", "ecology"]
    assert {one["value"] for one in kept["measures"]} == {"culture", "ecology"}


def test_the_number_of_queries_does_not_grow_with_the_occasions(
    taught, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        train_suggestions()

    assert connection.vendor in {"sqlite", "postgresql"}
