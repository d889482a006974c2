"""What holds on every page: its width, its targets, its banner, its origin, paper and stillness."""

import pytest

from tests.journeys.pages import EVERY, PAGES

SMALLEST_PX = 24
STANDALONE_PX = 44
# WCAG 2.5.8: at least 24 px, or room for a circle of 24 px around it; a link in a sentence is free.
LIST_CRAMPED = """smallest => {
  const pressed = "a[href]:not(.skip-link), button, input, select, textarea, summary";
  const boxes = [...document.querySelectorAll(pressed)]
    .map((one) => one.matches("[type=checkbox], [type=radio]") ? one.closest("label") ?? one : one)
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const isInSentence = (one) => getComputedStyle(one).display === "inline"
    && one.closest("p, li, dd, td, h1, h2, h3, summary")?.innerText.trim() !== one.innerText.trim();
  const isNear = (box, other) => {
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const dx = Math.max(other.left - x, 0, x - other.right);
    const dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < smallest / 2;
  };
  return boxes
    .filter(({ box }) => Math.round(box.width) < smallest || Math.round(box.height) < smallest)
    .filter(({ one }) => !isInSentence(one))
    .filter(({ one, box }) => boxes.some((other) => other.one !== one && isNear(box, other.box)))
    .map(({ one, box }) => `${one.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`);
}"""
LIST_SMALL_CONTROLS = """smallest => [...document.querySelectorAll(
    "button, select, summary, textarea, input:not([type=checkbox], [type=radio], [type=hidden]), "
    + ".button, .phone, .site-menu a, label:has(> [type=checkbox], > [type=radio])")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => Math.round(one.getBoundingClientRect().height) < smallest)
  .map((one) => `${one.outerHTML.slice(0, 120)} ${one.getBoundingClientRect().height} px`)"""
# What sticks out, named, but for what scrolls inside its own box.
LIST_SPILLS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => one.outerHTML.slice(0, 120));
  return [`${document.documentElement.scrollWidth} px`, ...out.slice(0, 5)];
}"""
LIST_MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return [style.transitionDuration, style.animationDuration]
    .some((text) => text.split(",").some((part) => parseFloat(part) > 0.01));
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module", params=EVERY)
def opened(browser, look_at, request):
    """Each page in turn, opened once on a narrow screen and looked at by every test."""
    with look_at(browser, request.param, 320, reduced_motion="reduce") as visitor:
        yield visitor


def test_the_page_opens_without_a_complaint(opened):
    assert opened.errors == []


def test_the_page_asks_nothing_elsewhere(opened):
    here = (opened.origin, "data:")

    assert [url for url in opened.requested if not url.startswith(here)] == []


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_spills_over_the_side(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 800})

    assert opened.page.evaluate(LIST_SPILLS) == []


def test_everything_to_press_has_room_around_it(opened):
    assert opened.page.evaluate(LIST_CRAMPED, SMALLEST_PX) == []


def test_every_control_is_as_tall_as_a_finger(opened):
    assert opened.page.evaluate(LIST_SMALL_CONTROLS, STANDALONE_PX) == []


def test_the_page_says_that_all_is_invented(opened):
    banner = opened.page.locator(".demo-banner")

    assert banner.is_visible()
    assert "tout est inventé ici" in banner.inner_text()


def test_nothing_moves_for_who_asked_for_stillness(opened):
    assert opened.page.evaluate(LIST_MOVING) == []


def test_an_occasion_is_printed_with_its_phone_and_without_what_cannot_be_pressed(visit):
    page = visit().open(PAGES["occasion"])

    page.emulate_media(media="print")

    assert page.locator(".occasion .phone-large").is_visible()
    assert page.locator("h1").is_visible()
    assert not page.locator(".site-menu").is_visible()
    assert not page.locator(".foot-menu").is_visible()


def test_a_list_is_printed_without_its_form_its_filters_and_its_map(visit):
    page = visit().open(PAGES["recherche"])

    page.emulate_media(media="print")

    assert page.locator(".card .phone").first.is_visible()
    assert not page.locator("#recherche").is_visible()
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".map-panel").is_visible()


def test_the_phone_is_above_the_fold_of_a_small_screen(visit):
    page = visit(360).open(PAGES["occasion"])

    box = page.locator(".phone-large").bounding_box()

    assert box["y"] + box["height"] < 800


def test_what_the_policy_refuses_would_be_heard(visit):
    visitor = visit()
    page = visitor.open("/")

    with page.expect_console_message():
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"top: 0\">x</p>')")

    assert any("Content Security Policy" in one for one in visitor.errors)
