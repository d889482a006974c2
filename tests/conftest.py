"""What every test may use."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from recoudre.inventory.search.spelling import read_words

pytest_plugins = ["tests.stock", "tests.people"]

REPOSITORY = Path(__file__).resolve().parent.parent
DATA_SCRIPTS = {"application/json", "application/ld+json"}


class InlineFinder(HTMLParser):
    """Finds what the content security policy refuses: script or style written in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a <style>, a <script> without address, a style or an on… attribute."""
        values = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in values and values.get("type") not in DATA_SCRIPTS
        ):
            self.found.append(f"<{tag}>")
        self.found += [
            f"<{tag} {name}>" for name in values if name == "style" or name.startswith("on")
        ]


def find_inline(html: str) -> list[str]:
    """Find the script and style written in a page instead of in a file."""
    finder = InlineFinder()
    finder.feed(html)
    return finder.found


class StrictClient(Client):
    """The test client, refusing any page that the content security policy would break."""

    def request(self, **request: Any) -> HttpResponse:
        """Ask for a page, and refuse inline script or style in it."""
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            found = find_inline(response.content.decode())
            assert not found, f"inline script or style in {request.get('PATH_INFO')}: {found}"
        return response


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """Begin each test with nothing remembered of another database."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    read_words.cache_clear()


@pytest.fixture
def client() -> StrictClient:
    """A visitor without an account."""
    return StrictClient()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data laid beside the repository; the test is skipped without it."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    return folder
