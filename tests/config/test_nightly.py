"""The commands of the night: done twice, they write once."""

import json
from datetime import timedelta

import pytest
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
        {"read": 1, "asleep": 1, "awake": 0},
        {"read": 1, "asleep": 0, "awake": 0},
    ]
