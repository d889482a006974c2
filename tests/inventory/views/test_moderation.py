"""The pages of the moderation: who may see what, at which cost."""

import pytest
from django.urls import reverse

from recoudre.accounts.queries import read_roles
from recoudre.inventory.models import LogLine, Match, Occasion, Proposal
from recoudre.inventory.services.batches import decide_proposals
from recoudre.inventory.services.merges import merge_occasions
from recoudre.vocabulary.decisions import ProposalState, RefusalReason, Role
from recoudre.vocabulary.lists import Channel
from tests.inventory.moderating import make_person, make_proposal, post_answer, read
from tests.stock import LATER, NOON, make_incoming

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


WRITES = {
    "answer": ("moderation-proposal", "proposal"),
    "undo a batch": ("moderation-undo", "batch"),
    "correct": ("moderation-occasion", "occasion"),
    "pin": ("moderation-pin", "occasion"),
    "unpin": ("moderation-unpin", "occasion"),
    "decide a match": ("moderation-match", "match"),
    "undo a merge": ("moderation-unmerge", "merge"),
}


@pytest.mark.parametrize("person", ["visitor", "contributor", "stranger"])
@pytest.mark.parametrize("act", WRITES)
def test_nobody_else_writes_anything(people, occasions, write, register, act, person):
    write(register, make_incoming("3", name="Fournil"), make_incoming("4", name="Le fournil"))
    third, fourth = Occasion.objects.order_by("pk")[2:]
    chief = make_person("chef@example.org", Role.MODERATOR)
    target = {
        "proposal": make_proposal(occasions[0]).pk,
        "occasion": occasions[0].pk,
        "match": Match.objects.create(
            first=occasions[0], second=occasions[1], relation="same", proposed_at=NOON
        ).pk,
        "merge": merge_occasions(kept_id=third.pk, absorbed_id=fourth.pk, at=LATER).pk,
        "batch": decide_proposals(
            versions={make_proposal().pk: 0}, reason="", moderator=chief, at=LATER
        ).pk,
    }
    lines = LogLine.objects.count()
    name, about = WRITES[act]

    told = {"version": 0, "champ": "phone", "valeur": "x", "reponse": "same"}
    response = people[person].post(reverse(name, args=[target[about]]), told)

    assert response.status_code == (SIGN_IN if person == "visitor" else NOTHING)
    assert LogLine.objects.count() == lines
    assert Proposal.objects.filter(state=ProposalState.WAITING).count() == 1


def test_two_thousand_proposals_are_listed_in_a_dozen_questions(
    moderator, occasions, django_assert_max_num_queries
):
    first = make_proposal(occasions[0])
    Proposal.objects.bulk_create(
        Proposal(territory=first.territory, occasion_id=occasions[n % 2].pk, state=first.state,
                 channel=first.channel, values=first.values, created_at=NOON, due_at=NOON,
                 return_digest=f"lot{n}")
        for n in range(1_999)
    )  # fmt: skip

    with django_assert_max_num_queries(MAX_QUERIES):
        page = read(moderator.get(reverse("moderation"), {"page": 40}))

    assert page.h2.text == "2\u202f000 propositions attendent"
    assert len(page.select(".queue > li")) == 50


def test_a_late_answer_is_told_in_words(moderator):
    make_proposal(due_at=NOON)

    page = read(moderator.get(reverse("moderation")))

    late = page.select_one(".late").text.replace("\xa0", " ")
    assert "en retard : réponse promise avant le" in late


def test_the_queue_narrows_to_a_territory_a_channel_or_what_is_late(moderator):
    make_proposal(channel=Channel.PAPER)
    url = reverse("moderation")

    seen = [
        len(read(moderator.get(url, asked)).select(".queue > li"))
        for asked in (
            {"territoire": "242600492"}, {"territoire": "29019"}, {"canal": "paper"},
            {"canal": "web"}, {"retard": "oui"}, {"page": "x", "canal": "<"},
        )
    ]  # fmt: skip

    assert seen == [1, 0, 1, 0, 1, 1]


def test_a_moderator_counts_only_what_lies_in_their_territory(people, two_communes):
    make_proposal()

    page = read(people["stranger"].get(reverse("moderation")))

    assert page.h2.text == "Rien n’attend ici"
    assert "Dieulefit" not in page.main.text


def test_the_page_of_a_change_shows_three_versions_of_a_field(moderator, occasions):
    proposal = make_proposal(occasions[0], base={"phone": "0475000055"})

    page = read(moderator.get(reverse("moderation-proposal", args=[proposal.pk])))

    told = [one.text.replace("\xa0", " ") for one in page.select(".compared-field dd")]
    assert told == ["04 75 00 00 01", "04 75 00 00 99", "04 75 00 00 55"]


def test_answering_leads_to_the_next_proposal(moderator, occasions):
    first, second = make_proposal(occasions[0]), make_proposal(occasions[1])

    response = post_answer(moderator, first, champ_phone="")

    assert response.url == reverse("moderation-proposal", args=[second.pk])
    assert Occasion.objects.get(pk=occasions[0].pk).phone == "0475000099"


