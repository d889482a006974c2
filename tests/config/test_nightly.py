"""The commands of the night: done twice, they write once."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from recoudre.config.cli import main
from recoudre.inventory.models import Occasion
from recoudre.vocabulary.lists import State
from tests.stock import make_incoming


@pytest.fixture
def old(register, write):
    """A place that nobody spoke of for four years."""
    write(register, make_incoming("1"), at=timezone.now() - timedelta(days=4 * 365))


def test_what_nobody_speaks_of_is_told_asleep(old, capsys):
    assert main(["freshen"]) == 0

    assert "1 mise en sommeil" in capsys.readouterr().out.replace("\u00a0", " ")
    assert Occasion.objects.get().state == State.DORMANT


def test_the_second_night_changes_nothing(old, capsys):
    main(["freshen", "--json"])
    main(["freshen", "--json"])

    nights = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert nights == [
        {"read": 1, "asleep": 1, "awake": 0, "renewed": 0, "ended": 0},
        {"read": 1, "asleep": 0, "awake": 0, "renewed": 0, "ended": 0},
    ]


@pytest.fixture
def reachable(register, write):
    """A place that nobody confirmed, whose steward has an e-mail."""
    write(register, make_incoming("1", email="cafe@example.org"))


def test_a_dry_run_says_what_would_leave_without_any_address(reachable, capsys):
    assert main(["remind", "--dry-run"]) == 0

    told = capsys.readouterr().out
    assert "Café des Halles (Dieulefit) : jamais dit" in told
    assert "Rien n’est parti" in told
    assert "cafe@example.org" not in told
    assert mail.outbox == []


def test_a_reminder_leaves_once(reachable, capsys):
    main(["remind", "--json"])
    main(["remind", "--json"])

    nights = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [night["mails"] for night in nights] == [1, 0]
    assert len(mail.outbox) == 1
