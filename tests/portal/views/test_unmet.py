"""What is looked for in vain has its page, and a search in vain is noted without the database."""

from datetime import date

import pytest

from recoudre.inventory.models import UnmetSearch
from recoudre.inventory.unmet import read_notes
from tests.stock import make_incoming


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    """A home of one's own, where notes wait."""
    settings.HOME = tmp_path
    return tmp_path


def list_notes(home):
    """List what waits to be counted."""
    return [note for path in (home / "unmet").glob("*") for note in read_notes(path)]


@pytest.fixture
def searched(two_communes, time_machine):
    """Six searches on two days about Dieulefit."""
    time_machine.move_to("2026-03-12T12:00:00+01:00")
    for day in (9, 10):
        UnmetSearch.objects.create(
            day=date(2026, 3, day), territory_code="26114", words="repas partage", count=3
        )


def test_a_search_in_vain_is_noted_with_its_territory(client, two_communes, home):
    client.get("/chercher", {"q": "repas partagé", "territoire": "26114"})

    assert list_notes(home) == [("26114", "repas partage")]


def test_a_search_put_right_is_no_unmet_need(client, register, write, home):
    write(register, make_incoming("1", name="Médiathèque"))

    page = client.get("/chercher", {"q": "mediateque"}).content.decode()

    assert "voici «" in page
    assert "Médiathèque" in page
    assert list_notes(home) == []


def test_the_page_tells_the_words_of_a_territory_and_all_it_holds(client, searched):
    assert "repas partage" in client.get("/chercher/sans-reponse?territoire=26").content.decode()
    assert (
        "repas partage"
        not in client.get("/chercher/sans-reponse?territoire=26113").content.decode()
    )


def test_an_unknown_territory_tells_of_everywhere(client, searched):
    assert "repas partage" in client.get("/chercher/sans-reponse?territoire=zz").content.decode()


def test_the_page_asks_few_queries(client, searched, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        client.get("/chercher/sans-reponse?territoire=26")


def test_the_field_completes_what_is_typed(client, register, write):
    write(register, make_incoming("1", name="Jardin des Lilas"))

    assert b'<option value="Jardin des Lilas">' in client.get("/chercher/mots?q=jard").content
