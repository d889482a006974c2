"""A search with script: the same list, without leaving the page, and a map that agrees with it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.conftest import MARKS

COUNT_MARKS = """marks => marks.reduce(
  (total, one) => total + (Number(one.innerText.replace(/\\D/g, "")) || 1), 0)"""


@pytest.fixture
def search(visit):
    """A visitor on the search page of the whole département."""
    visitor = visit()
    visitor.open("/chercher?territoire=96")
    return visitor


def search_for(page, words):
    """Type words in the field and wait for the section that htmx brings."""
    field = page.locator("#search-words")
    field.fill(words)
    with page.expect_response(lambda answer: is_section(answer) and words in answer.url):
        field.press("Enter")
    page.wait_for_function(
        "words => document.querySelector('#bilan').innerText.includes(words)", arg=words
    )


def is_section(answer):
    """Tell whether an answer is the section that htmx asked for."""
    return answer.request.headers.get("hx-request") == "true"


def tick(page, box):
    """Tick a filter and wait for the section."""
    with page.expect_response(is_section):
        page.locator(box).check()
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")


def list_names(page):
    """List the names of the answers shown."""
    return page.locator("#resultats .card-name").all_inner_texts()


def wait_for_first(page, name):
    """Wait until the list begins with an answer."""
    page.wait_for_function(
        "name => document.querySelector('.card-name')?.innerText === name", arg=name
    )


def read_number(text):
    """Read a number written with thin spaces."""
    return int(re.sub(r"\D", "", text))


def test_a_search_stays_on_the_page_and_its_address_can_be_shared(search):
    page = search.page

    search_for(page, "jardin")
    shown = list_names(page)

    assert parse_qs(urlsplit(page.url).query)["q"] == ["jardin"]
    assert [url for url in search.requested if "q=jardin" in url and "carte" not in url] != []
    page.reload()
    assert list_names(page) == shown
    assert search.errors == []


def test_the_list_is_the_same_with_and_without_script(search, visit):
    search_for(search.page, "jardin")

    plain = visit(java_script_enabled=False)
    plain.page.goto(search.page.url)

    assert list_names(plain.page) == list_names(search.page)


def test_the_focus_stays_in_the_field_that_was_typed_in(search):
    search_for(search.page, "jardin")

    assert search.page.evaluate("document.activeElement.id") == "search-words"


def test_a_ticked_box_narrows_the_list_and_keeps_the_focus(search):
    page = search.page
    page.locator("#filtres").evaluate("one => one.open = true")
    before = read_number(page.locator("#bilan strong").inner_text())

    tick(page, "#f-nature-place")

    assert parse_qs(urlsplit(page.url).query)["nature"] == ["place"]
    assert 0 < read_number(page.locator("#bilan strong").inner_text()) < before
    assert page.evaluate("document.activeElement.id") == "f-nature-place"
    assert search.errors == []


def test_the_way_back_brings_the_former_list(search):
    page = search.page
    first = list_names(page)
    search_for(page, "jardin")
    second = list_names(page)

    page.go_back()
    wait_for_first(page, first[0])
    page.go_forward()
    wait_for_first(page, second[0])

    assert list_names(page) == second
    assert search.errors == []


def test_the_map_still_works_after_the_way_back(search):
    page = search.page
    search_for(page, "jardin")
    page.locator(MARKS).first.wait_for()

    page.go_back()
    page.wait_for_url(lambda url: "q=" not in url)
    page.locator(MARKS).first.wait_for()
    with page.expect_response(lambda answer: "carte.json" in answer.url and "zoom=" in answer.url):
        page.get_by_role("button", name="Agrandir la carte").click()

    assert search.errors == []


def test_the_map_shows_as_many_as_the_list_says(search):
    page = search.page
    page.locator(MARKS).first.wait_for()

    total = read_number(page.locator("#bilan strong").inner_text())
    note = page.locator(".search-unplaced")
    unplaced = read_number(note.inner_text().split("réponse")[0]) if note.count() else 0

    assert page.locator(MARKS).evaluate_all(COUNT_MARKS) == total - unplaced


def test_the_map_follows_the_search(search):
    page = search.page
    page.locator(MARKS).first.wait_for()

    with page.expect_response(lambda answer: "carte.json" in answer.url and "q=" in answer.url):
        search_for(page, "lecture")
    page.wait_for_function(f"() => document.querySelectorAll('{MARKS}').length > 0")

    shown = read_number(page.locator("#bilan strong").inner_text())
    note = page.locator(".search-unplaced")
    unplaced = read_number(note.inner_text().split("réponse")[0]) if note.count() else 0
    assert page.locator(MARKS).evaluate_all(COUNT_MARKS) == shown - unplaced


def test_the_zoom_buttons_can_be_seen_pressed_and_named(search):
    page = search.page
    nearer = page.get_by_role("button", name="Agrandir la carte")
    farther = page.get_by_role("button", name="Réduire la carte")
    page.locator(MARKS).first.wait_for()

    boxes = [nearer.bounding_box(), farther.bounding_box()]
    with page.expect_response(lambda answer: "carte.json" in answer.url and "zoom=" in answer.url):
        nearer.click()

    assert [box["width"] >= 44 and box["height"] >= 44 for box in boxes] == [True, True]
    assert nearer.locator("svg path").evaluate("one => getComputedStyle(one).stroke") != "none"
    assert search.errors == []


def test_a_mark_opens_with_the_keyboard_and_leads_to_its_page(visit):
    visitor = visit()
    page = visitor.open("/chercher?q=jardin&pres=Pont-sur-Ormance&rayon=2")
    point = page.locator(".map-point").first
    point.wait_for()

    point.focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup a[href^='/occasion/']")
    link.wait_for()

    assert link.inner_text() == point.get_attribute("aria-label")
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="hidden")
    assert visitor.errors == []


def test_the_next_page_comes_in_place_and_its_address_too(search):
    page = search.page
    first = list_names(page)

    with page.expect_response(is_section):
        page.get_by_role("link", name="Page suivante").click()
    page.wait_for_function(
        "name => document.querySelector('.card-name').innerText !== name", arg=first[0]
    )

    assert parse_qs(urlsplit(page.url).query)["page"] == ["2"]
    assert set(list_names(page)).isdisjoint(first)
    assert search.errors == []
