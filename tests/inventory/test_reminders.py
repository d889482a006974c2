"""The mails that ask whether it is still true: three links each, and nothing half sent."""

import re
from smtplib import SMTPException

import pytest
from django.core import mail

from recoudre.inventory.letters import write_subject
from recoudre.inventory.models import ConfirmationLink, Occasion
from recoudre.inventory.queries.confirmations import find_link, list_letters
from recoudre.inventory.services.reminders import send_letters
from tests.stock import LATER, make_incoming


@pytest.fixture
def two(register, write):
    """Two places of one address."""
    write(register, make_incoming("1", email="a@example.org"))
    write(register, make_incoming("2", name="Four banal", email="a@example.org"))


def send(letters=None):
    return send_letters(letters=list_letters(at=LATER) if letters is None else letters, at=LATER)


def test_one_mail_holds_the_three_links_of_each_occasion(two):
    done = send()

    [one] = mail.outbox
    assert (done.mails, done.occasions, done.refused) == (1, 2, 0)
    assert one.to == ["a@example.org"]
    subject = one.subject.replace("\xa0", " ").replace("\u202f", " ")
    assert subject == "Vos 2 fiches : est-ce toujours vrai ?"
    assert len(re.findall(r"https?://\S+/confirmer/\S+", one.body)) == 6
    assert "/mes-contacts" in one.body


def test_each_link_of_the_mail_opens_its_own_occasion(two):
    send()

    tokens = re.findall(r"/confirmer/([\w-]+)$", mail.outbox[0].body, flags=re.MULTILINE)
    opened = [find_link(token).occasion.name for token in tokens]
    assert opened == ["Café des Halles", "Four banal"]


def test_the_second_night_sends_nothing(two):
    send()
    send()

    assert len(mail.outbox) == 1


def test_a_mail_that_does_not_leave_makes_no_link(two, monkeypatch, caplog):
    def refuse(_self):
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    done = send()

    assert (done.mails, done.refused) == (0, 1)
    assert ConfirmationLink.objects.count() == 0
    assert "a@example.org" not in caplog.text


def test_a_name_on_two_lines_cannot_add_a_header():
    subject = write_subject([Occasion(name="Café\nBcc: x@example.org")])

    assert "\n" not in subject
