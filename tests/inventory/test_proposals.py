"""What residents propose: kept once, published when accepted, led back to by its code."""

from datetime import timedelta

import pytest

from recoudre.accounts.services import keep_person
from recoudre.inventory.models import Occasion, Proposal
from recoudre.inventory.return_codes import LETTERS, digest_code, is_code, make_token, write_code
from recoudre.inventory.services.moderation import answer_proposal
from recoudre.inventory.services.proposals import (
    Draft,
    IncompleteProposalError,
    apply_values,
    confirm_proposal,
    create_proposal,
    withdraw_proposal,
)
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import State
from tests.stock import LATER, NOON, make_incoming

GARDEN = {"name": "Jardin des Lilas", "kind": "place", "commune_code": "26114"}


@pytest.fixture
def dieulefit(two_communes):
    """The commune of what is proposed."""
    return Territory.objects.get(code="26114")


def propose(commune, values=GARDEN, **options):
    """Propose at noon, each time from another form."""
    creation = {name: options.pop(name) for name in ("author", "is_trusted") if name in options}
    token = options.pop("token", make_token())
    draft = Draft(territory=commune, values=values, **options)
    return create_proposal(draft=draft, token=token, at=NOON, **creation)


def test_a_code_has_four_groups_of_four_letters_that_no_hand_mixes_up():
    code = write_code("a token")

    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= {*LETTERS, "-"}
    assert not set(LETTERS) & set("AEIOUYLQSV01")


def test_a_code_is_read_whatever_its_case_and_its_spaces():
    code = write_code("a token")
    typed = f"  {code.lower().replace('-', ' ')} "

    assert is_code(typed)
    assert digest_code(typed) == digest_code(code)


@pytest.mark.parametrize("typed", ["", "BCDF", "BCDF-GHJK-MNPR-TWXA", "é" * 16, "BCDF" * 5])
def test_what_is_no_code_is_known_at_once(typed):
    assert not is_code(typed)


def test_a_proposal_waits_for_a_moderator_who_has_ten_days(dieulefit):
    proposal = propose(dieulefit).proposal

    assert proposal.state == ProposalState.WAITING
    assert proposal.due_at == NOON + timedelta(days=10)
    assert Occasion.objects.count() == 0


def test_the_same_form_sent_twice_is_one_proposal_with_one_code(dieulefit):
    first = propose(dieulefit, token="same")
    second = propose(dieulefit, token="same")

    assert (first.is_new, second.is_new) == (True, False)
    assert second.code == first.code
    assert Proposal.objects.count() == 1


def test_the_code_is_nowhere_in_the_database(dieulefit):
    created = propose(dieulefit)
    row = " ".join(map(str, Proposal.objects.values_list().get()))

    assert created.code not in row
    assert created.code.replace("-", "") not in row


def test_an_email_is_confirmed_before_anybody_reads_the_proposal(dieulefit):
    proposal = propose(dieulefit, author_email="rosa@example.org").proposal
    assert proposal.state == ProposalState.UNCONFIRMED

    assert confirm_proposal(proposal=proposal, at=LATER)

    assert proposal.state == ProposalState.WAITING
    assert proposal.due_at == LATER + timedelta(days=10)


def test_a_link_followed_twice_confirms_once(dieulefit):
    proposal = propose(dieulefit, author_email="rosa@example.org").proposal
    confirm_proposal(proposal=proposal, at=LATER)

    assert not confirm_proposal(proposal=proposal, at=LATER)


def test_the_email_of_somebody_signed_in_is_already_proved(dieulefit):
    rosa = keep_person(email="rosa@example.org")

    proposal = propose(dieulefit, author=rosa, author_email="rosa@example.org").proposal

    assert proposal.state == ProposalState.WAITING


def test_what_a_trusted_person_proposes_is_published_at_once(dieulefit):
    proposal = propose(dieulefit, is_trusted=True).proposal

    assert proposal.state == ProposalState.ACCEPTED
    assert proposal.fates["name"] == {"accepted": True, "reason": ""}
    assert (proposal.occasion.name, proposal.occasion.state) == ("Jardin des Lilas", "published")


def test_an_author_withdraws_what_nobody_decided_and_leaves_no_contact(dieulefit):
    consent = {"private_contact": {"phone": "0600000000"}}
    proposal = propose(dieulefit, author_email="rosa@example.org", consent=consent).proposal

    assert withdraw_proposal(proposal=proposal, at=LATER)

    assert proposal.state == ProposalState.WITHDRAWN
    assert (proposal.author_email, proposal.consent) == ("", {})


