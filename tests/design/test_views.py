"""The page of components shows each of them, without inline style or script."""

from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path

from recoudre import design
from recoudre.design import views
from tests.conftest import find_inline

TEMPLATES = Path(design.__file__).parent / "templates" / "design"
COMPONENTS = sorted(TEMPLATES.glob("components/*.html"))
STATIC = Path(design.__file__).parent / "static" / "design"
urlpatterns = [path("composants", views.components)]


@pytest.fixture(scope="module")
def page():
    """The page of components, as a visitor gets it."""
    with override_settings(ROOT_URLCONF=__name__):
        return Client().get("/composants").content.decode()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_starts_with_its_parameters(component):
    assert component.read_text(encoding="utf-8").startswith("{% comment %}\n")


@pytest.mark.parametrize(
    "component", [file for file in COMPONENTS if file.stem != "map"], ids=lambda file: file.stem
)
def test_every_component_is_shown(component):
    """The map shows real points, hence no invented one: it is on the search page only."""
    shown = (TEMPLATES / "components.html").read_text(encoding="utf-8")
    by_filter = {"bond_mark": "components/bonds.html"}

    assert by_filter.get(component.stem, f"components/{component.name}") in shown


def test_nothing_is_written_inline(page):
    assert find_inline(page) == []


def test_the_title_of_the_page_is_its_own(page):
    assert BeautifulSoup(page, "html.parser").title.get_text() == "Composants · Recoudre"


def test_titles_go_down_one_step_at_a_time(page):
    ranks = [
        int(t.name[1]) for t in BeautifulSoup(page, "html.parser").find_all(["h1", "h2", "h3"])
    ]

    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_every_id_is_unique(page):
    ids = [tag["id"] for tag in BeautifulSoup(page, "html.parser").find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_every_mark_that_is_used_is_drawn(page):
    soup = BeautifulSoup(page, "html.parser")
    drawn = {f"#{symbol['id']}" for symbol in soup.find_all("symbol")}

    assert {use["href"] for use in soup.find_all("use")} <= drawn


def test_every_colour_that_is_used_is_a_declared_token():
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in STATIC.glob("*.css"))
    used = {part.split(")")[0] for part in sheets.split("var(")[1:]}

    assert {name for name in used if f"{name}: " not in sheets} == set()


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_so_on_its_pages(is_demo):
    with override_settings(ROOT_URLCONF=__name__, IS_DEMO=is_demo):
        page = Client().get("/composants").content.decode()

    assert ("Territoire de démonstration" in page) is is_demo


@pytest.mark.parametrize(
    ("path", "status"), [("/composants", 200), ("/nulle-part", 404)], ids=["found", "missing"]
)
def test_a_page_has_one_main_title(path, status):
    with override_settings(ROOT_URLCONF=__name__):
        response = Client().get(path)

    soup = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, len(soup.find_all("h1"))) == (status, 1)


def test_the_page_of_a_breakdown_needs_nothing_but_itself():
    text = (TEMPLATES.parent / "500.html").read_text(encoding="utf-8")

    assert "{" not in text


def test_the_page_of_a_refusal_says_what_to_do():
    assert "Revenir à l’accueil" in render_to_string("403.html")
