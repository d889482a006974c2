"""Forms meant to harm: every one is answered, none breaks, none is believed."""

import pytest
import time_machine

from recoudre.inventory.forms.seals import make_seal
from recoudre.inventory.models import Occasion, Proposal
from recoudre.inventory.services.proposals import Draft, create_proposal
from tests.stock import NOON, make_incoming

HOSTILE = {
    "null bytes": "Jardin\x00\x00",
    "a script": "<script>alert(1)</script>",
    "a closing tag": '"></textarea><img src=x onerror=alert(1)>',
    "a formula": "=cmd|'/c calc'!A0",
    "SQL": "'; DROP TABLE inventory_occasion; --",
    "the grammar of the index": '"a* NEAR( OR - ^ AND:(',
    "the other one's": "café & ! | <-> :* ('",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
    "right to left": "\u202eedrac\u202c\u200b",
    "emoji": "🏡" * 200,
    "line breaks": "Jardin\r\nBcc: all@example.org",
    "very long": "x" * 1_000_000,
}
PLACE = {"name": "Jardin", "kind": "place", "commune": "Dieulefit"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def sealed(_noon):
    """A form filled in a minute."""
    seal = make_seal(NOON).text
    _noon.shift(60)
    return PLACE | {"seal": seal}


@pytest.mark.parametrize("field", ["name", "commune", "address", "summary", "message", "website"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_answered(client, two_communes, register, write, sealed, field, text):
    write(register, make_incoming("1", name="Jardin", address="2 rue du Bourg"))

    answer = client.post("/proposer", sealed | {field: text, "resemblance": "other"})

    assert answer.status_code in {200, 302}
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content
    assert Occasion.objects.count() == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_looking_for_what_resembles_never_breaks(client, two_communes, register, write, text):
    write(register, make_incoming("1"))

    answer = client.post("/proposer", {"look": "1", "commune": "26220", "name": text} | PLACE)
    other = client.post("/proposer", PLACE | {"look": "1", "name": text, "address": f"2 {text}"})

    assert (answer.status_code, other.status_code) == (200, 200)


@pytest.mark.parametrize(
    "answer",
    ["same:1", "same:999999", "same:-1", "same:" + "9" * 40, "same:é", "same:٣", "beside:x", "x"],
)
def test_an_answer_that_was_never_offered_harms_nothing(client, two_communes, sealed, answer):
    assert client.post("/proposer", sealed | {"resemblance": answer}).status_code in {200, 302}


@pytest.mark.parametrize(
    "body",
    [
        b"name=%FF%FE&kind=place&commune=%ED%A0%80&seal=%00",
        b"\xff\xfe\x00name=x",
        b"name=caf\xe9&kind=place&commune=Die",
        b"&&&&=%",
    ],
)
def test_bytes_that_are_not_text_are_answered(client, two_communes, body):
    answer = client.post("/proposer", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {200, 400}
    assert Proposal.objects.count() == 0


def test_a_form_in_another_encoding_is_refused_or_read(client, two_communes):
    form = "application/x-www-form-urlencoded; charset=utf-16"
    answer = client.generic("POST", "/proposer", "name=Café".encode("utf-16"), content_type=form)

    assert answer.status_code in {200, 400}


def test_a_seal_of_a_change_does_not_forge_what_its_author_saw(client, two_communes, sealed):
    forged = sealed["seal"][:-4] + "AAAA"

    answer = client.post("/proposer", sealed | {"seal": forged})

    assert "ouverte depuis longtemps" in answer.content.decode()
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/proposer/0", f"/proposer/{10**14}", f"/proposer/{10**30}", "/proposer/-1", "/proposer/x",
        "/proposition/%00", "/proposition/" + "B" * 5_000, "/proposition/..", "/proposition/é",
        "/proposition/confirmer/x", "/proposition/confirmer/%00", "/proposition/BBBB/recu",
    ],
)  # fmt: skip
def test_odd_addresses_are_not_found(client, two_communes, path):
    assert client.get(path).status_code == 404


def test_a_proposal_cannot_be_withdrawn_by_a_link(client, two_communes):
    from recoudre.territories.models import Territory

    draft = Draft(territory=Territory.objects.get(code="26114"), values={})
    created = create_proposal(draft=draft, token="t", at=NOON)

    assert client.get(f"/proposition/{created.code}/retirer").status_code == 405


def test_another_site_cannot_send_the_form(two_communes, sealed):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/proposer", sealed)

    assert answer.status_code == 403
    assert Proposal.objects.count() == 0
