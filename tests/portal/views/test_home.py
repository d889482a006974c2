"""The home page."""

from datetime import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup

from recoudre.inventory.models import Occasion
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Kind, Level, State
from tests.portal.conftest import open_page
from tests.stock import make_incoming, make_timings

NOW = "2026-11-23 08:00+00:00"


def at_six(day):
    return datetime.fromisoformat(f"2026-11-{day}T18:00")


@pytest.fixture
def whole_department(communes):
    """The Drôme, held whole: two communes are all of its residents."""
    Territory.objects.update(residents=100)
    Territory.objects.create(
        code="26", level=Level.DEPARTEMENT, name="Drôme", slug="drome", search_name="drome",
        residents=200,
    )  # fmt: skip


@pytest.fixture
def announce(communes, write, register):
    """Announce gatherings, each on one day of November 2026."""

    def write_days(**days):
        records = [
            make_incoming(name, name=name, kind=Kind.GATHERING, timings=make_timings(at_six(day)))
            for name, day in days.items()
        ]
        write(register, *records)

    return write_days


def list_coming(page):
    return [link.get_text() for link in page.select("section[aria-labelledby=bientot] h3 a")]


def test_a_visitor_can_search_at_once(client, village):
    form = open_page(client, "/").select_one("form[role=search]")

    assert (form["action"], form["method"]) == ("/chercher", "get")
    assert [field["name"] for field in form.find_all("input")] == ["q", "pres"]


@time_machine.travel(NOW)
@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("", "fr", "Ce qui nous relie, près de chez vous"),
        ("de-DE,de;q=0.9", "fr", "Ce qui nous relie, près de chez vous"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en", "What connects us, near you"),
    ],
)
def test_a_page_is_in_the_language_asked_and_else_in_french(
    client, village, asked, language, title
):
    response = client.get("/", headers={"Accept-Language": asked})
    page = BeautifulSoup(response.content, "html.parser")

    assert page.html["lang"] == response["Content-Language"] == language
    assert page.title.string == f"{title} · Recoudre"
    assert "Accept-Language" in response["Vary"]


def test_the_map_of_one_language_is_not_shown_in_the_other(client, village, whole_department):
    french = client.get("/").content.decode()
    english = client.get("/", headers={"Accept-Language": "en"}).content.decode()

    assert "Des occasions sont connues dans" in french
    assert "Des occasions sont connues dans" not in english
    assert "Occasions are known in" in english


@time_machine.travel(NOW)
def test_what_comes_this_week_is_there_in_order(client, announce):
    announce(Bal=28, Repas=24, Loto=30, Hier=22)

    page = open_page(client, "/")

    assert page.select_one("#bientot").get_text() == "Cette semaine"
    assert list_coming(page) == ["Repas", "Bal"]


@time_machine.travel("2026-11-01 08:00+00:00")
def test_without_anything_this_week_what_comes_next_is_said_so(client, announce):
    announce(Bal=28)

    page = open_page(client, "/")

    assert page.select_one("#bientot").get_text() == "Prochains rendez-vous"
    assert "Rien n’est annoncé" in page.get_text()
    assert list_coming(page) == ["Bal"]


def test_what_is_new_is_listed(client, village):
    rows = open_page(client, "/").select("section[aria-labelledby=nouveau] a")

    assert {row.get_text() for row in rows} == set(Occasion.objects.values_list("name", flat=True))


@time_machine.travel(NOW)
def test_a_stranger_sees_neither_withdrawn_nor_refused(client, announce):
    announce(Bal=28, Loto=29, Repas=30)
    for name, state in (("Bal", State.WITHDRAWN), ("Loto", State.REFUSED)):
        Occasion.objects.filter(name=name).update(state=state)

    page = open_page(client, "/")

    assert "Bal" not in page.main.get_text()
    assert "Loto" not in page.main.get_text()


def test_the_territory_has_its_door_and_its_map(client, village, whole_department):
    page = open_page(client, "/")

    assert page.select_one('.door a[href="/territoire/26-drome"]')
    assert page.select_one("figure svg")["role"] == "img"
    assert "2 occasions" in page.select_one("figure table").get_text()


def test_without_a_whole_territory_there_is_no_door_to_it(client, village):
    page = open_page(client, "/")

    assert not page.select("figure, .door a[href^='/territoire/']")


def test_one_may_propose_from_the_first_page(client, village):
    assert open_page(client, "/").select_one('.door a[href="/proposer"]')


def test_an_empty_observatory_says_what_to_do(client, db):
    text = open_page(client, "/").main.get_text(" ", strip=True)

    assert "recoudre territory add 26" in text
    assert "recoudre import" in text
    assert "recoudre demo" in text


def test_a_home_page_asks_little_of_the_database(
    client, village, whole_department, django_assert_max_num_queries
):
    client.get("/")

    with django_assert_max_num_queries(10):
        client.get("/")


def test_only_reading_is_allowed(client, db):
    assert client.post("/").status_code == 405
