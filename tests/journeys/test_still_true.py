"""A steward proves that a place is theirs, and says by a link that its page is still true."""

import re

import pytest

from tests.journeys.people import plain, read_last_mail, read_text

PLACE = "/occasion/3"
# The domain of the site that the page of this place gives.
MAIL = "accueil@france-services-de-saint-amable.example.org"


@pytest.fixture
def steward(visit):
    """Somebody in a hurry, on a phone, without script."""
    return visit(360, java_script_enabled=False)


def prove_it_is_theirs(steward, site):
    """Prove to answer for a place with the code of a mail, and arrive where to confirm."""
    page = steward.open(PLACE)
    page.get_by_role("link", name="Vous répondez de ce lieu").click()
    page.locator("#id_email").fill(MAIL)
    page.get_by_label("Votre preuve").select_option(label="courriel au nom du site")
    page.get_by_role("button", name="Demander un code").click()
    code = re.search(r"tapez ce code : (\S+)", read_last_mail(site, MAIL)).group(1)
    page.locator("#code_email").fill(MAIL)
    page.get_by_label("Code reçu").fill(code)
    page.get_by_role("button", name="Ouvrir ma fiche").click()
    return page


def test_a_page_says_who_called_it_true_and_a_link_serves_once(steward, site):
    page = prove_it_is_theirs(steward, site)
    link = page.url
    page.get_by_role("button", name="C’est toujours vrai").click()
    thanks = read_text(page)
    page.get_by_role("link", name="Voir la page de").click()
    freshness = plain(page.locator(".freshness").inner_text())
    page.goto(link)
    again = read_text(page)

    assert "Merci, c’est noté" in thanks
    assert re.match(r"Dit vrai le \d+\w* \S+ \d{4} par ", freshness)
    assert "Une réponse a été donnée par ce lien le" in again
    assert "Il ne sert qu’une fois." in again
    assert not page.get_by_role("button", name="C’est toujours vrai").is_visible()
    assert steward.errors == []


def test_a_link_that_was_never_given_says_nothing(site):
    assert site.get("/confirmer/personne-ne-la-recu").status == 404
