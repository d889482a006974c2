"""A resident proposes, a moderator answers field by field, the resident comes back and reads."""

import pytest

from tests.journeys.people import MODERATOR, enter_as, read_text, take_time

NAME = "Le Four banal du mardi"
WORD = "Nous l’ajouterons dès que la mairie l’aura dit."


@pytest.fixture
def phone(visit):
    """An old phone, without script."""
    return visit(360, height=640, java_script_enabled=False)


def propose_the_oven(phone, site):
    """Propose an oven where bread is baked together, and give the code that leads back to it."""
    page = phone.open("/proposer")
    page.get_by_label("Son nom").fill(NAME)
    page.locator("input[name=kind][value=gathering]").check()
    page.get_by_label("Commune").fill("Brévanne")
    page.locator("#id_hours_note").fill("le mardi à 17 h")
    page.locator("#id_summary").fill("On y cuit son pain ensemble.")
    page.locator("#id_cost_note").fill("gratuit pour tous, payé par la mairie")
    take_time(page, site)
    page.get_by_role("button", name="Envoyer ma proposition").click()
    assert "Merci, c’est reçu" in read_text(page)
    return page.locator(".return-code").inner_text()


def answer_all_but_the_cost(moderator):
    """Find the proposal in the queue, refuse what it says of the cost, accept the rest."""
    page = enter_as(moderator, MODERATOR, to="/moderation")
    page.get_by_role("link", name=NAME).click()
    page.get_by_label("Réponse pour Précisions sur le coût").select_option(
        label="Refuser : nous n’avons pas pu le vérifier"
    )
    page.get_by_label("Un mot pour la personne").fill(WORD)
    page.get_by_role("button", name="Répondre", exact=True).click()
    return page


def test_a_resident_reads_what_was_kept_what_was_not_and_why(phone, visit, site):
    code = propose_the_oven(phone, site)
    answer_all_but_the_cost(visit())

    page = phone.open("/proposition")
    page.get_by_label("Votre code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Voir où elle en est").click()
    fate = read_text(page)
    page.get_by_role("link", name="Voir la fiche").click()
    published = read_text(page)

    assert "Précisions sur le coût\ngratuit pour tous, payé par la mairie\nRefusé : " in fate
    assert "Refusé : nous n’avons pas pu le vérifier" in fate
    assert "le mardi à 17 h\nAccepté" in fate
    assert "On y cuit son pain ensemble.\nAccepté" in fate
    assert WORD in fate
    assert page.locator("h1").inner_text() == NAME
    assert "le mardi à 17 h" in published
    assert "On y cuit son pain ensemble." in published
    assert "payé par la mairie" not in published
    assert phone.errors == []
