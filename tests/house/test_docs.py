"""The documentation builds, links inside itself, and calls nobody outside."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.house.tree import REPOSITORY

MKDOCS = Path(sys.executable).with_name("mkdocs")
ASSET = re.compile(
    r"""<(?:script|img|iframe)[^>]+src=["']?([^"' >]+)|<link[^>]+href=["']?([^"' >]+)"""
)
FRENCH_DOCS = ("utiliser", "heberger", "contribuer", "methode")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The documentation, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [MKDOCS, "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    return folder


def test_the_built_site_loads_nothing_from_elsewhere(built_site):
    assets = [
        (page.name, first or second)
        for page in built_site.rglob("*.html")
        for first, second in ASSET.findall(page.read_text(encoding="utf-8"))
        if 'rel="canonical"' not in (first or second)
    ]

    assert [(page, asset) for page, asset in assets if re.match(r"(https?:)?//", asset)] == []


def test_the_style_of_the_built_site_loads_nothing_from_elsewhere(built_site):
    loaded = [
        (sheet.name, address)
        for sheet in built_site.rglob("*.css")
        for address in re.findall(r"url\(['\"]?(https?:)?//", sheet.read_text(encoding="utf-8"))
    ]

    assert loaded == []


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "docs" / "decisions").glob("0*.md")), ids=lambda p: p.name
)
def test_a_decision_holds_on_a_page_with_its_four_parts(path):
    text = path.read_text(encoding="utf-8")

    assert re.match(r"# \d{4} · .+\n", text)
    assert [
        part for part in ("Date", "Context", "Decision", "Consequences") if part not in text
    ] == []
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("recipe", ["adding-a-source.md", "adding-an-indicator.md"])
def test_a_recipe_names_files_that_exist(recipe):
    text = (REPOSITORY / "docs" / recipe).read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", text)

    assert [n for n in named if "SOURCE" not in n and not (REPOSITORY / n).exists()] == []
    assert len(named) >= 3


def test_french_guides_are_written_with_typographic_apostrophes():
    pages = [page for part in FRENCH_DOCS for page in (REPOSITORY / "docs" / part).rglob("*.md")]
    prose = {
        page: re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for page in pages
    }

    assert [page.name for page, text in prose.items() if re.search(r"\w'\w", text)] == []


def test_publiccode_holds_the_keys_that_the_standard_asks_for():
    described = yaml.safe_load((REPOSITORY / "publiccode.yml").read_text(encoding="utf-8"))
    asked = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }

    assert asked - set(described) == set()
    assert described["legal"]["license"] == "MIT"
    assert len(described["description"]["fr"]["shortDescription"]) <= 150
    assert 150 <= len(described["description"]["fr"]["longDescription"]) <= 10_000