def test_the_second_moderator_is_told_kindly_and_keeps_their_words(moderator, occasions):
    proposal = make_proposal(occasions[0])
    post_answer(moderator, proposal, champ_phone="")

    response = post_answer(moderator, proposal, reply="Merci à vous", champ_phone="")

    assert response.status_code == 409
    assert "Une autre personne vient de répondre" in read(response).main.text
    assert read(response).textarea.text.strip() == "Merci à vous"


def test_a_refused_name_of_a_new_place_is_explained_and_nothing_is_lost(moderator):
    proposal = make_proposal()

    response = post_answer(
        moderator, proposal, champ_name=RefusalReason.PERSONAL.value, reply="Bonjour"
    )

    page = read(response)
    assert response.status_code == 422
    assert "Une nouvelle fiche a besoin de son nom" in page.select_one("[role=alert]").text
    assert page.select_one("#champ-name option[selected]")["value"] == "personal"
    assert page.textarea.text.strip() == "Bonjour"


def test_an_unknown_reason_is_refused(moderator):
    assert post_answer(moderator, make_proposal(), reason="because").status_code == 422


def test_a_new_place_that_we_know_is_offered_as_a_change(moderator, occasions):
    values = {"name": "Café des Halles", "kind": "place", "commune_code": "26114",
              "phone": "0475000099"}  # fmt: skip
    proposal = make_proposal(values=values)
    url = reverse("moderation-proposal", args=[proposal.pk])

    links = [one["href"] for one in read(moderator.get(url)).select("a[href^='?fiche=']")]
    post_answer(moderator, proposal, fiche=occasions[0].pk)

    assert f"?fiche={occasions[0].pk}" in links
    assert Occasion.objects.count() == 2
    assert Occasion.objects.get(pk=occasions[0].pk).phone == "0475000099"


def test_a_proposal_is_not_applied_to_an_occasion_of_elsewhere(moderator, register, write):
    write(register, make_incoming("9", commune_code="29019", name="Phare"))
    proposal = make_proposal()

    response = post_answer(moderator, proposal, fiche=Occasion.objects.get().pk)

    assert response.status_code == NOTHING
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WAITING


def test_a_trusted_author_publishes_at_once_from_then_on(moderator):
    author = make_person("autrice@example.org")
    proposal = make_proposal(author=author)

    post_answer(moderator, proposal, trusted="on")

    assert read_roles(author).has(Role.CONTRIBUTOR, proposal.territory.chain)


def test_the_preview_says_what_each_would_become_and_writes_nothing(moderator, occasions):
    change, fresh, poor = make_proposal(occasions[0]), make_proposal(), make_proposal(values={})
    asked = {"p": [change.pk, fresh.pk, poor.pk], "choix": "accepted"}

    page = read(moderator.get(reverse("moderation-batch"), asked))

    text = page.main.text.replace("\xa0", " ")
    assert "Téléphone : « 04 75 00 00 01 » devient « 04 75 00 00 99 »" in text
    assert "il y manque le nom" in text
    assert not LogLine.objects.exists()


def test_a_previewed_batch_is_applied_then_undone_from_its_page(moderator, occasions):
    proposals = [make_proposal(one) for one in occasions]
    told = {"choix": "accepted", "p": [f"{one.pk}:0" for one in proposals]}

    moderator.post(reverse("moderation-batch"), told)
    page = read(moderator.get(reverse("moderation-batches")))
    moderator.post(page.select_one("form[action$=defaire]")["action"])

    assert {one.phone for one in Occasion.objects.all()} == {"0475000001", "0475000002"}
    assert "défait le" in moderator.get(reverse("moderation-batches")).content.decode()


def test_a_batch_changed_since_its_preview_is_previewed_again(moderator, occasions):
    proposal = make_proposal(occasions[0], version=1)

    response = moderator.post(
        reverse("moderation-batch"), {"choix": "accepted", "p": f"{proposal.pk}:0"}
    )

    assert response.status_code == 409
    assert not LogLine.objects.exists()


def test_a_batch_takes_nothing_of_elsewhere(people, occasions):
    proposal = make_proposal(occasions[0])

    response = people["stranger"].post(
        reverse("moderation-batch"), {"choix": "accepted", "p": f"{proposal.pk}:0"}
    )

    assert response.url == reverse("moderation")
    assert not LogLine.objects.exists()


def test_what_was_left_by_an_undoing_is_named(moderator, occasions):
    proposal = make_proposal(occasions[0])
    moderator.post(reverse("moderation-batch"), {"choix": "accepted", "p": f"{proposal.pk}:0"})
    correct = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(correct, {"champ": "summary", "valeur": "Fermé lundi."})

    page = read(moderator.get(reverse("moderation-batches")))
    moderator.post(page.select_one("form[action$=defaire]")["action"])

    page = read(moderator.get(reverse("moderation-batches")))
    assert page.select_one(f"a[href='{correct}']").text == occasions[0].name
