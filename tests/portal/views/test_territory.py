"""The portrait of a territory: what is not known first, no rank, no recommendation."""

import pytest

from recoudre.territories.models import CommunePostcode, IndicatorValue, Territory
from recoudre.vocabulary.lists import Level
from tests.portal.conftest import open_page, read_page
from tests.portal.portraits.findings import keep_findings, keep_run
from tests.portal.portraits.rows import (
    lay_columns,
    make_gap,
    make_row,
    make_standing,
    make_unsaid_gap,
    make_unsaid_standing,
    plain,
)
from tests.stock import make_incoming

DIEULEFIT = "/territoire/26114-dieulefit"
DROME = "/territoire/26-drome"
ROWS = [
    make_row("all", "all", 2, 2),
    make_row("kind", "place", 1, 2),
    make_row("kind", "project", 1, 2),
    make_row("bond", "elective", 1, 2),
    make_row("domain", "reading", 1, 2),
    make_row("life_step", "achieve", 1, 2),
    make_row("cost", "unknown", 2, 2),
]


@pytest.fixture
def drome(village):
    """The Drôme around the village, and the neighbour of Dieulefit."""
    Territory.objects.create(
        code="26", level=Level.DEPARTEMENT, name="Drôme", slug="drome", search_name="drome",
        region_code="R84", residents=2000,
    )  # fmt: skip
    Territory.objects.filter(code="26114").update(neighbour_codes=["26113"])


@pytest.fixture
def analysed(drome):
    """The village and the Drôme, analysed."""
    run = keep_run()
    portrait = lay_columns(ROWS)
    gaps = lay_columns([make_gap("likely"), make_unsaid_gap("coverage_silent", bond="filiation")])
    keep_findings(run, "26114", portrait=portrait, gaps=gaps)
    standings = lay_columns(
        [
            make_standing("likely", "26113 26114"),
            make_unsaid_standing("26113 26114", bond="filiation"),
        ]
    )
    keep_findings(run, "26", portrait=portrait, standings=standings)
    keep_findings(run, "R84", standings=standings)
    return run


def read_text(page):
    return plain(page.select_one("main").get_text(" ", strip=True))


def list_titles(page):
    return [title.get_text(" ", strip=True) for title in page.select("main h2")]


def test_the_list_holds_what_is_followed_and_nothing_else(client, drome):
    page = open_page(client, "/territoires")

    names = [link.get_text() for link in page.select("main section a")]

    assert names == ["Drôme"]


@pytest.mark.parametrize("words", ["dieul", "26220"])
def test_a_commune_is_found_by_its_name_or_its_postcode(client, drome, words):
    commune = Territory.objects.get(code="26114")
    CommunePostcode.objects.create(territory=commune, postcode="26220")

    page = open_page(client, "/territoires", q=words)

    assert [link["href"] for link in page.select(".rows a")] == [DIEULEFIT]


def test_words_that_name_nothing_say_what_to_try(client, drome):
    assert "Vérifiez l’orthographe" in read_text(open_page(client, "/territoires", q="zzz"))


def test_an_empty_observatory_says_so(client, db):
    assert "Aucun territoire n’est encore suivi" in read_text(open_page(client, "/territoires"))


@pytest.mark.parametrize("end", ["", "-autre", "-"])
def test_another_form_of_the_address_leads_to_the_published_one(client, village, end):
    response = client.get(f"/territoire/26114{end}", {"besoin": "poverty"})

    assert (response.status_code, response["Location"]) == (301, f"{DIEULEFIT}?besoin=poverty")


@pytest.mark.parametrize("address", ["/territoire/99999", "/territoire/99999-nulle-part"])
def test_an_unknown_territory_is_not_found(client, village, address):
    assert client.get(address).status_code == 404


def test_a_page_is_only_read(client, village):
    assert client.post(DIEULEFIT).status_code == 405


def test_before_any_analysis_the_page_says_so_and_lists_what_is_there(client, drome):
    page = open_page(client, DIEULEFIT)

    assert "n’a pas encore été analysé" in read_text(page)
    assert not page.select("figure.figure")
    assert len(page.select(".card")) == 2


def test_what_is_not_known_comes_before_any_figure(client, analysed):
    page = open_page(client, DIEULEFIT)

    assert list_titles(page)[:3] == [
        "Ce que nous savons, et ce que nous ne savons pas",
        "En quelques phrases",
        "Ce qui est dense, ce qui est mince",
    ]


def test_the_portrait_is_told_and_drawn(client, analysed):
    page = open_page(client, DIEULEFIT)

    assert "Ce sont un lieu et un projet" in plain(page.select_one(".story").get_text())
    assert {"vie", "kind", "bond"} <= {figure.get("id") for figure in page.select("figure")}


def test_every_figure_has_its_words_its_table_and_its_method(client, analysed):
    figures = open_page(client, DIEULEFIT).select("figure.figure")

    assert figures
    assert all(figure.select_one("svg")["aria-label"] for figure in figures)
    assert all(figure.select_one("details table") for figure in figures)
    assert all(figure.select_one('a[href^="/methode"]') for figure in figures)


