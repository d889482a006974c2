"""Somebody types a word wrong, or only its beginning, and is understood."""

import re

from tests.journeys.people import read_text

TYPO = "jardni"


def test_a_typo_is_put_right_with_a_sentence(visit):
    page = visit(360, java_script_enabled=False).open("/")
    page.get_by_label("Que cherchez-vous").fill(TYPO)
    page.get_by_role("button", name="Chercher").click()

    assert f"Rien ne répond à « {TYPO} » : voici « jardin »" in read_text(page)
    assert "ardin" in page.locator(".card-name").first.inner_text()


def test_words_come_while_one_types(visit):
    visitor = visit()
    page = visitor.open("/chercher")
    page.locator("#search-words").press_sequentially("biblio")
    page.locator("#mots option").first.wait_for(state="attached")

    words = page.locator("#mots option").evaluate_all("all => all.map((one) => one.value)")
    assert [word for word in words if not re.match("biblio", word, re.IGNORECASE)] == []
    assert page.evaluate("document.activeElement.id") == "search-words"
    assert visitor.errors == []


def test_the_field_is_enough_without_script(visit):
    visitor = visit(java_script_enabled=False)
    page = visitor.open("/chercher")
    page.locator("#search-words").fill("bibliothèque")
    page.locator("#search-words").press("Enter")
    page.wait_for_url("**/chercher?q=*")

    assert page.locator("#mots option").count() == 0
    assert "ibliothèque" in page.locator(".card-name").first.inner_text()
    assert visitor.errors == []
