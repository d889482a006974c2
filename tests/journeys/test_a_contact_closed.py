"""Somebody finds their phone on a page, asks that it be shown no more, and it is so."""

from tests.journeys.people import read_text

WHERE = "/chercher?q=couture&territoire=96"


def test_a_phone_leaves_the_page_when_its_owner_asks(visit):
    visitor = visit(360, java_script_enabled=False)
    page = visitor.open(WHERE)
    page.locator(".card:has(.phone) .card-name a").first.click()
    place, phone = page.url, page.locator("a.phone").first.get_attribute("href")

    page.get_by_role("link", name="Ce contact est le mien : ne plus l’afficher").first.click()
    pointed = read_text(page)
    page.get_by_role("button", name="Ce contact est le mien : ne plus le montrer").click()
    done = read_text(page)
    page.goto(place)

    assert f"qui finit par … {phone[-2:]}." in pointed
    assert "ce contact n’est plus montré nulle part" in done
    assert page.locator("h1").is_visible()
    assert page.locator("a.phone").count() == 0
    assert phone not in page.content()
    assert visitor.errors == []


def test_a_contact_typed_by_hand_says_neither_yes_nor_no(visit):
    visitor = visit(360, java_script_enabled=False)
    page = visitor.open("/mes-contacts")
    page.get_by_label("téléphone").fill("01 99 00 99 98")
    page.get_by_role("button", name="Ne plus le montrer").click()

    assert "S’il paraissait ici" in read_text(page)