def test_what_was_decided_is_no_longer_withdrawn(dieulefit):
    proposal = propose(dieulefit, is_trusted=True).proposal

    assert not withdraw_proposal(proposal=proposal, at=LATER)
    assert proposal.state == ProposalState.ACCEPTED


def test_only_the_accepted_fields_are_written(dieulefit):
    proposal = propose(dieulefit, GARDEN | {"phone": "0475000001", "summary": "On jardine."})

    occasion = apply_values(
        proposal=proposal.proposal, fields=["name", "kind", "commune_code", "summary"], at=LATER
    )

    assert (occasion.summary, occasion.phone) == ("On jardine.", "")
    assert Proposal.objects.get().occasion == occasion


def test_a_new_occasion_is_refused_without_its_name(dieulefit):
    proposal = propose(dieulefit).proposal

    with pytest.raises(IncompleteProposalError, match=r"without \['name'\]"):
        apply_values(proposal=proposal, fields=["kind", "commune_code"], at=LATER)


def test_an_occasion_accepted_twice_is_created_once(dieulefit):
    proposal = propose(dieulefit).proposal
    first = apply_values(proposal=proposal, fields=GARDEN, at=LATER)
    Proposal.objects.update(occasion=None)
    proposal.refresh_from_db()

    second = apply_values(proposal=proposal, fields=GARDEN, at=LATER)

    assert second == first
    assert Occasion.objects.count() == 1


@pytest.fixture
def cafe(register, write):
    """A café that a register describes."""
    write(register, make_incoming("1", address="2 place des Halles", postcode="26220"))
    return Occasion.objects.get()


def test_an_accepted_change_wins_over_the_register(cafe):
    proposal = propose(cafe.territory, {"address": "4 rue du Bourg"}, occasion=cafe).proposal

    occasion = apply_values(proposal=proposal, fields=["address"], at=LATER)

    assert occasion.address == "4 rue du Bourg"
    assert [change.cause for change in occasion.history.all()] == ["proposition", "essai"]


def test_what_goes_with_a_changed_value_is_not_lost(cafe):
    proposal = propose(cafe.territory, {"address": "4 rue du Bourg"}, occasion=cafe).proposal

    occasion = apply_values(proposal=proposal, fields=["address"], at=LATER)

    assert occasion.postcode == "26220"


def test_a_value_that_is_emptied_is_no_longer_shown(cafe):
    proposal = propose(cafe.territory, {"address": ""}, occasion=cafe).proposal

    assert apply_values(proposal=proposal, fields=["address"], at=LATER).address == ""


def test_an_occasion_said_to_be_over_is_ended(cafe):
    proposal = propose(cafe.territory, {"state": "ended"}, occasion=cafe).proposal

    assert apply_values(proposal=proposal, fields=["state"], at=LATER).state == State.ENDED


def test_a_change_of_an_absorbed_occasion_goes_to_the_one_that_was_kept(cafe, register, write):
    write(register, make_incoming("2", name="Café de la Place"))
    kept = Occasion.objects.get(name="Café de la Place")
    Occasion.objects.filter(pk=cafe.pk).update(merged_into=kept)
    cafe.refresh_from_db()
    proposal = propose(cafe.territory, {"summary": "On y chante."}, occasion=cafe).proposal

    assert apply_values(proposal=proposal, fields=["summary"], at=LATER) == kept


def test_nothing_accepted_changes_nothing(cafe):
    proposal = propose(cafe.territory, {"summary": "On y chante."}, occasion=cafe).proposal

    apply_values(proposal=proposal, fields=[], at=LATER)

    assert cafe.history.count() == 1


@pytest.mark.parametrize(
    ("reason", "state"),
    [("", ProposalState.ACCEPTED), ("unverifiable", ProposalState.REFUSED)],
)
def test_a_word_without_any_value_is_taken_unless_a_reason_is_given(cafe, reason, state):
    said = propose(cafe.territory, {}, occasion=cafe, message="Fermé depuis mai.").proposal

    answered = answer_proposal(
        proposal_id=said.pk, version=0, decisions={}, reason=reason, reply="Merci.",
        moderator=keep_person(email="m@example.org"), at=LATER,
    )  # fmt: skip

    assert answered.state == state
    assert cafe.history.count() == 1
