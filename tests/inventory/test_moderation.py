"""A proposal is answered field by field, once, by one person."""

import pytest

from recoudre.inventory.models import LogLine, Occasion, Proposal, SourceRecord
from recoudre.inventory.services.moderation import (
    AlreadyDecidedError,
    DecisionError,
    DecisionMissingError,
    answer_suggestions,
    correct_value,
    decide_proposal,
    list_decided,
    pin_value,
    unpin_value,
)
from recoudre.vocabulary.decisions import ProposalState, RefusalReason, Role
from recoudre.vocabulary.lists import State
from tests.inventory.moderating import make_person, make_proposal, make_suggestion
from tests.stock import LATER, NOON, make_incoming

REFUSED = RefusalReason.UNVERIFIABLE.value


@pytest.fixture
def moderator(two_communes):
    """A moderator of Dieulefit."""
    return make_person("mod@example.org", Role.MODERATOR)


@pytest.fixture
def decide(moderator):
    """Answer a proposal at the version that it has."""

    def answer(proposal, decisions=(), **given):
        told = {"reason": "", "reply": "", "version": proposal.version} | given
        return decide_proposal(
            proposal_id=proposal.pk, decisions=dict(decisions), moderator=moderator, at=LATER,
            **told,
        )  # fmt: skip

    return answer


ALL = {"name": "", "kind": "", "commune_code": ""}


def test_an_accepted_proposal_is_published_and_logged_without_who(decide):
    proposal = decide(make_proposal(), ALL, reply="Merci !")

    line = LogLine.objects.get()
    assert proposal.state == ProposalState.ACCEPTED
    assert Occasion.objects.get().name == proposal.values["name"]
    assert (line.act, line.territory_code, line.occasion_id) == (
        "accepted", "26114", proposal.occasion_id,
    )  # fmt: skip
    assert (proposal.reply, proposal.version) == ("Merci !", 1)


def test_a_field_may_be_refused_with_its_reason_and_the_rest_published(decide):
    proposal = make_proposal()
    proposal.values |= {"phone": "0475000001"}
    proposal.save()

    decided = decide(proposal, ALL | {"phone": REFUSED})

    assert decided.state == ProposalState.PARTLY_ACCEPTED
    assert decided.fates["phone"] == {"accepted": False, "reason": REFUSED}
    assert Occasion.objects.get().phone == ""


def test_values_that_go_together_are_answered_together(decide):
    values = {"address": "1 rue du Bourg", "postcode": "26220", "lat": 44.5, "lon": 5.1,
              "precision": "number"}  # fmt: skip

    assert list_decided(values) == ["address", "lat"]


def test_a_refused_point_takes_its_precision_with_it(decide):
    proposal = make_proposal()
    proposal.values |= {"lat": 44.5, "lon": 5.1, "precision": "number"}
    proposal.save()

    decided = decide(proposal, ALL | {"lat": REFUSED})

    assert {decided.fates[name]["accepted"] for name in ("lat", "lon", "precision")} == {False}


def test_a_whole_refusal_publishes_nothing_and_says_why(decide):
    proposal = decide(make_proposal(), reason=RefusalReason.ADVERTISING.value)

    assert (proposal.state, proposal.reason) == (ProposalState.REFUSED, "advertising")
    assert not Occasion.objects.exists()
    assert LogLine.objects.get().reason == "advertising"


def test_a_field_without_answer_stops_everything(decide):
    proposal = make_proposal()

    with pytest.raises(DecisionMissingError, match="commune_code"):
        decide(proposal, {"name": "", "kind": ""})

    proposal.refresh_from_db()
    assert (proposal.state, proposal.version) == (ProposalState.WAITING, 0)


def test_a_new_occasion_cannot_be_published_without_its_name(decide):
    with pytest.raises(DecisionMissingError, match="refuse the whole"):
        decide(make_proposal(), ALL | {"name": REFUSED})


def test_a_change_wins_over_the_file(decide, register, write):
    write(register, make_incoming("1", phone="0475000001"))

    decide(make_proposal(Occasion.objects.get()), {"phone": ""})

    assert Occasion.objects.get().phone == "0475000099"


def test_a_new_place_that_we_hold_is_applied_as_a_change_of_it(decide, register, write):
    write(register, make_incoming("1", phone="0475000001"))
    known = Occasion.objects.get()
    proposal = make_proposal(values={"name": "Café", "phone": "0475000099"})

    decided = decide(proposal, {"name": REFUSED, "phone": ""}, same_as_id=known.pk)

    assert decided.occasion_id == known.pk
    assert Occasion.objects.get().phone == "0475000099"


def test_the_second_of_two_moderators_changes_nothing(decide):
    proposal = make_proposal()
    decide(proposal, ALL)

    with pytest.raises(AlreadyDecidedError):
        decide(proposal, reason=REFUSED, version=0)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    assert LogLine.objects.count() == 1


