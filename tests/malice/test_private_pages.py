"""What a page tells to caches, to other sites and to who guesses; merges made to go in circles."""

import re

import pytest

from recoudre.inventory.merging import MergeRefusedError
from recoudre.inventory.models import Occasion, Proposal
from recoudre.inventory.queries.confirmations import find_link
from recoudre.inventory.return_codes import digest_code
from recoudre.inventory.services.batches import BatchUndoneError, decide_proposals, undo_batch
from recoudre.inventory.services.confirmations import (
    LinkSpentError,
    confirm_by_link,
    create_link,
    end_occasion,
)
from recoudre.inventory.services.merges import merge_occasions, undo_merge
from recoudre.inventory.services.moderation import correct_value, pin_value
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ClaimProof, Role
from recoudre.vocabulary.lists import Channel, State
from tests.inventory.moderating import copy_tables, make_person, make_proposal
from tests.malice.test_every_address import ADDRESSES, fill, is_post
from tests.malice.world import make_world
from tests.stock import LATER, NOON, make_incoming

# The secret of a form changes with each page.
SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def world(register, write, settings, tmp_path):
    """One of everything."""
    settings.HOME = tmp_path
    return make_world(register, write)


@pytest.fixture
def three(register, write):
    """Three places of Dieulefit."""
    write(register, *(make_incoming(str(n), name=f"Lieu {n}") for n in (1, 2, 3)))
    return list(Occasion.objects.order_by("pk").values_list("pk", flat=True))


TOLD_TO_ONE = [
    name for name, (path, _) in ADDRESSES.items()
    if ("token}" in path or "{code}" in path or name.startswith(("propose", "claim", "account_")))
    and not is_post(name) and name not in {"map-columns", "claims", "claim-letter"}
    and name not in {"account_confirm_login_code", "account_logout"}
]  # fmt: skip


@pytest.mark.parametrize("name", TOLD_TO_ONE)
def test_a_page_that_a_code_opens_is_kept_by_nobody_and_tells_no_other_site(client, world, name):
    answer = client.get(fill(world, name))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_no_page_of_the_moderation_is_kept_by_a_cache_that_others_read(moderator, world):
    closed = [name for name, (_, who) in ADDRESSES.items() if who in {"list", "here"}]

    told = {name: moderator.get(fill(world, name)).get("Cache-Control", "") for name in closed}

    assert {name: one for name, one in told.items() if "private" not in one} == {}


def test_a_wrong_code_and_one_that_never_was_are_answered_alike(client, two_communes):
    Proposal.objects.create(
        territory=Territory.objects.get(code="26114"), state="withdrawn", channel="web", values={},
        return_digest=digest_code("BCDF-GHJK-MNPR-TWXZ"), created_at=NOON,
    )  # fmt: skip
    pages = [client.get(f"/proposition/{code}") for code in ("BCDF-GHJK-MNPR-TWXX", "x", "é" * 40)]

    assert {page.status_code for page in pages} == {404}
    assert len({SECRET.sub(b"", page.content) for page in pages}) == 1


@pytest.mark.parametrize("email", ["voisine@example.org", "inconnue@example.org"])
@pytest.mark.parametrize("proof", [ClaimProof.DOMAIN, ClaimProof.REGISTRY])
def test_a_claim_that_proves_nothing_is_answered_as_one_that_does(client, world, email, proof):
    asked = {"email": email, "proof": proof.value, "number": "12345678900011"}

    answer = client.post(f"/occasion/{world.occasion}/repondre", asked, follow=True)

    assert "C’est reçu." in answer.content.decode()
    assert email not in answer.content.decode()


# Merges.


def merge(kept_id, absorbed_id, at=NOON):
    return merge_occasions(kept_id=kept_id, absorbed_id=absorbed_id, at=at)


def test_no_merge_goes_in_circles(three):
    first, second, third = three
    merge(first, second)
    merge(third, first)

    for kept, absorbed in ((second, first), (first, second), (first, third), (third, second),
                           (first, first), (second, third), (first, 10**17)):  # fmt: skip
        with pytest.raises(MergeRefusedError):
            merge(kept, absorbed, LATER)
    assert Occasion.objects.filter(merged_into=None).get().pk == third


def test_merged_one_way_undone_and_merged_the_other_way_all_comes_back(three):
    first, second, _ = three
    before = copy_tables()
    undo_merge(merge_id=merge(first, second).pk, at=NOON)
    undo_merge(merge_id=merge(second, first).pk, at=NOON)
    after = copy_tables()

    assert after["Occasion"] == before["Occasion"]
    assert after["SourceRecord"] == before["SourceRecord"]
    assert after["words"] == before["words"]


def test_a_merge_undone_twice_is_refused(three):
    made = merge(three[0], three[1])
    undo_merge(merge_id=made.pk, at=LATER)
    after = copy_tables()

    with pytest.raises(MergeRefusedError):
        undo_merge(merge_id=made.pk, at=LATER)
    assert copy_tables() == after


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_merges_undone_in_any_order_part_everything(three, order):
    first, second, third = three
    made = [merge(second, third), merge(first, second)]

    for at in order:
        undo_merge(merge_id=made[at].pk, at=LATER)

    shown = Occasion.objects.filter(state=State.PUBLISHED, merged_into=None)
    assert sorted(shown.values_list("pk", "name")) == [
        (pk, f"Lieu {n}") for n, pk in enumerate(three, start=1)
    ]


