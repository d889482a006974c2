"""From the home page to a phone number: script off, and nothing but a keyboard."""

from urllib.parse import parse_qs, urlsplit

import pytest

TOWN = "Pont-sur-Ormance"
PER_PAGE = 20
MOST_STOPS = 200
# How the browser draws the element that has the focus, and whether somebody can see it.
DESCRIBE_FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    name: one.outerHTML.slice(0, 100),
    isRinged: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2
      && !/, 0\\)$|transparent/.test(style.outlineColor),
    isInView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.fixture
def keyboard(visit):
    """A page without script, where nobody uses a mouse."""
    return visit(java_script_enabled=False, reduced_motion="reduce")


def press_until(page, selector, key="Tab"):
    """Press a key until an element has the focus; it must be reached like any other."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if page.locator(selector).and_(page.locator(":focus")).count():
            return page.locator(":focus")
    raise AssertionError(f"{selector} is not reached by {key} on {page.url}")


def go(page, key="Enter"):
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def list_stops(page):
    """List what the tabulation key goes through, from the top of the page to its end."""
    stops = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        stops.append(page.evaluate(DESCRIBE_FOCUS))
        page.keyboard.press("Tab")
    return stops


def read_total(page):
    """Read how many answers the list announces."""
    return int(page.locator("#bilan strong").inner_text().split()[0])


def ask_for_gardens(keyboard):
    """Ask for gardens near the town, from the home page."""
    page = keyboard.open("/")
    press_until(page, "#search-words")
    page.keyboard.type("jardin")
    page.keyboard.press("Tab")
    page.keyboard.type(TOWN)
    go(page)
    return page


def test_a_search_is_typed_from_the_home_page(keyboard):
    page = ask_for_gardens(keyboard)

    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["pres"]) == (["jardin"], [TOWN])


def test_the_answers_are_announced_and_listed(keyboard):
    page = ask_for_gardens(keyboard)

    bilan = page.locator("#bilan")
    assert bilan.get_attribute("aria-live") == "polite"
    assert f"« jardin » à moins de 10 km de {TOWN}" in bilan.inner_text().replace("\u00a0", " ")
    assert page.locator("#resultats .card").count() == min(read_total(page), PER_PAGE)


def test_the_filters_unfold_and_narrow_the_list(keyboard):
    page = ask_for_gardens(keyboard)
    before = read_total(page)

    press_until(page, "#filtres > summary")
    page.keyboard.press("Enter")
    box = press_until(page, "#f-nature-gathering")
    announced = int(box.locator("xpath=..").locator(".count").inner_text())
    page.keyboard.press("Space")
    press_until(page, "#facettes button")
    go(page)

    assert parse_qs(urlsplit(page.url).query)["nature"] == ["gathering"]
    assert page.locator("#f-nature-gathering").is_checked()
    assert 0 < read_total(page) == announced < before


def test_the_first_answer_opens_and_its_phone_is_reached(keyboard):
    page = ask_for_gardens(keyboard)

    first = press_until(page, "#resultats .card-name a")
    name = first.inner_text()
    go(page)
    phone = press_until(page, "a.phone")

    assert page.locator("h1").inner_text() == name
    assert phone.get_attribute("href").startswith("tel:+33")
    assert page.evaluate(DESCRIBE_FOCUS)["isRinged"]


def test_the_first_stop_leads_past_the_menu(keyboard):
    page = keyboard.open("/chercher")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Aller au contenu"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.url.endswith("#contenu")
    assert page.locator("main :focus").get_attribute("id") == "search-words"


@pytest.mark.parametrize("path", ["/", "/chercher?q=jardin&territoire=96", "/occasion/1"])
def test_the_focus_is_seen_at_every_stop(keyboard, path):
    page = keyboard.open(path)

    stops = list_stops(page)

    assert len(stops) > 15
    assert [one["name"] for one in stops if not (one["isRinged"] and one["isInView"])] == []
