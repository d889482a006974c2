"""The pages that explain: method, sources, data, legal notice, accessibility."""

import csv
import io
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from recoudre.importers.models import ImportRun
from recoudre.importers.sources.template import COLUMNS
from recoudre.vocabulary.indicators import INDICATORS
from recoudre.vocabulary.lists import Trust
from recoudre.vocabulary.records import RepairName
from recoudre.vocabulary.tables import TABLES
from tests.portal.conftest import open_page
from tests.portal.portraits.rows import plain

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
PAGES = (
    "/territoires", "/atlas", "/methode", "/sources", "/donnees", "/mentions-legales",
    "/accessibilite", "/composants",
)  # fmt: skip


@pytest.fixture
def imported(register):
    """A register, and its last import: four rows, one of them refused and one doubtful."""
    run = ImportRun.objects.create(
        source=register, state="done", started_at=NOON, finished_at=NOON, file_name="f.csv",
        content_hash="h", reasons={"no_name": 1, "not_confirmed": 1, "outside_territories": 1},
        counts={"read": 4, "accepted": 1, "repaired": 0, "doubtful": 1, "refused": 2, "created": 2},
    )  # fmt: skip
    for number, outcome, reason in (
        (2, "refused", "no_name"),
        (3, "doubtful", "not_confirmed"),
        (4, "refused", "outside_territories"),
    ):
        run.rows.create(
            row_number=number,
            outcome=outcome,
            reasons=[reason],
            source_id="jeanne@example.org",
        )
    return register


def read_text(client, address):
    return plain(open_page(client, address).select_one("main").get_text(" ", strip=True))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_title_and_no_skipped_level(client, db, address):
    levels = [int(title.name[1]) for title in open_page(client, address).select("h1, h2, h3, h4")]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", [*PAGES, "/robots.txt", "/donnees/modele.csv"])
def test_a_page_is_only_read(client, db, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_every_anchor_of_a_page_leads_somewhere_in_it(client, db, address):
    page = open_page(client, address)

    asked = {link["href"][1:] for link in page.select('main a[href^="#"]')} - {"fiche-1", "fiche-2"}

    assert asked - {one["id"] for one in page.select("[id]")} == set()


def test_a_source_tells_what_was_set_aside_and_how_many(client, imported):
    run = imported.runs.get()
    run.counts |= {"set_aside": 1, "unlisted": 12}
    run.save()

    text = read_text(client, f"/sources/{imported.slug}")

    assert "dont mises de côté 1" in text
    assert "12 lignes sont comptées sans être listées une à une" in text
    assert "hors des territoires suivis ici mise de côté 1" in text


def test_a_row_set_aside_is_not_among_those_to_correct(client, imported):
    imported.runs.get().rows.create(row_number=777, outcome="refused", reasons=["dissolved"])

    assert "777" not in read_text(client, f"/sources/{imported.slug}")


def test_a_source_shows_the_rules_that_sort_its_rows(client, imported):
    imported.slug = "rna"
    imported.save()

    assert "Groupement d’employeurs" in read_text(client, "/sources/rna")


def test_the_method_tells_every_indicator_with_what_it_is_not(client, db):
    text = read_text(client, "/methode")

    assert [one.slug for one in INDICATORS if plain(one.is_not) not in text] == []


def test_the_method_names_every_repair(client, db):
    text = read_text(client, "/methode")

    assert [one.value for one in RepairName if plain(one.label) not in text] == []


def test_the_method_gives_the_order_of_election(client, db):
    items = [item.get_text() for item in open_page(client, "/methode").select("#faits ol li")]

    assert items == [trust.label for trust in Trust]


def test_the_method_states_the_conventions_of_the_analysis(client, db):
    text = read_text(client, "/methode")

    assert "écart-type 5 km, nul au-delà de 10 km" in text
    assert "au plus 5 % de fausses découvertes" in text
    assert "moins de 30 communes" in text


@pytest.mark.parametrize(
    "anchor", ["savoir", "faits", "portrait", "acces", "felures", *(one.slug for one in INDICATORS)]
)
def test_the_method_answers_to_the_links_of_the_figures(client, db, anchor):
    assert open_page(client, "/methode").select_one(f"#{anchor}")


def test_sources_are_listed_with_the_four_outcomes(client, imported):
    cells = [cell.get_text() for cell in open_page(client, "/sources").select("tbody td.number")]

    assert cells == ["4", "1", "0", "1", "2", "0"]


def test_no_source_yet_is_said(client, db):
    assert "Aucune source n’a encore été importée" in read_text(client, "/sources")


def test_a_source_shows_its_reasons_and_its_rows_by_number(client, imported):
    text = read_text(client, "/sources/registre")

    assert "le nom manque" in text
    assert "l’information n’a pas pu être confirmée" in text


def test_rows_of_elsewhere_are_counted_and_not_listed(client, imported):
    page = open_page(client, "/sources/registre")

    numbers = [cell.get_text() for cell in page.select('[aria-labelledby="lignes"] tbody th')]

    assert numbers == ["2", "3"]


def test_no_raw_row_nor_personal_identifier_is_shown(client, imported):
    assert "jeanne" not in read_text(client, "/sources/registre")


def test_a_source_never_imported_says_so(client, register):
    assert "aucun import" in read_text(client, "/sources/registre")


def test_an_unknown_source_is_not_found(client, db):
    assert client.get("/sources/nulle").status_code == 404


def test_every_table_of_the_observation_is_described(client, db):
    page = open_page(client, "/donnees")

    assert [one["id"] for one in page.select('details[id^="table-"]')] == [
        f"table-{table.name}" for table in TABLES
    ]


def test_the_template_comes_with_its_columns_and_one_example(client, db):
    response = client.get("/donnees/modele.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == [column.name for column in COLUMNS]
    assert len(rows) == 2
    assert "attachment" in response["Content-Disposition"]


def test_the_legal_page_gives_the_contact_or_says_how_to_set_it(client, db, settings):
    settings.CONTACT = ""
    assert "RECOUDRE_CONTACT" in read_text(client, "/mentions-legales")

    settings.CONTACT = "bonjour@exemple.fr"
    assert "bonjour@exemple.fr" in read_text(client, "/mentions-legales")


def test_no_page_sets_a_cookie(client, db):
    assert [address for address in PAGES if client.get(address).cookies] == []


def test_accessibility_says_that_nobody_audited_it(client, db):
    text = read_text(client, "/accessibilite")

    assert "Aucun audit humain" in text
    assert "axe" in text


def test_robots_leave_the_filters_alone(client, db):
    assert "Disallow: /chercher?" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize(
    ("address", "count"),
    [("/methode", 0), ("/sources", 2), ("/sources/registre", 4), ("/donnees", 0),
     ("/mentions-legales", 0), ("/accessibilite", 0)],
)  # fmt: skip
def test_a_page_asks_few_things(client, imported, django_assert_num_queries, address, count):
    with django_assert_num_queries(count):
        client.get(address)
