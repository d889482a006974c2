"""The pages of the moderation: who may see what, at which cost."""


import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from recoudre.accounts.queries import read_roles
from recoudre.inventory.models import LogLine, Match, Occasion, Proposal, SourceRecord
from recoudre.inventory.services.batches import decide_proposals
from recoudre.inventory.services.merges import merge_occasions
from recoudre.vocabulary.decisions import ProposalState, RefusalReason, Relation, Role
from recoudre.vocabulary.lists import Channel
from tests.conftest import StrictClient
from tests.inventory.moderating import (
    make_elsewhere,
    make_person,
    make_proposal,
    make_suggestion,
)
from tests.stock import LATER, NOON, make_incoming, make_located

MAX_QUERIES = 12
PEOPLE = ("visitor", "contributor", "moderator", "stranger", "administrator")
SEEN, SIGN_IN, NOTHING = 200, 302, 404
OPEN = dict.fromkeys(PEOPLE, SEEN)
CLOSED = {
    "visitor": SIGN_IN, "contributor": NOTHING, "moderator": SEEN, "stranger": NOTHING,
    "administrator": SEEN,
}  # fmt: skip
# A moderator of elsewhere sees lists, empty of what is not theirs.
LISTS = CLOSED | {"stranger": SEEN}


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


@pytest.fixture
def addresses(people, occasions, match):
    """The addresses that are about something of Dieulefit, by name."""
    proposal = make_proposal(occasions[0])
    return {
        "queue": reverse("moderation"),
        "batches": reverse("moderation-batches"),
        "matches": reverse("moderation-matches"),
        "merges": reverse("moderation-merges"),
        "suggestions": reverse("moderation-suggestions"),
        "disagreements": reverse("moderation-disagreements"),
        "log": reverse("moderation-log"),
        "proposal": reverse("moderation-proposal", args=[proposal.pk]),
        "occasion": reverse("moderation-occasion", args=[occasions[0].pk]),
        "match": reverse("moderation-match", args=[match.pk]),
    }


TABLE = {
    "queue": LISTS, "batches": LISTS, "matches": LISTS, "merges": LISTS, "suggestions": LISTS,
    "disagreements": LISTS, "log": OPEN, "proposal": CLOSED, "occasion": CLOSED, "match": CLOSED,
}  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("page", TABLE)
def test_each_person_sees_what_the_table_says(people, addresses, page, person):
    response = people[person].get(addresses[page])

    assert response.status_code == TABLE[page][person]


@pytest.mark.parametrize("page", TABLE)
def test_no_page_asks_more_than_a_dozen_questions(
    moderator, addresses, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MAX_QUERIES):
        assert moderator.get(addresses[page]).status_code == SEEN