def test_a_gap_that_is_possible_is_said_fragile_and_ends_in_a_question(client, analysed):
    page = open_page(client, DIEULEFIT)

    assert page.select_one(".verdicts .certainty-fragile")
    assert page.select_one(".verdicts .sentences li").get_text().endswith("?")


def test_needs_say_what_they_are_not(client, analysed):
    IndicatorValue.objects.create(
        territory=Territory.objects.get(code="26114"),
        indicator="living_alone", year=2017, value=42.0, source="INSEE",
    )  # fmt: skip

    text = read_text(open_page(client, DIEULEFIT))

    assert "42,0 %" in text
    assert "Vivre seul n’est pas être seul" in text


def test_a_commune_links_to_what_holds_it_and_to_its_neighbours(client, analysed):
    page = open_page(client, DIEULEFIT)

    links = {link["href"] for link in page.select(".page-head a")}

    assert {DROME, "/territoire/26113-die", "/chercher?territoire=26114"} <= links


def test_a_department_counts_its_communes_by_verdict_and_lists_them_by_name(client, analysed):
    page = open_page(client, DROME, besoin="living_alone", lien="elective")

    assert plain(page.select_one(".pair-likely").get_text()) == "2 possibles"
    assert [link.get_text() for link in page.select("details[open] .names a")] == [
        "Die",
        "Dieulefit",
    ]


def test_another_pair_is_looked_at_by_a_link(client, analysed):
    chosen = open_page(client, DROME, besoin="living_alone", lien="filiation")

    assert plain(chosen.select_one("#croisement h3").get_text()) == (
        "Ménages d’une personne, occasions de filiation"
    )


def test_an_unknown_pair_is_left_aside(client, analysed):
    assert open_page(client, DROME, besoin="'", lien="x").select_one("#croisement")


def test_a_region_leads_to_its_departments_rather_than_to_all_its_communes(client, analysed):
    Territory.objects.create(
        code="R84", level=Level.REGION, name="Auvergne-Rhône-Alpes", slug="ara", search_name="ara"
    )

    page = open_page(client, "/territoire/R84-ara")

    links = [link["href"] for link in page.select("#besoins .names a")]
    assert links == [f"{DROME}?besoin=living_alone&lien=filiation#croisement"]


def test_communes_where_nothing_is_listed_are_named(client, analysed):
    Territory.objects.create(
        code="26001", level=Level.COMMUNE, name="Aleyrac", slug="aleyrac", search_name="aleyrac",
        department_code="26",
    )  # fmt: skip

    page = open_page(client, DROME)

    assert "Dans 1 commune sur 3, rien n’est recensé" in read_text(page)
    assert page.select_one('#savoir a[href="/territoire/26001-aleyrac"]')


def test_what_changed_since_the_analysis_is_counted(client, analysed):
    analysed.made_at = analysed.made_at.replace(month=1)
    analysed.save()

    assert "2 occasions d’ici ont changé" in read_text(open_page(client, DIEULEFIT))


@pytest.mark.parametrize("address", [DIEULEFIT, DROME])
def test_nobody_is_ranked_scored_or_advised(client, analysed, address):
    text = read_text(open_page(client, address)).lower()

    assert [
        word for word in ("score", "rang ", "meilleur", "il faut", "devrait") if word in text
    ] == []


def test_a_commune_is_shown_in_few_queries(client, analysed, django_assert_num_queries):
    with django_assert_num_queries(10):
        client.get(DIEULEFIT)


def test_a_department_is_shown_in_as_many_queries_however_many_its_communes(
    client, analysed, django_assert_num_queries
):
    with django_assert_num_queries(12):
        client.get(DROME)


def test_a_portrait_that_nothing_changed_costs_three_queries(
    client, analysed, django_assert_num_queries
):
    client.get(DROME)

    with django_assert_num_queries(3):
        client.get(DROME)


def test_a_kept_portrait_gives_way_to_a_change(client, analysed, write, register):
    before = client.get(DIEULEFIT).content

    write(register, make_incoming("neuf", name="Lavoir neuf"))

    assert b"Lavoir neuf" not in before
    assert "Lavoir neuf" in client.get(DIEULEFIT).content.decode()


def test_a_kept_portrait_is_not_served_in_another_language(client, analysed):
    client.get(DIEULEFIT)

    page = read_page(client.get(DIEULEFIT, headers={"Accept-Language": "en"}))

    assert page.html["lang"] == "en"


def test_the_list_of_territories_is_two_queries_and_one_count(
    client, drome, django_assert_num_queries
):
    with django_assert_num_queries(3):
        client.get("/territoires")


def test_a_name_is_escaped(client, village):
    Territory.objects.filter(code="26114").update(name="<b>Dieulefit</b>")

    page = read_page(client.get(DIEULEFIT))

    assert page.select_one("h1").get_text() == "<b>Dieulefit</b>"
