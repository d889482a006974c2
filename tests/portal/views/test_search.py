"""The search page: a list first, and the map of the same question."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoudre.inventory.facets import FACETS
from recoudre.inventory.indexing import index_occasions
from recoudre.inventory.models import Occasion
from recoudre.territories.models import CommunePostcode, Territory
from recoudre.vocabulary.lists import Bond, Cost, State
from recoudre.vocabulary.records import BondTag
from tests.portal.conftest import AS_HTMX, open_page, read_page
from tests.stock import make_incoming, make_located

URL = "/chercher"
MAP = "/chercher/carte.json"
NAMES = ("q", "pres", "rayon", "territoire", "page", "cadre", "bbox", "point", "lien", "jour", "x")


def list_names(page):
    return [link.get_text() for link in page.select("#resultats .card-name a")]


@pytest.fixture
def forty(communes, write, register):
    """Forty places: every fourth has no point, every third is free, every other one is elective."""
    write(
        register,
        *(
            (make_incoming if number % 4 == 0 else make_point)(
                str(number),
                name=f"Lieu {number:02d} {'jardin' if number % 5 else 'café'}",
                commune_code="26114" if number % 2 else "26113",
                cost=Cost.FREE if number % 3 == 0 else None,
                bonds=(BondTag(Bond.ELECTIVE),) if number % 2 else (),
            )
            for number in range(40)
        ),
    )


def make_point(source_id, **values):
    number = int(source_id)
    return make_located(source_id, 44.5 + number / 200, 5.0 + number / 300, **values)


def test_a_visitor_finds_by_words(client, village):
    assert list_names(open_page(client, URL, q="jardin")) == ["Jardin partagé"]


def test_a_visitor_finds_near_a_commune_the_nearest_first(client, village):
    page = open_page(client, URL, pres="Dieulefit")

    assert list_names(page) == ["Bibliothèque des Halles", "Jardin partagé"]
    assert "à 500\xa0m" in page.select_one(".card-facts").get_text()


def test_the_title_says_the_search(client, village):
    page = open_page(client, URL, q="jardin", pres="Dieulefit")

    assert page.title.get_text().startswith(
        "Chercher «\xa0jardin\xa0» à moins de 10 km de Dieulefit"
    )


def test_the_phone_is_a_link(client, village):
    page = open_page(client, URL, q="bibliothèque")

    assert page.select_one("a.phone")["href"] == "tel:+33475464970"


def test_a_stranger_sees_neither_withdrawn_nor_refused(client, village):
    hidden = list(Occasion.objects.all())
    for occasion, state in zip(
        hidden, (State.WITHDRAWN, State.REFUSED, State.PROPOSED), strict=True
    ):
        occasion.state = state
        occasion.save()
    index_occasions(hidden)

    assert list_names(open_page(client, URL)) == []
    assert client.get(MAP).json()["features"] == []


def test_filters_keep_what_has_one_of_the_chosen_values(client, village):
    page = open_page(client, URL, lien=["elective", "filiation"])

    assert list_names(page) == ["Jardin partagé"]
    ticked = [box["id"] for box in page.select("#facettes input[checked]")]
    assert ticked == ["f-lien-filiation", "f-lien-elective"]


def test_every_filter_belongs_to_one_form_that_needs_no_script(client, village):
    page = open_page(client, URL, q="jardin", nature="project")

    form = page.select_one("form#recherche")
    boxes = page.select("#facettes input")
    assert (form["method"], form["action"]) == ("get", URL)
    assert {box["form"] for box in boxes} == {"recherche"}
    assert page.select_one("#facettes button[type=submit]")["form"] == "recherche"


def test_pages_have_twenty_answers_and_keep_the_search(client, forty):
    page = open_page(client, URL, q="lieu", page=2)

    assert len(list_names(page)) == 20
    assert page.select_one("a[rel=prev]")["href"] == "?q=lieu&page=1"


def test_past_the_last_page_is_the_last_page(client, forty):
    assert list_names(open_page(client, URL, page=999)) == list_names(
        open_page(client, URL, page=2)
    )


def test_answers_without_a_point_are_counted_and_listed_apart(client, forty):
    page = open_page(client, URL)
    note = page.select_one(".search-unplaced")

    assert note.get_text().startswith("10 réponses n’ont pas de point")
    assert len(list_names(open_page(client, note.a["href"]))) == 10


def test_an_ambiguous_commune_gives_the_choice_as_links(client, village):
    for territory in Territory.objects.all():
        CommunePostcode.objects.create(territory=territory, postcode="26000")

    page = open_page(client, URL, q="jardin", pres="26000")

    links = [link["href"] for link in page.select("#resultats .links a")]
    assert links[1] == "/chercher?q=jardin&pres=Dieulefit+%2826114%29"
    assert list_names(open_page(client, links[1])) == ["Jardin partagé"]


def test_an_unknown_commune_is_said_kindly(client, village):
    page = open_page(client, URL, pres="Atlantis")

    assert "Atlantis" in page.select_one(".notice-title").get_text()
    assert len(list_names(page)) == 3


def test_nothing_found_says_what_to_widen(client, village):
    page = open_page(client, URL, q="jardin", lien="organic")

    [way] = page.select("#resultats .empty li")
    assert way.get_text() == "sans le filtre «\xa0liens\xa0» (1)"
    assert list_names(open_page(client, way.a["href"])) == ["Jardin partagé"]


def test_an_empty_observatory_answers(client, db):
    page = open_page(client, URL)

    assert page.select_one("#bilan").get_text(strip=True).startswith("Aucune réponse")


def test_htmx_gets_the_very_sections_of_the_full_page(client, village):
    parameters = {"q": "jardin", "lien": "elective"}

    whole = read_page(client.get(URL, parameters))
    fragment = client.get(URL, parameters, headers=AS_HTMX)

    assert b"<html" not in fragment.content
    for section in ("#resultats", "#facettes", "#bilan"):
        same = read_page(fragment).select_one(section)
        assert same.prettify() == whole.select_one(section).prettify()


def test_what_is_swapped_has_an_id_and_is_told(client, village):
    page = open_page(client, URL)

    asker = page.select_one(".search-page")
    assert asker["hx-target"] == asker["hx-select"] == "#resultats"
    assert asker["hx-select-oob"] == "#bilan:innerHTML,#facettes"
    assert page.select_one("#bilan")["aria-live"] == "polite"


def test_caches_keep_page_and_section_apart(client, village):
    assert "HX-Request" in client.get(URL)["Vary"]


@pytest.mark.parametrize("address", [URL, MAP, "/chercher/contours.json"])
def test_only_reading_is_allowed(client, db, address):
    assert client.post(address).status_code == 405


def test_the_map_says_what_each_mark_is(client, village):
    body = client.get(MAP, {"q": "jardin"}).json()

    [mark] = body["features"]
    garden = Occasion.objects.get(name="Jardin partagé")
    assert (body["total"], body["placed"]) == (1, 1)
    assert mark["geometry"]["coordinates"] == [5.07, 44.535]
    assert mark["properties"] == {
        "count": 1,
        "id": garden.pk,
        "name": "Jardin partagé",
        "where": "Dieulefit",
        "bond": "elective",
        "url": f"/occasion/{garden.pk}-jardin-partage",
    }


def test_the_map_shows_only_what_is_in_view(client, village):
    body = client.get(MAP, {"bbox": "5.066,44.5,5.1,44.6"}).json()

    assert [mark["properties"]["name"] for mark in body["features"]] == ["Jardin partagé"]
    assert body["total"] == 3


def test_the_same_map_is_not_sent_twice(client, village):
    first = client.get(MAP)

    again = client.get(MAP, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_inventory_changes_the_map(client, village, write, register):
    before = client.get(MAP)

    write(register, make_located("9", 44.54, 5.06, name="Four banal"))

    after = client.get(MAP, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert len(after.json()["features"]) == 3


def test_the_outlines_mark_the_place_asked(client, village):
    [outline] = client.get("/chercher/contours.json", {"pres": "Dieulefit"}).json()["features"]

    assert outline["properties"] == {"name": "Dieulefit", "is_mine": True}


def list_fifty_searches():
    words, places = (
        ("", "café", "jardin", "lieu", "zzz"),
        ({}, {"pres": "Die"}, {"territoire": "26"}),
    )
    more = (
        {},
        {"cout": "free"},
        {"lien": "elective", "cadre": "44.5,5,44.6,5.2"},
        {"jour": "monday"},
    )
    combined = itertools.product(words, places, more)
    return [{"q": word, **place, **other} for word, place, other in combined][:50]


def test_fifty_searches_count_the_same_in_the_list_and_on_the_map(client, forty):
    for parameters in list_fifty_searches():
        body = client.get(MAP, parameters).json()
        numbers = range(1, 2 + (body["total"] - 1) // 20)
        pages = [open_page(client, URL, **parameters, page=number) for number in numbers]
        listed = dict.fromkeys(
            link["href"] for page in pages for link in page.select(".card-name a")
        )
        marked = sum(mark["properties"]["count"] for mark in body["features"])

        assert len(listed) == body["total"], parameters
        assert marked == body["placed"], parameters


def test_the_counts_of_filters_are_what_the_filters_give(client, forty):
    page = open_page(client, URL, q="lieu")
    for box in page.select("#facettes input"):
        count = int(box.parent.select_one(".count").get_text())
        found = client.get(MAP, {"q": "lieu", box["name"]: box["value"]}).json()

        assert found["total"] == count, box["id"]


def test_a_search_near_a_place_asks_little_of_the_database(
    client, forty, django_assert_max_num_queries
):
    client.get(URL, {"pres": "Dieulefit"})

    with django_assert_max_num_queries(4):
        client.get(URL, {"q": "jardin", "pres": "Dieulefit", "lien": "elective"})


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30) | st.integers().map(str)))
def test_no_address_breaks_the_search(client, parameters):
    for address in (URL, MAP, "/chercher/contours.json"):
        assert client.get(address, parameters).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=" + "é" * 10_000, "q='; DROP TABLE inventory_occasion; --", 'q="*"',
        "q=NEAR(a b)",
        "q=places:t26114", "pres=%", "page=99999999999999999999", "page=-1", "cadre=,,,",
        "cadre=1e999,0,1,1", "bbox=inf,inf,inf,inf", "territoire=%F0%9F%92%A5", "q=%FF%FE",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(client, village, query):
    assert client.get(f"{URL}?{query}").status_code == 200
    assert client.get(f"{MAP}?{query}").status_code == 200


def test_script_in_any_field_is_escaped(client, communes, write, register):
    script = "<script>alert(1)</script>"
    write(register, make_located("1", 44.5, 5.0, name=script, summary=script, phone=script))

    for parameters in ({}, {"q": script}, {"pres": script}, {"territoire": script}):
        assert b"<script>alert" not in client.get(URL, parameters).content


def test_every_facet_has_a_parameter_of_the_form():
    assert {facet.parameter for facet in FACETS} == {
        "nature", "lien", "cout", "jour", "public", "domaine",
    }  # fmt: skip


def test_the_map_is_json_that_maps_read(client, village):
    response = client.get(MAP)

    assert response["Content-Type"] == "application/geo+json"
    assert json.loads(response.content)["type"] == "FeatureCollection"
