"""A resident proposes a garden from an old phone, without script, and comes back with the code."""

import pytest

from tests.journeys.people import take_time


@pytest.fixture
def phone(visit):
    """An old phone: 360 points wide, no script."""
    return visit(360, java_script_enabled=False)


@pytest.fixture
def fill(site):
    """Fill fields, and take the time to read what was written."""

    def fill_slowly(page, **typed):
        for name, text in typed.items():
            page.fill(f"#id_{name}", text)
        take_time(page, site)

    return fill_slowly


def send(page):
    """Press the button at the end of the page."""
    page.click("form.propose button:not([name])[type=submit]")


def test_a_garden_is_proposed_followed_and_withdrawn(phone, fill):
    page = phone.open("/proposer")
    page.check("input[name=kind][value=place]")
    fill(page, name="Le Jardin des Quatre Vents", commune="Brévanne", hours_note="le soir")
    send(page)
    code = page.locator(".return-code").inner_text()

    phone.open("/proposition")
    page.fill("#code", code.lower())
    page.click("main button[type=submit]")

    assert page.locator("h1").inner_text() == "Le Jardin des Quatre Vents"
    page.click("text=Retirer ma proposition")
    assert "retirée par son auteur" in page.locator("main").inner_text()


def test_an_error_keeps_what_was_typed_and_takes_the_focus(phone, fill):
    page = phone.open("/proposer")
    fill(page, name="Le Jardin des Quatre Vents", commune="Licornville", summary="On jardine.")
    send(page)

    assert page.input_value("#id_summary") == "On jardine."
    assert page.locator("#a-revoir:focus").count() == 1
    page.click(".propose-errors a >> text=Commune")
    assert page.url.endswith("#id_commune")


def test_a_known_name_is_recognised_and_leads_to_its_page(phone, fill):
    known = phone.open("/occasion/1").locator("h1").inner_text()
    page = phone.open("/proposer")
    page.check("input[name=kind][value=place]")
    fill(page, name=known[:-1], commune="Pont-sur-Ormance", summary="On y est bien reçu.")
    send(page)
    assert "à une lettre près" in page.locator(".propose-why").first.inner_text()

    page.check("input[name=resemblance][value='same:1']")
    send(page)

    assert "Proposer un changement" in page.locator("h1").inner_text()
    assert page.input_value("#id_summary") == "On y est bien reçu."


def test_whoever_sends_faster_than_one_reads_is_asked_to_read_again(phone):
    page = phone.open("/proposer")
    page.check("input[name=kind][value=place]")
    page.fill("#id_name", "Le Jardin des Quatre Vents")
    page.fill("#id_commune", "Brévanne")
    send(page)

    assert page.locator("#a-revoir:focus").count() == 1
    assert page.input_value("#id_name") == "Le Jardin des Quatre Vents"


def test_what_resembles_comes_while_one_types(visit):
    visitor = visit(1280)
    known = visitor.open("/occasion/1").locator("h1").inner_text()
    page = visitor.open("/proposer")
    page.fill("#id_name", known)
    page.fill("#id_commune", "Pont-sur-Ormance")

    page.locator("#ressemblances .propose-why").first.wait_for()

    assert page.locator("#ressemblances a").first.inner_text() == known
    assert visitor.errors == []
