"""What moderators review beside proposals: the log, witnesses, disagreements, matches, tags."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from recoudre.inventory.models import Match, Occasion, SourceRecord
from tests.inventory.moderating import (
    make_person,
    make_proposal,
    make_suggestion,
    post_answer,
    read,
)
from tests.stock import LATER, NOON, make_located

NOTHING = 404


def test_the_log_is_public_and_names_nobody(people, moderator, occasions):
    author = make_person("canari@example.org")
    proposal = make_proposal(occasions[0], author=author, author_email="canari@example.org")
    post_answer(moderator, proposal, reason="advertising", reply="canari du mot")

    html = people["visitor"].get(reverse("moderation-log")).content.decode()

    assert "c’est une publicité" in html
    assert "médiane" in html
    assert "canari" not in html
    assert "moderator@example.org" not in html


def test_the_log_narrows_to_a_territory(people, moderator, occasions):
    post_answer(moderator, make_proposal(occasions[0]), reason="advertising")
    url = reverse("moderation-log")

    seen = [
        len(read(people["visitor"].get(url, {"territoire": typed})).select(".decided > li"))
        for typed in ("26114", "dieulefit", "242600492", "29019", "nulle part")
    ]

    assert seen[:2] == [1, 1]
    assert seen[3:] == [0, 1]


def test_a_value_is_corrected_pinned_and_given_back(moderator, occasions):
    url = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(url, {"champ": "phone", "valeur": "0475000077"})
    corrected = Occasion.objects.get(pk=occasions[0].pk).phone
    record = SourceRecord.objects.get(occasion=occasions[0], source__slug="registre")

    moderator.post(f"{url}/fixer", {"champ": "phone", "temoin": record.pk})
    pinned = Occasion.objects.get(pk=occasions[0].pk).phone
    moderator.post(f"{url}/rendre", {"champ": "phone"})

    assert (corrected, pinned) == ("0475000077", "0475000001")
    assert Occasion.objects.get(pk=occasions[0].pk).pins == {}


def test_the_page_of_an_occasion_says_who_wins_and_why(moderator, occasions):
    url = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(url, {"champ": "phone", "valeur": "0475000077"})

    page = read(moderator.get(url))

    winner = page.find("h3", string="Téléphone").parent.select_one(".said-winner")
    assert "la source de plus grande confiance" in winner.text


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("email", "nul"), ("website", "javascript:x"), ("lat", "1")]
)
def test_a_wrong_correction_is_explained(moderator, occasions, field, value):
    url = reverse("moderation-occasion", args=[occasions[0].pk])

    response = moderator.post(url, {"champ": field, "valeur": value})

    assert response.status_code == 422
    assert read(response).select_one("[role=alert] a")


def test_a_record_of_another_occasion_is_not_pinned(moderator, occasions):
    other = SourceRecord.objects.get(occasion=occasions[1])
    url = reverse("moderation-pin", args=[occasions[0].pk])

    assert moderator.post(url, {"champ": "phone", "temoin": other.pk}).status_code == NOTHING


def test_a_disagreement_is_listed_and_sent_back_as_a_table(moderator, occasions, register, write):
    """Lesson 10: a person corrects, the night import says something else again."""
    url = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(url, {"champ": "phone", "valeur": "0475000077"})
    write(register, changes=[make_located("1", 44.5251, 5.0631, phone="0475000088")], at=LATER)

    page = read(moderator.get(reverse("moderation-disagreements"), {"source": "registre"}))
    table = moderator.get(reverse("moderation-corrections", args=["registre"]))

    assert len(page.select(".queue > li")) == 1
    assert "Bonjour, nous réutilisons « registre »" in page.main.text.replace("\xa0", " ")
    lines = table.content.decode("utf-8-sig").replace("\xa0", " ").splitlines()
    assert lines[0] == "identifiant;champ;leur valeur;notre valeur;depuis"
    assert lines[1].startswith("1;Téléphone;04 75 00 00 88;04 75 00 00 77;")


def test_nothing_is_sent_back_of_elsewhere(people, moderator, occasions):
    url = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(url, {"champ": "phone", "valeur": "0475000077"})

    table = people["stranger"].get(reverse("moderation-corrections", args=["registre"]))

    assert table.status_code == NOTHING


def test_a_match_is_lent_to_one_reader_at_a_time(people, moderator, match):
    url = reverse("moderation-match", args=[match.pk])
    moderator.get(url)

    page = read(people["administrator"].get(url))
    taken = people["administrator"].post(reverse("moderation-next-match"))

    assert "Une autre personne lit cette paire" in page.main.text
    assert page.select("button[value=same]") == []
    assert taken.url == reverse("moderation-matches")


def test_a_match_is_given_back_after_ten_minutes(people, moderator, match):
    url = reverse("moderation-match", args=[match.pk])

    with time_machine.travel(NOON, tick=False) as clock:
        moderator.get(url)
        clock.shift(timedelta(minutes=10))
        soon = read(people["administrator"].get(url)).select("button[value=same]")
        clock.shift(timedelta(seconds=1))
        later = read(people["administrator"].get(url)).select("button[value=same]")

    assert (len(soon), len(later)) == (0, 1)


def test_two_readers_are_given_two_different_matches(people, moderator, match, register, write):
    write(register, make_located("3", 44.5, 5.0, name="Fournil"))
    third = Occasion.objects.get(name="Fournil")
    other = Match.objects.create(
        first=match.first, second=third, relation="branch", probability=0.5, proposed_at=NOON
    )

    taken = [
        client.post(reverse("moderation-next-match")).url
        for client in (moderator, people["administrator"])
    ]

    assert taken == [reverse("moderation-match", args=[one.pk]) for one in (match, other)]


def test_what_a_moderator_fixed_from_a_file_is_no_disagreement(moderator, occasions):
    url = reverse("moderation-occasion", args=[occasions[0].pk])
    moderator.post(url, {"champ": "phone", "valeur": "0475000077"})
    record = SourceRecord.objects.get(occasion=occasions[0], source__slug="registre")

    moderator.post(f"{url}/fixer", {"champ": "phone", "temoin": record.pk})

    page = read(moderator.get(reverse("moderation-disagreements")))
    assert page.select(".queue > li") == []


def test_who_did_not_borrow_a_match_decides_nothing(people, moderator, match):
    url = reverse("moderation-match", args=[match.pk])
    moderator.get(url)

    people["administrator"].post(url, {"reponse": "same"})

    assert not Occasion.objects.exclude(merged_into=None).exists()


def test_the_same_is_merged_and_undone_in_one_press(moderator, match, occasions):
    moderator.post(reverse("moderation-match", args=[match.pk]), {"reponse": "same"})
    absorbed = Occasion.objects.get(merged_into__isnull=False)
    page = read(moderator.get(reverse("moderation-merges")))

    moderator.post(page.select_one("form[action$=defaire]")["action"])

    assert absorbed.pk == occasions[1].pk
    assert not Occasion.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize("relation", ["colocated", "branch", "unrelated"])
def test_the_three_other_answers_are_remembered(moderator, match, relation):
    moderator.post(reverse("moderation-match", args=[match.pk]), {"reponse": relation})

    match.refresh_from_db()
    assert (match.state, match.relation) == ("apart", relation)


def test_a_match_passed_over_still_waits(moderator, match):
    moderator.post(reverse("moderation-match", args=[match.pk]), {"reponse": "passer"})

    match.refresh_from_db()
    assert match.state == "waiting"


def test_a_suggestion_is_validated_from_the_list(moderator, occasions):
    suggestion = make_suggestion(occasions[0])
    page = read(moderator.get(reverse("moderation-suggestions")))

    moderator.post(
        reverse("moderation-suggestions-answer"), {"s": suggestion.pk, "choix": "accepter"}
    )

    assert "café, jeux" in page.main.text
    assert Occasion.objects.get(pk=occasions[0].pk).bonds[0]["mark"] == "moderated"


def test_several_suggestions_are_previewed_then_set_aside(moderator, occasions):
    made = [make_suggestion(one) for one in occasions]
    asked = {"s": [one.pk for one in made], "choix": "ecarter"}

    page = read(moderator.get(reverse("moderation-suggestions-preview"), asked))
    moderator.post(reverse("moderation-suggestions-answer"), asked)

    assert len(page.select(".rows > li")) == 2
    assert {one.state for one in occasions[0].suggestions.all()} == {"refused"}


def test_a_suggestion_of_elsewhere_is_not_answered(people, occasions):
    suggestion = make_suggestion(occasions[0])

    people["stranger"].post(
        reverse("moderation-suggestions-answer"), {"s": suggestion.pk, "choix": "accepter"}
    )

    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"
