"""A served demonstration, a browser, and visitors who note what goes wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.backstage import prepare_backstage
from tests.journeys.pages import EVERY, INSIDE
from tests.journeys.served import Site, serve_demonstration

MARKS = ".map-cluster, .map-point"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# What the console says of a page that answers 404 or 409, as it should.
UNFOUND = "Failed to load resource"
ABSENT = (
    "Chromium est absent : sudo apt-get install chromium (Chromium is missing: these tests need it)"
)


@dataclass
class Visitor:
    """Somebody before a page: the page, the errors it printed, every address it asked for."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def listen(self) -> "Visitor":
        """Note from now on what the page asks for, and what it complains of."""
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)
        return self

    def _note(self, message: object) -> None:
        is_its_own_answer = message.location["url"] == self.page.url and UNFOUND in message.text
        if message.type == "error" and not is_its_own_answer:
            self.errors.append(message.text)

    def carry(self, name: str, value: str) -> None:
        """Carry a cookie from now on."""
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.origin}])

    def open(self, path: str) -> Page:
        """Open an address of the site, until its map, if it shows one, can be used."""
        self.page.goto(f"{self.origin}{path}")
        if self.page.locator(".map").is_visible():
            self.page.locator(".map-zoom").wait_for()
        return self.page


@contextmanager
def receive(
    browser: Browser, site: Site, width: int, height: int = 800, **options: object
) -> Iterator[Visitor]:
    """Receive one visitor, who has never come before."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="fr-FR", **options
    )
    context.set_default_timeout(10_000)
    yield Visitor(context.new_page(), site.origin).listen()
    context.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; without it these tests are skipped, but never by our own CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(ABSENT)
    if found is None:
        pytest.skip(ABSENT)
    return found


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, built and served once for each process of tests."""
    home: Path = tmp_path_factory.mktemp("demonstration")
    with serve_demonstration(home) as site:
        yield site


@pytest.fixture(scope="session")
def behind(site: Site) -> dict[str, str]:
    """The codes, links and numbers that lead to the pages of `LINKED` and `INSIDE`."""
    return prepare_backstage(site.home)


@pytest.fixture(scope="session")
def look_at(site: Site, behind: dict[str, str]) -> Callable[..., AbstractContextManager[Visitor]]:
    """Call for a visitor before a page of `EVERY`, who entered when the page asks for it."""

    @contextmanager
    def look(browser: Browser, name: str, width: int, **options: object) -> Iterator[Visitor]:
        with receive(browser, site, width, **options) as visitor:
            if name in INSIDE:
                visitor.carry("sessionid", behind["session"])
            visitor.open(EVERY[name].format_map(behind))
            yield visitor

    return look


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Debian's browser, never a downloaded one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Call for a visitor, by the width of the screen and the options of a browser's context."""
    with ExitStack() as stack:
        yield lambda width=1280, **options: stack.enter_context(
            receive(browser, site, width, **options)
        )
