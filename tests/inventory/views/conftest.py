"""What the tests of the pages share: the people of a moderation, and two occasions."""

import pytest

from recoudre.inventory.models import Match, Occasion
from recoudre.vocabulary.decisions import Relation, Role
from tests.conftest import StrictClient
from tests.inventory.moderating import make_elsewhere, make_person
from tests.stock import NOON, make_located


@pytest.fixture
def people(two_communes):
    """A visitor, a trusted contributor, a moderator, a moderator of elsewhere, an administrator."""
    make_elsewhere()
    roles = {
        "contributor": (Role.CONTRIBUTOR, "26114"),
        "moderator": (Role.MODERATOR, "26114"),
        "stranger": (Role.MODERATOR, "29019"),
        "administrator": (Role.ADMINISTRATOR, "FR"),
    }
    clients = {"visitor": StrictClient()}
    for name, (role, code) in roles.items():
        clients[name] = StrictClient()
        clients[name].force_login(make_person(f"{name}@example.org", role, code))
    return clients


@pytest.fixture
def moderator(people):
    """The browser of a moderator of Dieulefit."""
    return people["moderator"]


@pytest.fixture
def occasions(register, write):
    """Two occasions of Dieulefit."""
    write(
        register,
        make_located("1", 44.5251, 5.0631, phone="0475000001"),
        make_located("2", 44.5255, 5.0632, name="Le café des Halles", phone="0475000002"),
    )
    return list(Occasion.objects.order_by("pk"))


@pytest.fixture
def match(occasions):
    """A match of the two occasions."""
    first, second = occasions
    return Match.objects.create(
        first=first, second=second, relation=Relation.SAME, probability=0.9, proposed_at=NOON,
        reasons=[{"slug": "near", "values": {"distance_m": 40}}],
    )  # fmt: skip
