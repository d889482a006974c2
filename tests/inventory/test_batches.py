"""What is decided in one go is undone whole, byte for byte, but for what changed since."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoudre.inventory.models import (
    Confirmation,
    LogLine,
    ModerationBatch,
    Occasion,
    Proposal,
    Suggestion,
)
from recoudre.inventory.services.batches import (
    BatchUndoneError,
    decide_proposals,
    decide_suggestions,
    undo_batch,
)
from recoudre.inventory.services.merges import merge_occasions
from recoudre.inventory.services.moderation import AlreadyDecidedError, correct_value
from recoudre.inventory.services.testimonies import keep_voice
from recoudre.vocabulary.decisions import ProposalState, RefusalReason, Role, SuggestionState
from recoudre.vocabulary.lists import Trust
from tests.inventory.moderating import copy_tables, make_person, make_proposal, make_suggestion
from tests.stock import LATER, make_incoming

ADVERTISING = RefusalReason.ADVERTISING.value


@pytest.fixture
def moderator(two_communes):
    """A moderator of Dieulefit, where the moderation already spoke once."""
    keep_voice(Trust.MODERATOR)
    return make_person("mod@example.org", Role.MODERATOR)


@pytest.fixture
def decide(moderator):
    """Decide several proposals in one go."""

    def apply(*proposals, reason=""):
        versions = {one.pk: one.version for one in proposals}
        return decide_proposals(versions=versions, reason=reason, moderator=moderator, at=LATER)

    return apply


def make_steward_values(number):
    """Make the values of a place whose steward nobody knows yet."""
    steward = {"name": f"Association {number}", "sector": "association", "siret": "", "rna": ""}
    return {"name": f"Lieu {number}", "kind": "place", "commune_code": "26114",
            "steward": steward, "lat": 44.5, "lon": 5.1, "precision": "number"}  # fmt: skip


def test_a_batch_of_two_hundred_is_undone_exactly(decide, register, write):
    write(register, *[make_incoming(str(n), name=f"Bibliothèque {n}") for n in range(60)])
    changes = [make_proposal(one) for one in Occasion.objects.order_by("pk")]
    twice = [make_proposal(one, values={"summary": "Un café."}) for one in Occasion.objects.all()]
    fresh = [make_proposal(values=make_steward_values(n)) for n in range(80)]
    before = copy_tables()

    batch = decide(*changes, *twice, *fresh)
    during = copy_tables()
    undone = undo_batch(batch_id=batch.pk, at=LATER)

    assert during != before
    assert (batch.count, len(undone.restored_ids), undone.left_ids) == (200, 200, [])
    assert copy_tables() == before


def test_what_somebody_changed_since_is_named_and_left(decide, register, write):
    write(register, make_incoming("1"), make_incoming("2", name="Ludothèque"))
    first, second = (make_proposal(one) for one in Occasion.objects.order_by("pk"))
    batch = decide(first, second)
    correct_value(occasion_id=first.occasion_id, values={"summary": "Fermé lundi."}, at=LATER)

    undone = undo_batch(batch_id=batch.pk, at=LATER)

    assert (undone.restored_ids, undone.left_ids) == ([second.pk], [first.pk])
    assert Occasion.objects.get(pk=first.occasion_id).phone == "0475000099"
    assert Occasion.objects.get(pk=second.occasion_id).phone == ""
    assert ModerationBatch.objects.get().before["left_ids"] == [first.pk]


def test_a_new_occasion_that_somebody_confirmed_since_stays(decide):
    batch = decide(make_proposal())
    occasion = Occasion.objects.get()
    Confirmation.objects.create(
        occasion=occasion, answer="still_true", role="steward", channel="web", at=LATER
    )

    assert undo_batch(batch_id=batch.pk, at=LATER).restored_ids == []

    assert Occasion.objects.get() == occasion


def test_a_batch_is_refused_whole_when_one_was_answered_since(decide):
    first, second = make_proposal(), make_proposal()
    Proposal.objects.filter(pk=second.pk).update(version=1)

    with pytest.raises(AlreadyDecidedError):
        decide(first, second)

    assert not Occasion.objects.exists()
    assert not LogLine.objects.exists()


def test_a_refused_batch_has_one_public_line_with_its_count_and_reason(decide):
    decide(*[make_proposal() for _ in range(3)], reason=ADVERTISING)

    line = LogLine.objects.get()
    assert (line.act, line.count, line.reason) == ("refused", 3, "advertising")


def test_undoing_says_so_in_the_public_log_and_happens_once(decide):
    batch = decide(make_proposal())
    undo_batch(batch_id=batch.pk, at=LATER)

    with pytest.raises(BatchUndoneError):
        undo_batch(batch_id=batch.pk, at=LATER)

    assert list(LogLine.objects.order_by("pk").values_list("act", "count")) == [
        ("accepted", 1), ("undone", 1),
    ]  # fmt: skip


def test_a_batch_never_copies_who_proposed(decide):
    batch = decide(make_proposal(author_email="canari@example.org"))

    assert "canari" not in str(ModerationBatch.objects.get(pk=batch.pk).before)


def test_an_accepted_then_undone_proposal_can_be_accepted_again(decide):
    proposal = make_proposal()
    undo_batch(batch_id=decide(proposal).pk, at=LATER)

    decide(proposal)

    assert Occasion.objects.get().name == proposal.values["name"]


def test_a_batch_of_suggestions_is_undone_exactly(moderator, register, write):
    write(register, *[make_incoming(str(n), name=f"Lieu {n}") for n in range(5)])
    made = [
        make_suggestion(one, value)
        for one in Occasion.objects.all()
        for value in ("elective", "citizenship")
    ]
    before = copy_tables()

    batch = decide_suggestions(
        suggestion_ids=[one.pk for one in made], is_accepted=True, moderator=moderator, at=LATER
    )
    tags = {len(one.bonds) for one in Occasion.objects.all()}
    undo_batch(batch_id=batch.pk, at=timezone.now())

    assert tags == {2}
    assert copy_tables() == before


def test_a_batch_of_refused_suggestions_touches_no_occasion(moderator, register, write):
    write(register, make_incoming("1"))
    suggestion = make_suggestion(Occasion.objects.get())

    decide_suggestions(
        suggestion_ids=[suggestion.pk], is_accepted=False, moderator=moderator, at=LATER
    )

    assert Suggestion.objects.get().state == SuggestionState.REFUSED
    assert Occasion.objects.get().bonds == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 7), min_size=1), st.sampled_from(["", ADVERTISING])),
        max_size=5,
    )
)
def test_any_decisions_undone_from_the_last_to_the_first_leave_no_trace(steps):
    """Batches may be about the same occasions: the last one is undone first."""
    proposals = list(Proposal.objects.order_by("pk"))
    before = copy_tables()

    batches = [decide_waiting(proposals, wanted, reason) for wanted, reason in steps]
    for batch in reversed([one for one in batches if one]):
        assert undo_batch(batch_id=batch.pk, at=LATER).left_ids == []

    assert copy_tables() == before


def decide_waiting(proposals, wanted, reason):
    """Decide the wanted proposals that still wait, if any."""
    ids = [proposals[position].pk for position in wanted]
    waiting = Proposal.objects.filter(pk__in=ids, state=ProposalState.WAITING)
    versions = dict(waiting.values_list("pk", "version"))
    person = make_person("mod@example.org", Role.MODERATOR)
    if not versions:
        return None
    return decide_proposals(versions=versions, reason=reason, moderator=person, at=LATER)


@pytest.fixture(autouse=True)
def _eight_proposals(request, two_communes, register, write):
    """Eight proposals, two by two about the same four occasions or about new ones."""
    if "leave_no_trace" not in request.node.name:
        return
    keep_voice(Trust.MODERATOR)
    write(register, make_incoming("1"), make_incoming("2", name="Ludothèque"))
    for occasion in [*Occasion.objects.all(), None, None]:
        make_proposal(occasion)
        make_proposal(occasion, values={"summary": "Un café."} if occasion else
                      make_steward_values(1))  # fmt: skip


def test_a_change_of_a_merged_occasion_is_undone_where_it_was_written(decide, register, write):
    write(register, make_incoming("1"), make_incoming("2", name="Ludothèque"))
    kept, absorbed = Occasion.objects.order_by("pk")
    merge_occasions(kept_id=kept.pk, absorbed_id=absorbed.pk, at=LATER)
    proposal = make_proposal(absorbed)
    before = copy_tables()

    batch = decide(proposal)
    said = Occasion.objects.get(pk=kept.pk).phone
    undo_batch(batch_id=batch.pk, at=LATER)

    assert said == "0475000099"
    assert copy_tables() == before


def test_each_author_of_a_batch_is_told(decide, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        decide(make_proposal(author_email="a@example.org"), make_proposal(), reason=ADVERTISING)

    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
