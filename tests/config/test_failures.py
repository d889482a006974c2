"""A busy database is told kindly, with what was sent; any other failure is ours."""

import html

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, OperationalError

from recoudre.config.failures import is_busy
from tests.conftest import StrictClient

LOCKED = OperationalError("database is locked")
TYPED = {"q": 'Café "des Halles" & <b>\nl’été', "p": ["1:0", "2:3"], "vide": ""}


@pytest.fixture
def failing(monkeypatch):
    """Make the page of a return code fail, as writing there would."""

    def fail_with(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("recoudre.inventory.views.fates.render", fail)
        return StrictClient(raise_request_exception=False)

    return fail_with


def read(answer):
    """Read a page."""
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.django_db
def test_a_busy_database_says_when_to_come_back(failing):
    answer = failing(LOCKED).get("/proposition?code=x")
    page = read(answer)

    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert answer["Cache-Control"] == "no-store"
    assert page.h1.text == "Un import est en cours"
    assert page.select_one("a.button")["href"] == "/proposition?code=x"


@pytest.mark.django_db
def test_what_was_sent_can_be_sent_again_as_it_was(monkeypatch):
    def fail(*args, **kwargs):
        raise LOCKED

    monkeypatch.setattr("recoudre.inventory.views.proposals.render", fail)
    answer = StrictClient(raise_request_exception=False).post("/proposer?a=1", TYPED)
    form = read(answer).form
    sent = [
        (one["name"], html.unescape(one.decode_contents()).removeprefix("\n"))
        for one in form.select("textarea")
    ]

    assert answer.status_code == 503
    assert form["action"] == "/proposer?a=1"
    assert sent == [("q", TYPED["q"]), ("p", "1:0"), ("p", "2:3"), ("vide", "")]


@pytest.mark.django_db
def test_any_other_failure_is_ours(failing):
    answer = failing(OperationalError("no such table")).get("/proposition")

    assert answer.status_code == 500
    assert "Ce n’est pas de votre fait" in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (LOCKED, True),
        (OperationalError("database table is locked: inventory_occasion"), True),
        (OperationalError("deadlock detected"), True),
        (OperationalError("canceling statement due to lock timeout"), True),
        (OperationalError("disk full"), False),
        (DatabaseError("database is locked"), False),
        (RuntimeError("the door is locked"), False),
        (None, False),
    ],
)
def test_only_a_lock_is_waited_for(error, told):
    assert is_busy(error) is told
