"""What comes back, typed by a visitor: said on the receipt, read and accepted, then on the page."""

import pytest
import time_machine
from django.urls import reverse

from recoudre.inventory.models import Occasion, Proposal
from tests.inventory.moderating import post_answer, read
from tests.inventory.views.test_proposals import fill
from tests.stock import NOON, make_incoming

RULE = {"rrule": "FREQ=WEEKLY;BYDAY=TU", "from": "2026-01-06T19:00:00", "school_holidays": "open"}
CHOIR = {
    "name": "Chorale", "kind": "gathering", "commune": "Dieulefit", "rule_rank": "1",
    "rule_day": "FR", "rule_start": "19:00", "rule_end": "21:30", "rule_from_month": "9",
    "rule_to_month": "6", "rule_break": "open",
}  # fmt: skip
SAID = "premier vendredi du mois de 19 h à 21 h 30, de septembre à juin"


@pytest.fixture(autouse=True)
def clock():
    """A clock that the test moves: it is noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def choir(register, write):
    """A choir that meets on Tuesdays."""
    write(register, make_incoming("7", name="Chorale", kind="gathering", schedule=RULE))
    return Occasion.objects.get()


def read_text(response):
    """Read the words of a page, with plain spaces."""
    return " ".join(read(response).text.split())


def test_a_rule_goes_from_the_form_to_the_page_in_one_sentence(client, clock, people):
    receipt = client.get(fill(client, clock, **CHOIR)["Location"])
    proposal = Proposal.objects.get()
    asked = people["moderator"].get(reverse("moderation-proposal", args=[proposal.pk]))

    assert SAID in read_text(receipt)
    assert SAID in read_text(asked)
    assert "rrule" not in read_text(asked)
    post_answer(people["moderator"], proposal)

    held = Occasion.objects.get(name="Chorale")
    page = read_text(client.get(held.get_absolute_url()))
    assert SAID in page
    assert held.timings.filter(is_from_schedule=True).count() >= 10


def test_the_block_is_folded_for_a_new_occasion_and_open_on_a_regular_one(client, choir):
    new = read(client.get("/proposer")).select_one("details.regular")
    known = read(client.get(f"/proposer/{choir.pk}")).select_one("details.regular")

    assert not new.has_attr("open")
    assert known.has_attr("open")
    assert known.select_one("#id_rule_day option[selected]")["value"] == "TU"
    assert len(known.select("[name=rule_cancelled]")) == 6


def test_a_change_of_another_line_says_nothing_of_the_rule(client, clock, choir):
    fill(client, clock, f"/proposer/{choir.pk}", summary="On chante.")

    assert Proposal.objects.get().values == {"summary": "On chante."}


def test_one_date_is_cancelled_by_a_visitor(client, clock, choir):
    fill(client, clock, f"/proposer/{choir.pk}", rule_cancelled=["2026-03-17"])

    assert Proposal.objects.get().values == {"schedule": RULE | {"cancelled": ["2026-03-17"]}}


def test_a_wrong_rule_keeps_the_block_open_and_all_that_was_typed(client, clock, two_communes):
    page = read(fill(client, clock, **CHOIR | {"rule_start": ""}))

    block = page.select_one("details.regular")
    assert block.has_attr("open")
    assert "À quelle heure" in block.text
    assert block.select_one("#id_rule_end")["value"] == "21:30"
    assert page.select_one('.propose-errors a[href="#id_rule_start"]')


def test_the_page_of_a_regular_occasion_costs_few_queries(
    client, choir, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        client.get(f"/proposer/{choir.pk}")
