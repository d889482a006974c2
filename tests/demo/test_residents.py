"""What invented residents propose waits for the moderation, and is brought once."""

import pytest

from recoudre.demo.residents import PROPOSALS, bring_proposals
from recoudre.demo.sights import SIGHTS
from recoudre.inventory.models import Occasion, Proposal
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import Level
from tests.stock import NOON


@pytest.fixture
def ormance(db):
    """The territories of the sights."""
    for code in SIGHTS.values():
        Territory.objects.create(
            code=code, level=Level.COMMUNE, name=code, slug=code, search_name=code
        )


def test_the_proposals_wait_and_publish_nothing(ormance):
    assert bring_proposals(at=NOON) == len(PROPOSALS)

    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.WAITING}
    assert Occasion.objects.count() == 0


def test_brought_twice_they_are_there_once(ormance):
    bring_proposals(at=NOON)
    bring_proposals(at=NOON)

    assert Proposal.objects.count() == len(PROPOSALS)


def test_the_sheets_of_the_workshop_have_their_numbers(ormance):
    bring_proposals(at=NOON)

    numbers = Proposal.objects.filter(workshop__isnull=False).values_list("sheet_number", flat=True)
    assert sorted(numbers) == [1, 2, 3]
