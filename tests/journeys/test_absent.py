"""What is gone, what never was, and what has moved: each answers with its code and kind words."""

import csv
import io
import re

import pytest

from tests.terminal import run_recoudre

PLACES = 7


def write_places(count):
    """Write a file of our template with some gardens of Brévanne."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["identifiant", "nom", "nature", "code_insee"], delimiter=";")
    writer.writeheader()
    writer.writerows(
        {
            "identifiant": f"jardin-{n}",
            "nom": f"Jardin à retirer numéro {n}",
            "nature": "lieu",
            "code_insee": "96011",
        }
        for n in range(count)
    )
    return text.getvalue()


@pytest.fixture(scope="module")
def withdrawn(site, tmp_path_factory):
    """The address of an occasion that its own source no longer tells."""
    folder = tmp_path_factory.mktemp("retirés")
    for count in (PLACES, PLACES - 1):
        file = folder / f"{count}.csv"
        file.write_text(write_places(count), encoding="utf-8")
        done = run_recoudre(site.home, "import", "csv", file)
        assert done.returncode == 0, done.stderr
        if count == PLACES:
            page = site.get("/chercher?q=retirer+num%C3%A9ro+6").text
    return re.search(r'class="card-name"[^>]*><a href="([^"]+)"', page).group(1)


def test_a_withdrawn_occasion_says_so_and_when(site, withdrawn):
    answer = site.get(withdrawn)

    assert answer.status == 410
    assert "Cette fiche n’est plus visible" in answer.text
    assert "Elle a été retirée le" in answer.text


def test_a_withdrawn_occasion_is_no_longer_told(site, withdrawn):
    answer = site.get(withdrawn)

    assert "Jardin à retirer numéro 6" not in answer.text


def test_a_withdrawn_occasion_leads_to_others(site, withdrawn):
    answer = site.get(withdrawn)

    assert "/chercher?territoire=96011" in answer.text


def test_the_page_of_a_withdrawn_occasion_can_be_read_by_all(visit, withdrawn):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(360).open(withdrawn)

    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(
    "path", ["/nulle-part", "/occasion/99999999-x", "/territoire/99999-x", "/sources/inconnue"]
)
def test_an_unknown_address_is_answered_kindly(site, path):
    answer = site.get(path)

    assert answer.status == 404
    assert "Cette page n’existe pas, ou n’existe plus" in answer.text
    assert 'role="search"' in answer.text


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("/occasion/1", "/occasion/1-france-services-de-pont-sur-ormance-centre"),
        ("/occasion/1-un-ancien-nom", "/occasion/1-france-services-de-pont-sur-ormance-centre"),
        ("/territoire/96066", "/territoire/96066-les-trois-lavoirs"),
        (
            "/territoire/96066-ancien?besoin=over_65",
            "/territoire/96066-les-trois-lavoirs?besoin=over_65",
        ),
    ],
)
def test_a_former_address_leads_to_the_published_one(site, path, published):
    answer = site.get(path)

    assert (answer.status, answer.location) == (301, published)
