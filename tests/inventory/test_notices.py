"""Imported e-mails are told once that they are published, and how to object."""

import json
import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.signing import BadSignature

from recoudre.config.cli import main
from recoudre.inventory.models import NoticeSent, Occasion
from recoudre.inventory.notices import read_notice_token, write_notice_token
from recoudre.inventory.queries.notices import list_untold
from recoudre.inventory.services.notices import send_notices
from recoudre.inventory.services.rights import close_contact
from recoudre.inventory.services.testimonies import create_testified
from recoudre.vocabulary.lists import ContactBasis, Trust
from tests.stock import LATER, NOON, make_incoming, make_source

EMAIL = "halles@exemple.fr"


class RefusingServer:
    """A mail server that refuses every mail in one way."""

    def __init__(self, error):
        self.error = error

    def send(self, *_args):
        """Refuse."""
        raise self.error


@pytest.fixture
def told_place(register, write):
    """A place whose e-mail comes from a register."""
    write(register, make_incoming("1", name="Halles", email=EMAIL))


def test_an_imported_e_mail_is_told_once(told_place):
    first = send_notices(untold=list_untold(), at=NOON)
    second = send_notices(untold=list_untold(), at=LATER)

    assert (first.sent, second.sent) == (1, 0)
    assert mail.outbox[0].to == [EMAIL]


def test_the_mail_names_the_place_the_source_and_a_link_that_works_without_account(
    told_place, client
):
    send_notices(untold=list_untold(), at=NOON)
    text = mail.outbox[0].body
    link = re.search(r"http://localhost:8000(/mes-contacts\?lien=\S+)", text)[1]

    page = client.get(link).content.decode()
    client.post("/mes-contacts", {"lien": link.partition("lien=")[2]})

    assert "Halles" in text
    assert "registre (Éditeur)" in text
    assert EMAIL not in link
    assert "Halles" in page
    assert Occasion.objects.get().email == ""


def test_reading_the_link_closes_nothing(told_place, client):
    token = write_notice_token(Occasion.objects.get().records.get().pk)

    client.get(f"/mes-contacts?lien={token}")

    assert Occasion.objects.get().email == EMAIL


@pytest.mark.parametrize("token", ["12", "12:faux", "", "é:é"])
def test_a_forged_link_is_refused_and_the_page_still_opens(client, db, token):
    with pytest.raises(BadSignature):
        read_notice_token(token)

    assert client.get("/mes-contacts", {"lien": token}).status_code == 200


def test_one_e_mail_of_several_places_receives_one_mail(register, write):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}", email=EMAIL) for n in range(12)),
          looks_for_matches=False)  # fmt: skip

    send_notices(untold=list_untold(), at=NOON)

    [message] = mail.outbox
    assert message.body.count("- Lieu") == 10
    assert "et 2 autres." in message.body


def test_nobody_is_told_of_what_is_not_shown(two_communes, register, write):
    silent = make_source("muette", Trust.OPEN, ContactBasis.UNKNOWN)
    write(silent, make_incoming("1", name="Fermée", email="a@exemple.fr"))
    write(register, make_incoming("2", name="Opposée", email="b@exemple.fr"))
    write(register, make_incoming("3", name="Partie", email="c@exemple.fr"))
    close_contact(kind="email", value="b@exemple.fr", at=NOON)
    write(register, withdrawals=["3"])

    assert list_untold() == []


def test_nobody_is_told_of_what_they_said_themselves(two_communes):
    values = {"name": "Café", "kind": "place", "commune_code": "26114", "email": EMAIL}
    create_testified(trust=Trust.STEWARD, values=values, remote_id="p-1", at=NOON, cause="essai")

    assert list_untold() == []


def test_no_mail_leaves_for_what_is_invented(told_place):
    Occasion.objects.update(is_fictional=True)

    assert list_untold() == []


@pytest.mark.parametrize(("days", "is_late"), [(30, False), (31, True)])
def test_beyond_thirty_days_a_notice_is_late(told_place, days, is_late):
    [untold] = list_untold()

    assert untold.is_late(NOON + timedelta(days=days)) is is_late


@pytest.mark.parametrize(
    ("error", "counts", "shown"),
    [
        (SMTPRecipientsRefused({EMAIL: (550, b"unknown")}), (0, 1, 0), ""),
        (SMTPRecipientsRefused({EMAIL: (450, b"later")}), (0, 0, 1), EMAIL),
        (SMTPServerDisconnected("gone"), (0, 0, 1), EMAIL),
        (OSError("unreachable"), (0, 0, 1), EMAIL),
    ],
)
def test_only_an_address_refused_for_good_is_closed(told_place, monkeypatch, error, counts, shown):
    monkeypatch.setattr(mail.EmailMessage, "send", RefusingServer(error).send)

    told = send_notices(untold=list_untold(), at=NOON)

    assert (told.sent, told.bounced, told.failed) == counts
    assert Occasion.objects.get().email == shown
    assert not NoticeSent.objects.exists()


def test_a_log_never_repeats_an_address(told_place, monkeypatch, caplog):
    refused = SMTPServerDisconnected(f"gone {EMAIL}")
    monkeypatch.setattr(mail.EmailMessage, "send", RefusingServer(refused).send)

    send_notices(untold=list_untold(), at=NOON)

    assert EMAIL not in caplog.text


def test_a_dry_run_counts_and_sends_nothing(told_place, capsys):
    main(["notify-contacts", "--dry-run"])

    assert "1 courriel à prévenir" in capsys.readouterr().out.replace("\u00a0", " ")
    assert mail.outbox == []


def test_the_command_sends_at_most_what_is_asked(register, write, capsys):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}", email=f"l{n}@exemple.fr")
                      for n in range(3)), looks_for_matches=False)  # fmt: skip

    main(["notify-contacts", "--limit", "2", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["untold"], told["sent"], len(mail.outbox)) == (3, 2, 2)
