"""A moderator reads what the machine brings together, and answers several people at once."""

import re

import pytest

from tests.journeys.people import HELPER, MODERATOR, enter_as, read_text

SHEETS = ["Veillée des contes", "Troc de plants", "Bal du lavoir"]


@pytest.fixture
def moderator(visit):
    """The moderator of the demonstration, whose browser has no script."""
    visitor = visit(java_script_enabled=False)
    enter_as(visitor, MODERATOR, to="/moderation")
    return visitor


def open_two(moderator):
    """Open the first match that waits, and give the addresses of its two pages."""
    page = moderator.open("/moderation/rapprochements")
    page.locator(".queue-name").first.click()
    return [link.get_attribute("href") for link in page.locator(".facing thead a").all()]


def test_two_pages_become_one_and_are_given_back(moderator, site):
    pair = open_two(moderator)
    page = moderator.page
    page.get_by_role("button", name="C’est la même : les réunir").click()
    united = {path: site.get(path) for path in pair}
    moderator.open("/moderation/fusions")
    page.locator(".decided form").first.get_by_role("button").click()
    apart = [site.get(path).status for path in pair]

    kept = next(path for path in pair if united[path].status == 200)
    gone = next(path for path in pair if path != kept)
    assert (united[gone].status, united[gone].location) == (301, kept)
    assert "Les deux fiches sont de nouveau séparées, comme avant." in read_text(page)
    assert apart == [200, 200]
    assert moderator.errors == []


def test_several_are_refused_at_once_and_given_back(moderator):
    page = moderator.page
    for name in SHEETS:
        page.get_by_label(f"Choisir « {name} »").check()
    page.get_by_label("Pour celles que vous avez cochées").select_option(
        label="Tout refuser : nous n’avons pas pu le vérifier"
    )
    page.get_by_role("button", name="Voir ce que cela ferait").click()
    preview = read_text(page)
    page.get_by_role("button", name="Faire ainsi").click()
    done = read_text(page)
    after = read_text(moderator.open("/moderation"))
    moderator.open("/moderation/lots")
    page.get_by_role("button", name="Défaire ce lot").first.click()
    undone = read_text(page)
    waiting = read_text(moderator.open("/moderation"))

    assert re.search(r"Tout refuser : nous n’avons pas pu le vérifier : 3 propositions", preview)
    assert preview.count("la personne lira : nous n’avons pas pu le vérifier") == len(SHEETS)
    assert "3 propositions ont leur réponse. Vous pouvez défaire ce lot." in done
    assert [name for name in SHEETS if name in after] == []
    assert "3 décisions sont défaites : tout est comme avant." in undone
    assert [name for name in SHEETS if name not in waiting] == []
    assert moderator.errors == []


def test_nothing_is_written_before_the_preview_is_accepted(moderator):
    page = moderator.page
    page.get_by_label(f"Choisir « {SHEETS[0]} »").check()
    page.get_by_role("button", name="Voir ce que cela ferait").click()
    page.get_by_role("link", name="Ne rien faire").click()

    assert SHEETS[0] in read_text(page)


@pytest.mark.parametrize("path", ["", "/lots", "/rapprochements", "/fusions", "/suggestions"])
def test_a_visitor_is_asked_to_enter_first(site, path):
    answer = site.get(f"/moderation{path}")

    assert (answer.status, answer.location) == (302, f"/compte/entrer?next=/moderation{path}")


def test_a_helper_sees_nothing_of_the_moderation(visit):
    visitor = visit(java_script_enabled=False)
    enter_as(visitor, HELPER, to="/ateliers")

    assert visitor.page.goto(f"{visitor.origin}/moderation").status == 404
