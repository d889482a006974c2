"""Signing in with a code sent by e-mail, without password nor page to sign up."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import NoReverseMatch, reverse

from recoudre.accounts.models import Person
from recoudre.accounts.services import (
    NotADemoError,
    forget_ended_visits,
    keep_demo_person,
    keep_person,
)
from recoudre.vocabulary.decisions import Role
from tests.conftest import StrictClient

ENTER, CODE, OUT = "/compte/entrer", "/compte/code", "/compte/sortir"
KNOWN = "camille@example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture
def camille():
    """Somebody with an account."""
    return keep_person(email=KNOWN, name="Camille")


def ask_code(client, email=KNOWN, **fields):
    """Ask for a code, and return the code that was sent, or None."""
    client.post(ENTER, {"email": email, **fields})
    found = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    return found and found.group()


def is_signed_in(client):
    """Say whether a client is signed in, as the site sees it."""
    return "_auth_user_id" in client.session


def test_a_code_received_by_e_mail_opens_the_site(client, camille):
    code = ask_code(client)

    answer = client.post(CODE, {"code": code, "action": "verify"})

    assert answer.headers["Location"] == "/"
    assert is_signed_in(client)
    assert mail.outbox[0].to == [KNOWN]


def test_the_pages_to_enter_have_the_menu_and_the_name_of_the_site(client, camille):
    first = client.get(ENTER).content.decode()
    ask_code(client)
    second = client.get(CODE).content.decode()

    for page in (first, second):
        assert 'href="/chercher"' in page
        assert "· Recoudre</title>" in page
        assert 'href="/mentions-legales"' in page


def test_a_code_is_taken_without_its_dash(client, camille):
    code = ask_code(client)

    client.post(CODE, {"code": code.replace("-", ""), "action": "verify"})

    assert is_signed_in(client)


def test_an_e_mail_is_known_whatever_its_case(client, camille):
    code = ask_code(client, "CAMILLE@example.org")

    client.post(CODE, {"code": code, "action": "verify"})

    assert is_signed_in(client)


def test_signing_in_leads_back_to_the_page_that_asked(client, camille):
    code = ask_code(client, next="/chercher?q=jardin")

    page = client.get(CODE, {"next": "/chercher?q=jardin"})
    answer = client.post(CODE, {"code": code, "action": "verify", "next": "/chercher?q=jardin"})

    assert 'value="/chercher?q=jardin"' in page.content.decode()
    assert answer.headers["Location"] == "/chercher?q=jardin"


def test_signing_in_never_leads_to_another_site(client, camille):
    code = ask_code(client, next="https://ailleurs.example")

    answer = client.post(
        CODE, {"code": code, "action": "verify", "next": "https://ailleurs.example"}
    )

    assert answer.headers["Location"] == "/"


def test_the_answer_is_the_same_whether_the_e_mail_is_known_or_not(camille):
    known, unknown = StrictClient(), StrictClient()

    answers = [
        known.post(ENTER, {"email": KNOWN}),
        unknown.post(ENTER, {"email": "dinconnu@example.org"}),
    ]
    pages = [
        re.sub(r'value="\w{64}"', "", client.get(CODE).content.decode()).replace(email, "")
        for client, email in ((known, KNOWN), (unknown, "dinconnu@example.org"))
    ]

    assert {(one.status_code, one.headers["Location"]) for one in answers} == {(302, CODE)}
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 2


def test_an_unknown_e_mail_receives_no_code_and_opens_nothing(client):
    assert ask_code(client, "inconnu@example.org") is None

    client.post(CODE, {"code": "1234-5678", "action": "verify"})
    client.post(CODE, {"code": "", "action": "verify"})

    assert not is_signed_in(client)
    assert not Person.objects.exists()


def test_somebody_set_aside_receives_no_code(client, camille):
    Person.objects.update(is_active=False)

    assert ask_code(client) is None


def test_a_wrong_code_is_said_next_to_the_field(client, camille):
    ask_code(client)

    page = client.post(CODE, {"code": "0000-0000", "action": "verify"}).content.decode()

    assert 'id="code-erreur"' in page
    assert 'aria-invalid="true"' in page
    assert "autofocus" in page
    assert not is_signed_in(client)


def test_after_five_wrong_codes_the_right_one_opens_nothing(client, camille):
    code = ask_code(client)

    answers = [client.post(CODE, {"code": "x", "action": "verify"}) for _ in range(5)]
    client.post(CODE, {"code": code, "action": "verify"})

    assert answers[-1].headers["Location"] == f"{ENTER}?essais=epuises"
    assert "Trop de codes" in client.get(answers[-1].headers["Location"]).content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_a_code_is_good_for_a_quarter_of_an_hour(client, camille, time_machine, minutes, opens):
    time_machine.move_to("2026-03-09T12:00:00+00:00", tick=False)
    code = ask_code(client)

    time_machine.move_to(f"2026-03-09T12:{minutes}:00+00:00", tick=False)
    client.post(CODE, {"code": code, "action": "verify"})

    assert is_signed_in(client) is opens


def test_a_code_is_used_once(client, camille):
    code = ask_code(client)
    client.post(CODE, {"code": code, "action": "verify"})
    client.post(OUT)

    client.post(CODE, {"code": code, "action": "verify"})

    assert not is_signed_in(client)


def test_a_code_asked_here_opens_nothing_elsewhere(client, camille):
    code = ask_code(client)
    other = StrictClient()

    other.post(CODE, {"code": code, "action": "verify"})

    assert not is_signed_in(other)


def test_the_sixth_code_for_one_e_mail_is_refused_wherever_it_is_asked_from(camille):
    answers = [StrictClient().post(ENTER, {"email": KNOWN}) for _ in range(6)]

    assert [one.status_code for one in answers] == [302] * 5 + [200]
    assert "Attendez dix minutes" in answers[-1].content.decode()
    assert len(mail.outbox) == 5


def test_somebody_who_waits_for_a_code_may_type_another_e_mail(client, camille):
    ask_code(client, "faute@example.org")

    page = client.get(ENTER)
    code = ask_code(client)
    client.post(CODE, {"code": code, "action": "verify"})

    assert page.status_code == 200
    assert is_signed_in(client)


def test_the_session_is_another_one_after_signing_in(client, camille):
    code = ask_code(client)
    waiting = client.session.session_key

    client.post(CODE, {"code": code, "action": "verify"})

    assert client.session.session_key != waiting
    assert not Session.objects.filter(session_key=waiting).exists()


def test_the_session_cookie_is_read_by_no_script_and_sent_by_no_other_site(client, camille):
    ask_code(client)

    cookie = client.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_session_that_waits_for_a_code_is_forgotten_after_half_an_hour(
    client, camille, time_machine
):
    time_machine.move_to("2026-03-09T12:00:00+00:00", tick=False)
    ask_code(client, "inconnu@example.org")

    time_machine.move_to("2026-03-09T12:31:00+00:00", tick=False)

    assert forget_ended_visits() == 1
    assert not Session.objects.exists()


@pytest.mark.parametrize("email", ["", "camille", "camille@", "a@b"])
def test_an_e_mail_that_is_not_whole_is_said_next_to_the_field(client, email):
    page = client.post(ENTER, {"email": email}).content.decode()

    assert 'id="email-erreur"' in page
    assert f'value="{email}"' in page or not email
    assert mail.outbox == []


def test_signing_out_forgets_the_session(contributor):
    answer = contributor.post(OUT)

    assert answer.headers["Location"] == "/"
    assert not is_signed_in(contributor)


def test_a_link_never_signs_out(contributor):
    page = contributor.get(OUT)

    assert page.status_code == 200
    assert is_signed_in(contributor)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_change_password", "account_reset_password", "account_email"]
)
def test_no_other_page_of_allauth_is_open(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/", "/chercher", "/mentions-legales", "/territoires"])
def test_a_page_gives_a_visitor_no_session_and_stays_the_same_for_all(client, path):
    page = client.get(path)

    assert "sessionid" not in page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "private" not in page.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/", "/chercher", ENTER])
def test_a_page_of_somebody_signed_in_is_kept_for_them_alone(contributor, path):
    page = contributor.get(path)

    assert "Cookie" in page.headers["Vary"]
    assert "private" in page.headers["Cache-Control"]


def test_a_visitor_is_offered_to_enter_at_the_foot_of_pages(client):
    page = client.get("/mentions-legales").content.decode()

    assert 'href="/compte/entrer"' in page
    assert 'action="/compte/sortir"' not in page


def test_somebody_signed_in_may_leave_from_any_page(contributor):
    page = contributor.get("/mentions-legales").content.decode()

    assert 'action="/compte/sortir"' in page
    assert 'href="/compte/entrer"' not in page
    assert contributor.person.email not in page


def test_the_menu_of_somebody_signed_in_costs_three_reads(contributor, django_assert_num_queries):
    with django_assert_num_queries(3):
        contributor.get("/mentions-legales")


def test_a_demonstration_is_entered_without_e_mail(client, settings):
    settings.IS_DEMO = True

    page = client.get(ENTER).content.decode()
    client.post(ENTER, {"demonstration": "moderation"})

    assert "modératrice de démonstration" in page
    assert is_signed_in(client)
    assert Person.objects.get().assignments.get().role == Role.MODERATOR


@pytest.mark.parametrize("who", ["moderation", "aide", "administration", ""])
def test_nobody_enters_a_real_site_as_somebody_invented(client, settings, who):
    settings.IS_DEMO = False

    answer = client.post(ENTER, {"demonstration": who})

    assert answer.status_code == 404
    assert not Person.objects.exists()
    assert "démonstration" not in client.get(ENTER).content.decode()


def test_an_invented_person_is_refused_where_the_territory_is_real(settings):
    settings.IS_DEMO = False

    with pytest.raises(NotADemoError):
        keep_demo_person(role=Role.MODERATOR)


@pytest.mark.parametrize("who", ["administration", "", "visitor"])
def test_a_demonstration_gives_no_other_role(client, settings, who):
    settings.IS_DEMO = True

    assert client.post(ENTER, {"demonstration": who}).status_code == 404
