"""A helper types a pile of paper sheets in the evening, with nothing but a keyboard."""

import pytest

from tests.journeys.people import HELPER, enter_as, read_text
from tests.journeys.test_keyboard import go, press_until

WORKSHOP = "/ateliers/1"
SHEETS = ["La Veillée aux lampions", "Le Lavoir des lectures", "La Corvée de bois partagée"]


@pytest.fixture
def helper(visit):
    """Somebody trusted in the département, whose browser has no script."""
    visitor = visit(java_script_enabled=False)
    enter_as(visitor, HELPER, to=WORKSHOP)
    return visitor


def type_sheet(page, name):
    """Type one sheet without leaving the keyboard, the name first, the agreement last."""
    page.keyboard.type(name)
    press_until(page, "#id_hours_note")
    page.keyboard.type("le samedi")
    press_until(page, "#id_agreed")
    page.keyboard.press("Space")
    go(page)


def test_three_sheets_in_a_row_without_a_mouse(helper):
    page = helper.page
    press_until(page, "#sur")
    page.keyboard.type("6")
    go(page)
    first = page.locator("h1").inner_text()

    focused = []
    for name in SHEETS:
        focused.append(page.evaluate("document.activeElement.id"))
        type_sheet(page, name)
    page.goto(f"{helper.origin}{WORKSHOP}")

    assert first.startswith("Feuille")
    assert focused == ["id_name"] * len(SHEETS)
    assert [name for name in SHEETS if name not in read_text(page)] == []
    assert helper.errors == []


def test_a_sheet_is_published_for_who_is_trusted(helper):
    page = helper.open(f"{WORKSHOP}/saisie?sur=200")
    number = page.locator("h1").inner_text()
    type_sheet(page, "Le Goûter des quatre fontaines")

    assert f"{number} gardée." in read_text(page)
    page = helper.open("/chercher?q=Go%C3%BBter+des+quatre+fontaines")
    assert page.locator(".card-name").first.inner_text() == "Le Goûter des quatre fontaines"


def test_the_blank_sheets_are_a_pdf(helper):
    answer = helper.page.request.get(f"{helper.origin}{WORKSHOP}/feuilles.pdf?combien=3")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    assert answer.body().rstrip().endswith(b"%%EOF")


def test_a_blank_sheet_is_given_to_anybody(visit):
    visitor = visit(360)

    answer = visitor.page.request.get(f"{visitor.origin}/proposer/feuille.pdf")

    assert answer.body().startswith(b"%PDF-")


def test_a_visitor_is_asked_to_enter_before_typing(site):
    answer = site.get(f"{WORKSHOP}/saisie")

    assert (answer.status, answer.location) == (302, f"/compte/entrer?next={WORKSHOP}/saisie")
