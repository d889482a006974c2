"""The mails to an author, and what is erased of them."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from recoudre.accounts.services import keep_person
from recoudre.inventory.models import Proposal
from recoudre.inventory.services.letters import read_confirmation_token, write_confirmation_token
from recoudre.inventory.services.proposals import (
    Draft,
    apply_values,
    ask_confirmation,
    create_proposal,
    erase_unconfirmed,
    forget_authors,
    tell_author,
    withdraw_proposal,
)
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import Channel
from tests.stock import NOON

GARDEN = {"name": "Jardin", "kind": "place", "commune_code": "26114"}


@pytest.fixture
def proposal(two_communes):
    """A proposal whose author left an e-mail and a private phone."""
    draft = Draft(
        territory=Territory.objects.get(code="26114"),
        values=GARDEN,
        author_email="rosa@example.org",
        consent={"contact_public": True, "private_contact": {"phone": "0600000000"}},
    )
    return create_proposal(draft=draft, token="token", at=NOON).proposal


def decide(proposal, state, **columns):
    """Decide of a proposal at noon."""
    Proposal.objects.update(state=state, decided_at=NOON, **columns)
    proposal.refresh_from_db()


def test_the_author_is_told_what_was_accepted_and_where_to_read_it(proposal):
    apply_values(proposal=proposal, fields=GARDEN, at=NOON)
    fates = {"name": {"accepted": True, "reason": ""}}
    decide(proposal, ProposalState.ACCEPTED, fates=fates, reply="Merci, & à bientôt.")

    assert tell_author(proposal)

    [sent] = mail.outbox
    assert sent.to == ["rosa@example.org"]
    assert "acceptée" in sent.body
    assert "Merci, & à bientôt." in sent.body
    assert f"/occasion/{proposal.occasion.pk}-jardin" in sent.body


def test_a_refusal_says_why_and_shows_no_page(proposal):
    fates = {"name": {"accepted": False, "reason": "advertising"}}
    decide(proposal, ProposalState.REFUSED, fates=fates, reason="advertising")

    tell_author(proposal)

    body = " ".join(mail.outbox[0].body.split())
    assert "Pourquoi : c’est une publicité." in body.replace("\u00a0", " ")
    assert "/occasion/" not in body


def test_an_author_without_an_email_is_written_by_nobody(proposal):
    decide(proposal, ProposalState.ACCEPTED, author_email="")

    assert not tell_author(proposal)
    assert mail.outbox == []


def test_somebody_signed_in_is_told_at_their_own_address(proposal):
    rosa = keep_person(email="compte@example.org")
    decide(proposal, ProposalState.ACCEPTED, author_email="", author=rosa)

    tell_author(proposal)

    assert mail.outbox[0].to == ["compte@example.org"]


def test_who_typed_in_for_another_is_not_told_in_their_place(proposal):
    helper = keep_person(email="aide@example.org")
    decide(proposal, ProposalState.ACCEPTED, author_email="", author=helper, channel=Channel.PAPER)

    assert not tell_author(proposal)


def test_a_mail_that_cannot_leave_stops_nothing_and_is_not_waited_for(proposal, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    assert not ask_confirmation(proposal)

    assert (proposal.state, proposal.author_email) == (ProposalState.WAITING, "")


def test_a_failed_mail_leaves_no_address_in_the_log(proposal, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    ask_confirmation(proposal)

    assert "rosa@example.org" not in caplog.text


def test_the_link_of_a_mail_works_for_thirty_days(proposal):
    with time_machine.travel(NOON, tick=False):
        token = write_confirmation_token(proposal)
    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        assert read_confirmation_token(token) == proposal.pk
    with time_machine.travel(NOON + timedelta(days=31), tick=False):
        assert read_confirmation_token(token) is None


@pytest.mark.parametrize(("days", "forgotten"), [(89, 0), (90, 1)])
def test_an_author_is_forgotten_ninety_days_after_the_answer(proposal, days, forgotten):
    decide(proposal, ProposalState.REFUSED)

    assert forget_authors(at=NOON + timedelta(days=days)) == forgotten

    proposal.refresh_from_db()
    assert bool(proposal.author_email) is not bool(forgotten)
    assert ("private_contact" in proposal.consent) is not bool(forgotten)
    assert proposal.consent["contact_public"] is True


def test_an_author_who_waits_is_not_forgotten(proposal):
    assert forget_authors(at=NOON + timedelta(days=400)) == 0


def test_who_withdraws_keeps_no_address_here(proposal):
    withdraw_proposal(proposal=proposal, at=NOON)

    assert forget_authors(at=NOON + timedelta(days=400)) == 0


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_what_nobody_confirmed_is_erased_after_thirty_days(proposal, days, left):
    erase_unconfirmed(at=NOON + timedelta(days=days))

    assert Proposal.objects.count() == left
