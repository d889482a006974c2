"""axe finds nothing to say, on any page, by day and by night, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import MARKS
from tests.journeys.pages import EVERY, PAGES

# What colours alone decide: the only rules that the night can break once the day has passed.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def list_violations(page, **options):
    """List what axe found: the rule, and the elements that break it."""
    answer = Axe().run(page, options={"resultTypes": ["violations"], **options})
    found = answer.response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", EVERY)
def test_axe_finds_nothing_by_day_or_by_night(browser, look_at, name, width):
    with look_at(browser, name, width) as visitor:
        by_day = list_violations(visitor.page)
        visitor.page.emulate_media(color_scheme="dark")
        by_night = list_violations(visitor.page, runOnly=COLOUR_RULES)

    assert (by_day, by_night) == ([], [])


def test_axe_finds_nothing_once_the_filters_and_the_map_are_unfolded(visit):
    page = visit(360).open(PAGES["recherche"])
    page.locator(".filters > summary").click()
    page.locator(".map-panel > summary").click()
    page.locator(MARKS).first.wait_for()

    assert list_violations(page) == []


def ask_too_little(page):
    """Send a proposal without a name."""
    page.goto(page.url + "proposer")
    page.get_by_role("button", name="Envoyer ma proposition").click()
    page.locator("#a-revoir").wait_for()


def ask_for_a_code(page):
    """Ask for a code that a mail would bring."""
    page.goto(page.url + "compte/entrer")
    page.get_by_label("courriel").fill("personne@ormance.example.org")
    page.get_by_role("button", name="Recevoir un code").click()
    page.wait_for_url("**/compte/code*")


def mistype_a_code(page):
    """Type a return code that leads nowhere."""
    page.goto(page.url + "proposition")
    page.get_by_label("Votre code").fill("BCDF-BCDF-BCDF-BCDF")
    page.get_by_role("button", name="Voir où elle en est").click()
    page.locator("#code-erreur").wait_for()


@pytest.mark.parametrize("act", [ask_too_little, ask_for_a_code, mistype_a_code])
def test_axe_finds_nothing_in_what_is_answered(visit, act):
    page = visit(360).open("/")

    act(page)

    assert list_violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_the_preview_of_a_file(browser, look_at, width):
    with look_at(browser, "colonnes d’un fichier", width) as visitor:
        visitor.page.get_by_role("button", name="Voir ce que cela donne").click()
        visitor.page.locator("#apercu").wait_for()

        assert list_violations(visitor.page) == []
