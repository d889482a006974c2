"""The pages of a link: reading one writes nothing, and a stranger's answers 404."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from recoudre.inventory.links import LINK_DAYS
from recoudre.inventory.models import Confirmation, ConfirmationLink, Occasion
from recoudre.inventory.services.confirmations import create_link
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Channel, State
from tests.stock import NOON, make_incoming

STEPS = ("", "/changer", "/fini")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def place(register, write):
    """A place with a phone and an e-mail."""
    write(register, make_incoming("1", phone="0475000001", email="cafe@example.org"))
    return Occasion.objects.get()


@pytest.fixture
def address(place):
    """The address of a link to this place."""
    return "/confirmer/" + create_link(
        occasion=place, role=Role.STEWARD, channel=Channel.WEB, at=NOON
    )


def expire(days=LINK_DAYS):
    return time_machine.travel(NOON + timedelta(days=days), tick=False)


def type_sheet(**values):
    return {
        "name": "Café des Halles", "kind": "place", "commune": "Dieulefit",
        "phone": "0475000001", "email": "cafe@example.org",
    } | values  # fmt: skip


def test_the_page_says_the_facts_and_offers_three_answers(client, address):
    page = client.get(address).content.decode()

    assert "Café des Halles" in page
    assert "04\u00a075\u00a000\u00a000\u00a001" in page
    for words in ("C’est toujours vrai", "Quelque chose a changé", "C’est fini"):
        assert words in page


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_program_that_opens_the_link_changes_nothing(client, address, step, method):
    for _ in range(3):
        assert getattr(client, method)(address + step).status_code == 200

    assert ConfirmationLink.objects.get().used_at is None
    assert Confirmation.objects.count() == 0


def test_still_true_is_written_and_thanked(client, address):
    page = client.post(address, follow=True)

    assert "Merci, c’est noté" in page.content.decode()
    assert Occasion.objects.get().confirmed_on == NOON.date()


def test_a_second_click_is_thanked_and_writes_nothing(client, address):
    client.post(address)
    page = client.post(address)

    assert page.status_code == 200
    assert Confirmation.objects.count() == 1


@pytest.mark.parametrize("step", STEPS)
def test_an_expired_link_says_so_kindly_and_changes_nothing(client, address, step):
    with expire():
        page = client.post(address + step, type_sheet(phone="0475000002", reason="x"))

    assert "Ce lien a expiré" in page.content.decode()
    assert "Recevoir un nouveau lien" in page.content.decode()
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize("step", [*STEPS, "/redemander"])
def test_a_forged_link_is_not_there(client, address, step):
    forged = address[:-1] + ("A" if address[-1] != "A" else "B")

    assert client.post(forged + step).status_code == 404


def test_the_link_of_what_was_withdrawn_is_not_there(client, address):
    Occasion.objects.update(state=State.WITHDRAWN)

    assert client.get(address).status_code == 404


def test_an_end_needs_a_day_or_a_reason_and_nothing_typed_is_lost(client, address):
    page = client.post(f"{address}/fini", {"ended_on": "", "reason": ""}).content.decode()
    later = client.post(f"{address}/fini", {"ended_on": "2027-01-01", "reason": "Travaux"})

    assert "l’un des deux suffit" in page
    assert "Ce jour est à venir" in later.content.decode()
    assert 'value="Travaux"' in later.content.decode()
    assert Occasion.objects.get().state == State.PUBLISHED


def test_an_end_is_written(client, address):
    client.post(f"{address}/fini", {"ended_on": "01/02/2026"})

    assert Occasion.objects.get().state == State.ENDED
    assert Confirmation.objects.get().note == "1er février 2026"


def test_the_change_form_shows_what_is_known(client, address):
    page = client.get(f"{address}/changer").content.decode()

    assert 'value="Café des Halles"' in page
    assert 'value="0475000001"' in page
    assert 'value="Dieulefit (26114)"' in page


def test_a_change_is_published_at_once(client, address):
    client.post(f"{address}/changer", type_sheet(phone="0475000099", email=""))

    changed = Occasion.objects.get()
    assert (changed.phone, changed.email) == ("0475000099", "")
    assert changed.confirmed_by == "steward"


def test_who_answers_for_it_cancels_one_date_by_a_tick(client, register, write):
    rule = {"rrule": "FREQ=WEEKLY;BYDAY=TU", "from": "2026-01-06T19:00:00",
            "school_holidays": "open"}  # fmt: skip
    choir = make_incoming("2", name="Chorale", kind="gathering", schedule=rule)
    write(register, choir)
    held = Occasion.objects.get()
    link = create_link(occasion=held, role=Role.STEWARD, channel=Channel.WEB, at=NOON)
    page = client.get(f"/confirmer/{link}/changer").content.decode()

    assert page.count('name="rule_cancelled"') == 6
    typed = type_sheet(
        name="Chorale", kind="gathering", phone="", email="", rule_day="TU", rule_every="week",
        rule_start="19:00", rule_first="2026-01-06", rule_break="open",
        rule_cancelled=["2026-03-17"],
    )  # fmt: skip
    client.post(f"/confirmer/{link}/changer", typed)

    held.refresh_from_db()
    assert held.schedule == rule | {"cancelled": ["2026-03-17"]}
    dates = held.timings.order_by("starts_at")
    assert [one.status for one in dates[:3]] == ["scheduled", "cancelled", "scheduled"]


def test_a_sheet_without_the_block_keeps_the_rule(client, register, write):
    rule = {"rrule": "FREQ=WEEKLY;BYDAY=TU", "from": "2026-01-06T19:00:00",
            "school_holidays": "open"}  # fmt: skip
    write(register, make_incoming("2", name="Chorale", kind="gathering", schedule=rule))
    held = Occasion.objects.get()
    link = create_link(occasion=held, role=Role.STEWARD, channel=Channel.WEB, at=NOON)

    client.post(f"/confirmer/{link}/changer", type_sheet(name="Chorale", kind="gathering"))

    held.refresh_from_db()
    assert held.schedule == rule


def test_a_wrong_change_keeps_the_link_and_what_was_typed(client, address):
    page = client.post(f"{address}/changer", type_sheet(phone="ab", summary="Des jeux"))

    assert "Ce téléphone est illisible" in page.content.decode()
    assert 'value="Des jeux"' in page.content.decode()
    assert ConfirmationLink.objects.get().used_at is None


def test_a_new_link_goes_only_to_the_address_on_record_once_a_day(client, address):
    with expire():
        page = client.post(f"{address}/redemander", {"email": "pirate@example.org"})
        client.post(f"{address}/redemander")

    assert [one.to for one in mail.outbox] == [["cafe@example.org"]]
    assert "cafe@example.org" not in page.content.decode()


def test_without_an_address_on_record_nothing_leaves(client, address):
    Occasion.objects.update(email="")
    with expire():
        page = client.post(f"{address}/redemander")

    assert page.status_code == 200
    assert mail.outbox == []


def test_the_pages_of_a_link_are_kept_nowhere(client, address):
    answer = client.get(address)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_form_of_another_site_is_refused(address):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


@pytest.mark.parametrize("step", STEPS)
def test_a_page_costs_few_queries(client, address, step, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(address + step)