def test_a_proposal_that_its_author_changed_meanwhile_is_read_again(decide):
    proposal = make_proposal(version=3)

    with pytest.raises(AlreadyDecidedError):
        decide(proposal, ALL, version=2)


def test_three_moderators_share_two_thousand_proposals_and_none_is_decided_twice(two_communes):
    """Each takes the oldest that it sees; who comes second is told, and takes the next one."""
    people = [make_person(f"mod{n}@example.org", Role.MODERATOR) for n in range(3)]
    made = Proposal.objects.bulk_create(
        Proposal(territory=one.territory, state=one.state, channel=one.channel, values=one.values,
                 created_at=NOON, return_digest=f"lot{number}")
        for number, one in enumerate([make_proposal()] * 2_000)
    )  # fmt: skip
    # All three look at the same list, as three tabs opened the same morning.
    told = {person.pk: 0 for person in people}

    for proposal in made:
        for person in people:
            try:
                decide_proposal(
                    proposal_id=proposal.pk, version=0, decisions={}, reason=REFUSED, reply="",
                    moderator=person, at=LATER,
                )  # fmt: skip
            except AlreadyDecidedError:
                told[person.pk] += 1
        people = people[1:] + people[:1]

    assert sorted(told.values()) == [1333, 1333, 1334]
    assert LogLine.objects.count() == 2_000
    assert set(Proposal.objects.exclude(decided_at=None).values_list("version")) == {(1,)}


def test_human_edit_then_import_then_unpin_gives_the_source_back(register, write):
    """Lesson 10, with its very words."""
    write(register, make_incoming("1", phone="0475000001"))
    occasion = Occasion.objects.get()
    correct_value(occasion_id=occasion.pk, values={"phone": "0475000099"}, at=LATER)

    write(register, changes=[make_incoming("1", phone="0475000002")], at=LATER)
    held = Occasion.objects.get().phone
    unpin_value(occasion_id=occasion.pk, field="phone", at=LATER)

    assert (held, Occasion.objects.get().phone) == ("0475000099", "0475000002")


def test_a_pinned_source_wins_over_a_better_one(register, open_source, write):
    write(register, make_incoming("1", phone="0475000001", email="a@example.org"))
    write(open_source, make_incoming("2", phone="0475000001", email="b@example.org"))
    record = SourceRecord.objects.get(source=open_source)

    pin_value(occasion_id=Occasion.objects.get().pk, field="email", record_id=record.pk, at=LATER)

    assert Occasion.objects.get().email == "b@example.org"
    assert LogLine.objects.get().act == "pinned"


def test_the_only_name_is_not_given_back_to_nobody(decide):
    occasion = decide(make_proposal(), ALL).occasion

    with pytest.raises(DecisionError, match="Correct the value"):
        unpin_value(occasion_id=occasion.pk, field="name", at=LATER)

    assert Occasion.objects.get().state == State.PUBLISHED


def test_a_validated_suggestion_is_a_tag_that_a_person_answers_for(register, write, moderator):
    write(register, make_incoming("1"))
    suggestion = make_suggestion(Occasion.objects.get())

    answer_suggestions(
        suggestion_ids=[suggestion.pk], is_accepted=True, moderator=moderator, at=LATER
    )

    assert Occasion.objects.get().bonds == [
        {"bond": "elective", "foundation": None, "mark": "moderated"}
    ]


def test_a_suggestion_answered_twice_is_answered_once(register, write, moderator):
    write(register, make_incoming("1"))
    told = {"suggestion_ids": [make_suggestion(Occasion.objects.get()).pk]}
    told |= {"moderator": moderator, "at": LATER}
    answer_suggestions(is_accepted=False, **told)

    with pytest.raises(AlreadyDecidedError):
        answer_suggestions(is_accepted=True, **told)

    assert Occasion.objects.get().bonds == []


def test_the_author_reads_the_reason_and_the_words_of_the_moderator(
    decide, mailoutbox, django_capture_on_commit_callbacks
):
    proposal = make_proposal(author_email="autrice@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        decide(proposal, reason=RefusalReason.OUTSIDE.value, reply="Voyez la commune voisine.")

    assert [mail.to for mail in mailoutbox] == [["autrice@example.org"]]
    assert "hors du territoire suivi ici" in mailoutbox[0].body
    assert "Voyez la commune voisine." in mailoutbox[0].body


def test_a_word_without_any_value_is_thanked_for_and_changes_nothing(decide, register, write):
    write(register, make_incoming("1", phone="0475000001"))

    proposal = decide(make_proposal(Occasion.objects.get(), values={}, message="C’est fermé."))

    assert (proposal.state, proposal.fates) == (ProposalState.ACCEPTED, {})
    assert Occasion.objects.get().phone == "0475000001"
