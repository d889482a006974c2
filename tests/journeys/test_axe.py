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
