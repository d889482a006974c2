"""Somebody who administers the site brings a town hall's file, without script."""

import pytest

from tests.journeys.people import enter_by_mail, read_text
from tests.terminal import run_recoudre

MAIL = "administration@ormance.example.org"
NAME = "Les rendez-vous de Brévanne"
FILE = """Intitulé;Commune;Code INSEE;Adresse;Téléphone;Type
Le Bal des voisins;Brévanne;96011;1 place du Lavoir;01 99 00 12 34;moment
La Remise aux outils;Brévanne;96011;3 rue Basse;;lieu
La Soupe du lundi;Brévanne;96011;;;moment
"""


@pytest.fixture
def administrator(visit, site):
    """Somebody who administers the whole département, and entered with a code."""
    given = run_recoudre(site.home, "role", "add", MAIL, "administrator", "96")
    assert given.returncode == 0, given.stderr
    visitor = visit(java_script_enabled=False)
    enter_by_mail(visitor, site, MAIL, to="/imports")
    return visitor


def bring(page):
    """Bring the file, and arrive at its columns."""
    content = {"name": "brevanne.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.get_by_label("Le fichier").set_input_files(content)
    page.get_by_label("Ce que liste ce fichier").fill(NAME)
    page.get_by_label("Qui le publie").fill("Mairie de Brévanne")
    page.get_by_role("button", name="Voir ses colonnes").click()


def test_a_file_is_recognised_previewed_imported_and_told(administrator):
    page = administrator.page
    bring(page)
    recognised = [
        page.get_by_label(one, exact=True).input_value() for one in ("Intitulé", "Adresse")
    ]
    page.get_by_label("Type", exact=True).select_option("nature")
    page.get_by_role("button", name="Voir ce que cela donne").click()
    preview = page.locator("#apercu").inner_text()
    page.get_by_role("button", name="Importer").click()
    told = read_text(page)

    assert recognised == ["nom", "adresse"]
    assert "Le Bal des voisins" in preview
    assert page.locator("h1").inner_text() == NAME
    assert "Mairie de Brévanne" in told
    assert "3 fiches nouvelles, 0 changées, 0 retirées." in told
    page.goto(f"{administrator.origin}/chercher?q=Remise+aux+outils")
    assert page.locator(".card-name").first.inner_text() == "La Remise aux outils"
    assert administrator.errors == []


def test_a_visitor_brings_no_file(site):
    assert site.get("/imports").status == 404
