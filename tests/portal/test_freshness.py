"""The page says who said it true and when; the card warns of what is old."""

from datetime import date, timedelta

import pytest
import time_machine

from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import list_listed
from recoudre.portal.cards import make_cards
from recoudre.portal.freshness import warn_of_age
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import State
from tests.inventory.helping import sign_in
from tests.portal.conftest import open_page
from tests.stock import NOON, make_incoming

TODAY = NOON.date()


def address(occasion):
    return f"/occasion/{occasion.pk}-{occasion.slug}"


def read_sentence(client, occasion):
    with time_machine.travel(NOON, tick=False):
        return open_page(client, address(occasion)).select_one(".freshness")


def test_a_word_of_this_year_is_said_near_the_phone(client, library):
    Occasion.objects.filter(pk=library.pk).update(
        confirmed_on=date(2026, 3, 3), confirmed_by="steward", confirmed_channel="phone"
    )

    said = read_sentence(client, library)

    assert said.get_text().replace("\u00a0", " ") == (
        "Dit vrai le 3 mars 2026 par la commune qui l’anime, par téléphone."
    )
    assert "freshness-recent" in said["class"]
    assert said.find_parent("header")["class"] == ["page-head"]


def test_what_nobody_confirmed_names_its_file(client, library):
    Occasion.objects.filter(pk=library.pk).update(said_on=date(2026, 1, 5))

    said = read_sentence(client, library)

    assert "Personne ne l’a encore confirmé" in said.get_text()
    assert "registre" in said.get_text()
    assert "doubtful" not in said["class"]


def test_an_old_word_warns_to_call_first(client, library):
    Occasion.objects.filter(pk=library.pk).update(confirmed_on=date(2023, 3, 3))

    said = read_sentence(client, library)

    assert "appelez avant de venir" in said.get_text()
    assert "doubtful" in said["class"]
    assert said.find_next("dl")["class"] == ["facts"]


def test_what_sleeps_keeps_its_page_and_says_so(client, library):
    Occasion.objects.filter(pk=library.pk).update(state=State.DORMANT)

    assert "En sommeil" in read_sentence(client, library).get_text()


def test_what_is_over_is_not_said_to_be_confirmed(client, library):
    Occasion.objects.filter(pk=library.pk).update(state=State.ENDED)

    assert read_sentence(client, library) is None


def test_the_page_invites_to_say_what_changed_and_to_answer_for_it(client, library):
    page = open_page(client, address(library))

    assert page.select_one(f'a[href="/proposer/{library.pk}"]')
    assert page.select_one(f'a[href="/occasion/{library.pk}/repondre"]')
    assert not page.select(f'form[action="/occasion/{library.pk}/confirmer"]')


def test_a_trusted_person_confirms_in_one_click(library):
    trusted = sign_in(role=Role.CONTRIBUTOR, code="26")

    assert open_page(trusted, address(library)).select(
        f'form[action="/occasion/{library.pk}/confirmer"]'
    )


@pytest.mark.parametrize(
    ("confirmed_on", "said_on", "words"),
    [
        (None, None, ""),
        (None, TODAY, ""),
        (None, date(2024, 1, 1), "2024"),
        (TODAY - timedelta(days=400), date(2020, 1, 1), ""),
        (date(2023, 1, 1), TODAY, "Pas confirmé depuis 2023"),
    ],
)
def test_a_card_warns_of_what_is_old_alone(register, write, confirmed_on, said_on, words):
    write(register, make_incoming("1"))
    Occasion.objects.update(confirmed_on=confirmed_on, said_on=said_on)

    [listed] = list_listed([Occasion.objects.get().pk])
    with time_machine.travel(NOON, tick=False):
        [card] = make_cards([listed], timings={})

    assert words in card.warning
    assert bool(words) == bool(card.warning)
    assert warn_of_age(Occasion.objects.get(), TODAY) == card.warning
