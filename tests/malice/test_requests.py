"""Addresses meant to harm: every one is answered, none breaks, none is believed."""

import json
from urllib.parse import quote

import pytest

from tests.stock import make_located

SCRIPT = "<script>alert(1)</script>"
HOSTILE_WORDS = {
    "null byte": "%00",
    "null byte among words": "caf%00é",
    "not UTF-8": "%FF%FE",
    "a lone surrogate": "%ED%A0%80",
    "very long": "x" * 50_000,
    "many words": quote("mot " * 5_000),
    "SQL": quote("'; DROP TABLE inventory_occasion; --"),
    "SQL with a union": quote("' UNION SELECT name FROM sqlite_master --"),
    "the grammar of the engine": quote('"café" NEAR( OR * ^ - AND:('),
    "the other engine's grammar": quote("café & ! | <-> :* ('"),
    "jokers": quote("%_\\*?"),
    "a script": quote(SCRIPT),
    "right to left": quote("\u202ecafé\u202c\u200b\ufeff"),
    "a template": quote("{{ settings.SECRET_KEY }}{% debug %}"),
    "emoji": quote("🏡" * 300),
}
HOSTILE_PLACES = (
    *(
        "page=-1",
        "page=0",
        f"page={10**30}",
        "page=1e9",
        "page=%D9%A3",
        "page=%00",
        "page=1&page=x",
    ),
    *("cadre=nan,nan,nan,nan", "cadre=-inf,-inf,inf,inf", "cadre=1,2,3", "cadre=a,b,c,d"),
    *("cadre=1e400,0,0,0", "cadre=90,180,-90,-180", "cadre=%00", "cadre=" + "1," * 9_999),
    *("rayon=-5", "rayon=1e9", "rayon=NaN", f"rayon={10**40}", "rayon=%00&pres=Die"),
    *("territoire=%00", "territoire=96'--", "territoire=" + "9" * 5_000, "territoire=🏡"),
    *("nature=%00", "nature=place&nature=place&nature=x", "lien=" + "z" * 9_999, "point[]=sans"),
    *("bbox=nan,nan,nan,nan", "bbox=-inf,-inf,inf,inf", "bbox=1,2", "zoom=-1", f"zoom={10**30}"),
    *("q=a&q=b&q=%00", "=", "&&&&", "%", "q", "?q=x", "q=café;page=2"),
)
SEARCHES = ("/chercher", "/chercher/carte.json", "/chercher/contours.json")
ODD_ADDRESSES = (
    f"/occasion/{10**30}-x",
    "/occasion/0-x",
    "/occasion/-1-x",
    "/occasion/1%00-x",
    "/occasion/%D9%A3-x",
    "/territoire/%00-x",
    "/territoire/96'--x",
    "/territoire/..%2f..%2fetc-passwd",
    "/sources/%00",
    "/sources/..",
    "/static/../recoudre.sqlite3",
    "/static/%2e%2e/%2e%2e/secret-key",
    "/static/..%5c..%5csecret-key",
    "/chercher/carte.json/../../secret-key",
    "/" + "a" * 20_000,
)
ODD_QUESTIONS = (
    "/territoires?q=%00",
    "/territoires?q=" + "x" * 20_000,
    "/territoires?q=" + quote(SCRIPT),
    "/territoire/26114-dieulefit?besoin=%00&lien=%00",
    "/territoire/26114-dieulefit?besoin=" + quote(SCRIPT),
    "/?q=%00",
)


@pytest.fixture
def stocked(register, write):
    """One café, on the map of Dieulefit."""
    write(register, make_located("1", 44.52, 5.06, name="Café du Pont"))


@pytest.mark.parametrize("address", SEARCHES)
@pytest.mark.parametrize("parameter", ["q", "pres"])
@pytest.mark.parametrize("name", HOSTILE_WORDS)
def test_hostile_words_are_only_words(stocked, client, address, parameter, name):
    answer = client.get(f"{address}?{parameter}={HOSTILE_WORDS[name]}")

    assert answer.status_code == 200
    assert SCRIPT not in answer.content.decode()


@pytest.mark.parametrize("address", SEARCHES)
@pytest.mark.parametrize("parameters", HOSTILE_PLACES)
def test_hostile_numbers_are_set_aside(stocked, client, address, parameters):
    answer = client.get(f"{address}?{parameters}")

    assert answer.status_code == 200


def test_a_search_that_drops_a_table_finds_the_table_afterwards(stocked, client):
    client.get("/chercher?q=" + HOSTILE_WORDS["SQL"] + "&pres=" + HOSTILE_WORDS["SQL"])

    assert "Café du Pont" in client.get("/chercher?q=pont").content.decode()


def test_a_far_page_is_the_last_one(stocked, client):
    assert "Café du Pont" in client.get("/chercher?page=999999999").content.decode()


def test_marks_are_the_same_whatever_the_view_pretends(stocked, client):
    honest = json.loads(client.get("/chercher/carte.json").content)
    cruel = json.loads(client.get("/chercher/carte.json?bbox=nan,0,inf,1").content)

    assert cruel == honest


def test_thousands_of_parameters_are_refused_without_a_failure(stocked, client):
    answer = client.get("/chercher?" + "&".join(f"nature=x{n}" for n in range(5_000)))

    assert answer.status_code == 400
    assert "Cette demande n’a pas pu être lue" in answer.content.decode()


def test_a_name_that_is_not_ours_is_refused_without_repeating_it(stocked, client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]

    answer = client.get("/", headers={"Host": "voleur.example"})

    assert answer.status_code == 400
    assert "Cette demande n’a pas pu être lue" in answer.content.decode()
    assert "voleur" not in answer.content.decode()


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_is_nowhere(stocked, client, address):
    assert client.get(address).status_code in {301, 404}


@pytest.mark.parametrize("address", ODD_QUESTIONS)
def test_an_odd_question_is_answered(stocked, client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert SCRIPT not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", "/chercher", "/atlas", "/territoire/26114-dieulefit"])
def test_nothing_is_written_by_a_visitor(stocked, client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true\0", "HX-Target": SCRIPT},
        {"HX-Request": "true", "HX-Current-URL": "javascript:alert(1)"},
        {"Accept-Language": "x" * 9_999},
        {"X-Forwarded-Host": "example.org", "X-Forwarded-Proto": "javascript"},
        {"If-None-Match": '"' * 999},
        {"Range": "bytes=0-18446744073709551616"},
    ],
)
def test_hostile_headers_change_nothing(stocked, client, headers):
    answer = client.get("/chercher", headers=headers)

    assert answer.status_code == 200
    assert "Café du Pont" in answer.content.decode()
    assert "example.org" not in answer.content.decode()