def test_a_chain_of_thirty_merges_is_undone_from_any_end(register, write):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}") for n in range(30)))
    keys = sorted(Occasion.objects.values_list("pk", flat=True))
    made = [merge(keys[n], keys[n + 1]).pk for n in reversed(range(29))]

    for pk in made[::2] + made[1::2]:
        undo_merge(merge_id=pk, at=LATER)

    names = Occasion.objects.filter(state=State.PUBLISHED, merged_into=None)
    assert sorted(names.values_list("name", flat=True)) == sorted(f"Lieu {n}" for n in range(30))


def test_an_import_after_a_merge_neither_wakes_the_alias_nor_loses_the_word(three, register, write):
    merge(three[0], three[1])

    write(register, changes=[make_incoming("2", name="Lieu deux", phone="0475000009")], at=LATER)

    alias = Occasion.objects.get(pk=three[1])
    assert (alias.state, alias.merged_into_id) == (State.WITHDRAWN, three[0])
    assert Occasion.objects.get(pk=three[0]).phone == "0475000009"


def test_a_pin_or_a_correction_does_not_wake_what_was_withdrawn(three, register, write):
    write(register, withdrawals=["1"])
    gone = Occasion.objects.get(pk=three[0])

    correct_value(occasion_id=gone.pk, values={"phone": "0475000009"}, at=LATER)
    record = gone.records.first()
    pin_value(occasion_id=gone.pk, field="name", record_id=record.pk, at=LATER)

    gone.refresh_from_db()
    assert gone.state == State.WITHDRAWN


def test_an_import_that_withdraws_what_somebody_corrected_withdraws_it(three, register, write):
    correct_value(occasion_id=three[0], values={"phone": "0475000009"}, at=NOON)

    write(register, withdrawals=["1", "2"], at=LATER)
    states = list(Occasion.objects.order_by("pk").values_list("state", flat=True))
    write(register, changes=[make_incoming("1", name="Lieu 1")], at=LATER)

    assert states == ["withdrawn", "withdrawn", "published"]
    back = Occasion.objects.get(pk=three[0])
    assert (back.state, back.phone) == (State.PUBLISHED, "0475000009")


def test_what_a_person_said_was_over_stays_over_when_its_source_leaves(three, register, write):
    over = Occasion.objects.get(pk=three[0])
    end_occasion(occasion=over, role=Role.STEWARD, channel=Channel.WEB, at=NOON)

    write(register, withdrawals=["1"], at=LATER)

    over.refresh_from_db()
    assert (over.state, over.name) == (State.ENDED, "Lieu 1")


def test_a_change_accepted_of_what_was_withdrawn_since_is_answered(three, register, write):
    gone = Occasion.objects.get(pk=three[0])
    change, chief = make_proposal(gone), make_person("chef@example.org", Role.MODERATOR)
    write(register, withdrawals=["1"])

    decide_proposals(versions={change.pk: 0}, reason="", moderator=chief, at=LATER)

    gone.refresh_from_db()
    change.refresh_from_db()
    assert (gone.state, change.state) == (State.WITHDRAWN, "accepted")


# Twice, or too late.


def test_a_batch_undone_twice_is_said_and_changes_nothing(three):
    chief = make_person("chef@example.org", Role.MODERATOR)
    change = make_proposal(Occasion.objects.get(pk=three[0]))
    batch = decide_proposals(versions={change.pk: 0}, reason="", moderator=chief, at=NOON)
    undo_batch(batch_id=batch.pk, at=LATER)
    after = copy_tables()

    with pytest.raises(BatchUndoneError):
        undo_batch(batch_id=batch.pk, at=LATER)
    assert copy_tables() == after


def test_a_mail_program_that_opens_every_link_confirms_nothing(client, world):
    paths = [fill(world, name) for name in ("confirm", "confirm-change", "confirm-end",
                                            "proposal-confirm")]  # fmt: skip
    for path in paths:
        client.get(path)
        client.head(path)

    assert Occasion.objects.get(pk=world.occasion).confirmed_on is None
    assert not Proposal.objects.filter(confirmed_at__isnull=False).exists()


def test_a_link_used_before_a_merge_is_spent_after_it(three):
    occasion = Occasion.objects.get(pk=three[1])
    token = create_link(occasion=occasion, role=Role.STEWARD, channel=Channel.WEB, at=NOON)
    merge(three[0], three[1])
    confirm_by_link(link=find_link(token), at=NOON)

    with pytest.raises(LinkSpentError):
        confirm_by_link(link=find_link(token), at=NOON)
    assert Occasion.objects.get(pk=three[0]).confirmed_on is not None
    assert Occasion.objects.get(pk=three[1]).confirmed_on is None
