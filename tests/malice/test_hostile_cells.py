"""Cells meant to harm: what a file writes is shown as text, and never run, here or in a sheet."""

import csv
import io

import pytest
from django.test import Client

from recoudre.importers.registry import SOURCES
from recoudre.importers.services import run_import
from recoudre.inventory.models import Occasion
from recoudre.observation.writing import write_observation
from tests.malice.files import BREVANNE, NAMES, PLACE, write_file

SCRIPT = '<script src="//x.example/x.js"></script><img src=x onerror=alert(1)>"\'>{{ 7 }}'
FORMULA = '=HYPERLINK("http://x.example";"ici")'
FORMULAS = (FORMULA, "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1;1)", "\t=1+1", "\r=1+1", "＝1+1")
TEXTS = [
    "nom", "resume", "description", "adresse", "horaires", "precisions_cout", "conditions",
    "porteur", "depuis", "identifiant",
]  # fmt: skip
PAGES = (
    "/",
    "/chercher?q=harnais",
    f"/territoire/{BREVANNE}-brevanne",
    "/territoire/96-ormance",
    "/territoires",
    "/sources",
    "/sources/csv",
)


def bring(rows, **options):
    """Import rows of our template."""
    return run_import(SOURCES["csv"], write_file(rows, **options))


@pytest.fixture
def scripted(ormance):
    """One occasion whose every free text is a script."""
    told = dict.fromkeys(TEXTS, f"Harnais {SCRIPT}") | {"contact_public": "oui"}
    bring([PLACE | told])
    return Occasion.objects.get()


@pytest.mark.parametrize("path", PAGES)
def test_a_script_in_every_cell_is_only_text(scripted, client, path):
    page = client.get(path).content.decode()

    assert "<img src=x" not in page
    assert '//x.example/x.js"></script>' not in page


def test_a_script_in_every_cell_is_only_text_on_its_own_page(scripted, client):
    page = client.get(scripted.get_absolute_url()).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page


def test_a_script_in_a_name_is_only_text_on_the_map(scripted, client):
    answer = client.get("/chercher/carte.json")

    assert answer["Content-Type"].startswith("application/geo+json")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_address_of_a_scripted_occasion_holds_letters_only(scripted):
    assert scripted.slug.replace("-", "").isalnum()


@pytest.mark.parametrize("column", ["site_web", "source_url"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "\tjavascript:alert(1)",
        "vbscript:x",
        'https://x.example/" onmouseover="alert(1)',
    ],
)
def test_an_address_that_runs_is_never_a_link(ormance, client, column, address):
    bring([PLACE | {column: address}])
    page = client.get("/occasion/" + str(Occasion.objects.get().pk), follow=True).content.decode()

    assert 'href="javascript:' not in page.lower()
    assert 'href="data:' not in page.lower()
    assert 'href="vbscript:' not in page.lower()
    assert 'onmouseover="alert' not in page


@pytest.mark.parametrize("column", ["telephone", "courriel"])
def test_a_contact_that_is_none_is_never_a_link(ormance, client, column):
    bring([PLACE | {column: SCRIPT, "contact_public": "oui"}])
    page = client.get("/occasion/" + str(Occasion.objects.get().pk), follow=True).content.decode()

    assert "x.example" not in page
    assert 'href="mailto:' not in page


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_corrected_file_runs_nothing_in_a_spreadsheet(ormance, formula):
    report = bring([dict.fromkeys(NAMES, formula)])

    content = report.corrected.read_text(encoding="utf-8-sig")
    cells = next(iter(list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1:]))
    assert report.outcomes["refused"] == 1
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_an_observation_runs_nothing_in_a_spreadsheet(ormance, tmp_path, formula):
    bring([PLACE | dict.fromkeys(("nom", "resume", "porteur", "conditions"), f"{formula} x")])
    written = write_observation(tmp_path / "observation")

    texts = [path.read_text(encoding="utf-8-sig") for path in written.folder.rglob("*.csv")]
    cells = [
        cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row
    ]
    starts = ("=", "+", "@", "＝", "-2+3")
    assert [cell for cell in cells if cell.lstrip().startswith(starts)] == []


def test_a_stranger_to_script_reads_the_same_page(scripted):
    """The content security policy is there even for who slips through."""
    answer = Client().get(scripted.get_absolute_url())

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
