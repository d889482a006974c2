"""Each page of the moderation of the demonstration has something to show, brought once."""

import pytest

from recoudre.demo.happenings import (
    CLAIMANT,
    CORRECTED_PHONE,
    bring_happenings,
)
from recoudre.inventory.models import (
    Claim,
    Confirmation,
    LogLine,
    ModerationBatch,
    Occasion,
    Proposal,
)
from recoudre.inventory.queries.disagreements import list_disagreements
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.freshening import freshen_occasions
from recoudre.vocabulary.decisions import ClaimState, ProposalState
from recoudre.vocabulary.lists import Channel, State
from tests.inventory.moderating import make_proposal
from tests.stock import NOON, make_incoming


@pytest.fixture
def brought(register, write):
    """Five invented occasions with a phone, three proposals."""
    told = [make_incoming(str(n), name=f"Lieu {n}", phone=f"019900000{n}") for n in range(5)]
    write(register, *told, is_fictional=True)
    for _ in range(3):
        make_proposal()


def test_a_file_contradicts_what_a_moderator_corrected(brought):
    assert bring_happenings(at=NOON)

    (told,) = [one for one in list_disagreements(Scope(frozenset({"FR"}))) if one.field == "phone"]
    assert (told.ours["phone"], told.theirs["phone"]) == (CORRECTED_PHONE, "0199000004")


def test_one_is_confirmed_by_phone_one_sleeps_one_is_claimed(brought):
    bring_happenings(at=NOON)

    confirmed, asleep = Confirmation.objects.get(), Occasion.objects.get(state=State.DORMANT)
    assert (confirmed.channel, confirmed.occasion.confirmed_by) == (Channel.PHONE, "moderator")
    assert Claim.objects.get().email == CLAIMANT
    assert Claim.objects.get().state == ClaimState.WAITING
    assert asleep.pk not in {confirmed.occasion_id, Claim.objects.get().occasion_id}


def test_what_nobody_spoke_of_for_long_stays_asleep(brought):
    bring_happenings(at=NOON)

    freshen_occasions(at=NOON, read_at={})

    assert Occasion.objects.filter(state=State.DORMANT).count() == 1


def test_an_undone_batch_leaves_its_proposals_waiting(brought):
    bring_happenings(at=NOON)

    assert ModerationBatch.objects.get().undone_at is not None
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.WAITING}
    assert {"refused", "undone"} <= set(LogLine.objects.values_list("act", flat=True))


def test_brought_twice_they_are_there_once(brought):
    bring_happenings(at=NOON)
    lines = LogLine.objects.count()

    assert not bring_happenings(at=NOON)
    assert (LogLine.objects.count(), Claim.objects.count()) == (lines, 1)


def test_nothing_happens_where_too_little_was_brought(register, write):
    write(register, make_incoming("1", phone="0199000001"), is_fictional=True)
    make_proposal()

    assert not bring_happenings(at=NOON)
    assert not ModerationBatch.objects.exists()


def test_real_occasions_are_never_touched(register, write):
    write(register, *[make_incoming(str(n), phone=f"019900000{n}") for n in range(5)])
    make_proposal()

    assert not bring_happenings(at=NOON)
