"""The page where one answers for a place, the moderators' list, and the calls to make."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail

from recoudre.inventory.claiming import write_claim_code
from recoudre.inventory.models import Claim, Confirmation, Occasion
from recoudre.inventory.services.claims import create_claim
from recoudre.vocabulary.decisions import ClaimProof, Role
from recoudre.vocabulary.lists import State
from tests.inventory.helping import sign_in
from tests.stock import NOON, make_incoming


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place(register, write):
    """A place with a website, a phone and an address."""
    write(
        register,
        make_incoming(
            "1", website="https://lefil.fr", phone="0475000001", address="2 place des Halles",
            postcode="26220",
        ),
    )  # fmt: skip
    return Occasion.objects.get()


@pytest.fixture
def moderator(place):
    """Who moderates the Drôme."""
    return sign_in(role=Role.MODERATOR, code="26", email="moderation@example.org")


def address(place):
    return f"/occasion/{place.pk}/repondre"


def waiting(place, email="marie@lefil.fr", proof=ClaimProof.LETTER):
    return create_claim(occasion=place, email=email, proof=proof, at=NOON)


def test_a_steward_goes_from_the_page_to_the_fiche_by_mail(
    client, place, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(place), {"email": "marie@lefil.fr", "proof": "domain"})
    code = re.search(r"[B-Z]{4}-[B-Z]{4}", mail.outbox[0].body).group()

    page = client.post(address(place), {"email": "marie@lefil.fr", "code": code}, follow=True)

    assert "Est-ce toujours vrai ?" in page.content.decode().replace("\u202f", " ")
    assert page.redirect_chain[0][0].startswith("/confirmer/")


def test_the_answer_is_the_same_whether_the_proof_holds_or_not(client, place):
    answers = [
        client.post(address(place), {"email": email, "proof": "domain"}, follow=True)
        for email in ("marie@lefil.fr", "pirate@example.org")
    ]

    assert all("C’est reçu." in one.content.decode() for one in answers)


def test_a_wrong_code_says_so_and_keeps_the_e_mail(client, place):
    waiting(place)

    page = client.post(address(place), {"email": "marie@lefil.fr", "code": "BCDF"})

    assert "Ce code ne va pas" in page.content.decode()
    assert 'value="marie@lefil.fr"' in page.content.decode()


def test_one_address_does_not_try_codes_for_ever(client, place):
    code = write_claim_code(waiting(place))
    for number in range(20):
        client.post(address(place), {"email": f"p{number}@lefil.fr", "code": "BCDF"})

    page = client.post(address(place), {"email": "marie@lefil.fr", "code": code})

    assert page.status_code == 200
    assert Claim.objects.get().state == "waiting"


def test_one_address_does_not_ask_for_ever(client, place):
    for number in range(21):
        told = {"email": f"p{number}@lefil.fr", "proof": "letter"}
        page = client.post(address(place), told, follow=True)
        Claim.objects.all().delete()

    assert "Revenez dans une heure" in page.content.decode()


def test_a_number_is_asked_for_a_proof_by_registry(client, place):
    page = client.post(address(place), {"email": "a@lefil.fr", "proof": "registry"})

    assert "14 chiffres" in page.content.decode()
    assert Claim.objects.count() == 0


def test_what_is_withdrawn_cannot_be_claimed(client, place):
    Occasion.objects.update(state=State.WITHDRAWN)

    assert client.get(address(place)).status_code == 404


def test_an_account_with_a_proved_e_mail_opens_its_fiche(place):
    Claim.objects.create(
        occasion=place, email="marie@lefil.fr", proof="letter", state="proved", created_at=NOON,
        expires_at=NOON, decided_at=NOON,
    )  # fmt: skip
    marie = sign_in(role=None, email="marie@lefil.fr")

    assert "Ouvrir ma fiche" in marie.get(address(place)).content.decode()
    page = marie.post(f"/occasion/{place.pk}/confirmer")

    assert page.url.startswith("/confirmer/")


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (None, "", 404),
        (Role.STEWARD, "26", 404),
        (Role.CONTRIBUTOR, "26113", 404),
        (Role.CONTRIBUTOR, "26114", 302),
        (Role.MODERATOR, "FR", 302),
    ],
)
def test_who_may_confirm_without_a_link(place, role, code, status):
    somebody = sign_in(role=role, code=code)

    assert somebody.post(f"/occasion/{place.pk}/confirmer").status_code == status
    assert (Confirmation.objects.count() == 1) is (status == 302)


def test_a_visitor_confirms_nothing(client, place):
    assert client.post(f"/occasion/{place.pk}/confirmer").status_code == 404
    assert Confirmation.objects.count() == 0


def test_a_moderator_prints_the_letter_and_decides(moderator, place):
    claim = waiting(place)
    page = moderator.get("/moderation/revendications").content.decode()
    assert "marie@lefil.fr" in page

    letter = moderator.get(f"/moderation/revendications/{claim.pk}/lettre.pdf")
    moderator.post(f"/moderation/revendications/{claim.pk}", {"accept": "1"})

    assert letter.content.startswith(b"%PDF")
    assert Claim.objects.get().state == "proved"


def test_the_code_of_the_letter_opens_the_fiche(client, place):
    code = write_claim_code(waiting(place))

    page = client.post(address(place), {"email": "marie@lefil.fr", "code": code})

    assert page.url.startswith("/confirmer/")


def test_a_refusal_needs_a_known_reason(moderator, place):
    claim = waiting(place)

    moderator.post(f"/moderation/revendications/{claim.pk}", {"refuse": "1", "reason": "x"})
    assert Claim.objects.get().state == "waiting"
    moderator.post(
        f"/moderation/revendications/{claim.pk}", {"refuse": "1", "reason": "unverifiable"}
    )

    assert Claim.objects.get().state == "refused"


@pytest.mark.parametrize("path", ["revendications", "revendications/1/lettre.pdf", "appels"])
@pytest.mark.parametrize(
    ("role", "code", "sees"),
    [(None, "", False), (Role.CONTRIBUTOR, "FR", False), (Role.MODERATOR, "26113", False)],
)
def test_a_stranger_sees_no_claim_and_no_call(place, path, role, code, sees):
    waiting(place)
    stranger = sign_in(role=role, code=code)

    answer = stranger.get(f"/moderation/{path}")

    assert ("marie@lefil.fr" in answer.content.decode()) is sees
    assert "04\u00a075\u00a000" not in answer.content.decode()
    assert answer.status_code == 404 or role == Role.MODERATOR


def test_the_calls_to_make_are_listed_with_boxes_for_the_paper(moderator, place):
    page = BeautifulSoup(moderator.get("/moderation/appels").content, "html.parser")

    [call] = page.select(".call")
    assert "Café des Halles" in call.get_text()
    assert call.select_one("a[href='tel:+33475000001']")
    assert "☐ toujours vrai" in call.select_one(".print-only").get_text()


def test_what_is_heard_on_the_phone_is_verified(moderator, place):
    moderator.post(f"/moderation/appels/{place.pk}", {"answer": "still_true"})

    said = Occasion.objects.get()
    assert (said.confirmed_by, said.confirmed_channel) == ("moderator", "phone")
    assert "Personne à appeler" in moderator.get("/moderation/appels").content.decode()


def test_an_end_heard_on_the_phone_is_written(moderator, place):
    moderator.post(f"/moderation/appels/{place.pk}", {"answer": "ended"})

    assert Occasion.objects.get().state == State.ENDED


@pytest.mark.parametrize("answer", ["", "to_change", "x"])
def test_an_unknown_answer_writes_nothing(moderator, place, answer):
    assert moderator.post(f"/moderation/appels/{place.pk}", {"answer": answer}).status_code == 404
    assert Confirmation.objects.count() == 0


def test_a_call_elsewhere_is_not_recorded(place):
    elsewhere = sign_in(role=Role.MODERATOR, code="26113")

    page = elsewhere.post(f"/moderation/appels/{place.pk}", {"answer": "ended"})

    assert page.status_code == 404
    assert Occasion.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("path", ["/moderation/revendications", "/moderation/appels"])
def test_a_list_costs_few_queries(moderator, place, path, django_assert_max_num_queries):
    for number in range(4):
        waiting(place, email=f"p{number}@example.org")

    with django_assert_max_num_queries(8):
        moderator.get(path)
