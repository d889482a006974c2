"""The page where anybody asks that a contact be shown no more, without account."""

import pytest

from recoudre.inventory.models import ContactObjection, LogLine, Occasion
from recoudre.inventory.services.rights import close_contact
from tests.stock import LATER, make_incoming

URL = "/mes-contacts"
PHONE, EMAIL = "04 75 46 43 62", "halles@exemple.fr"
DONE = "/mes-contacts?fait=1"


@pytest.fixture
def halles(register, write):
    """A place that shows a phone and an e-mail."""
    write(register, make_incoming("1", name="Halles", phone=PHONE, email=EMAIL))
    return Occasion.objects.get()


def read_contacts(occasion):
    """Read what an occasion shows now."""
    occasion.refresh_from_db()
    return occasion.phone, occasion.email


@pytest.mark.parametrize(
    ("typed", "left"),
    [("0475464362", ("", EMAIL)), ("+33 4 75 46 43 62", ("", EMAIL)), (EMAIL, (PHONE, ""))],
)
def test_a_typed_contact_disappears_at_once(client, halles, typed, left):
    answer = client.post(URL, {"contact": typed})

    assert answer.headers["Location"] == DONE
    assert read_contacts(halles) == left


def test_the_answer_is_the_same_for_a_contact_that_is_not_here(client, halles):
    answer = client.post(URL, {"contact": "ailleurs@exemple.fr"})

    assert answer.headers["Location"] == DONE
    assert read_contacts(halles) == (PHONE, EMAIL)


@pytest.mark.parametrize("typed", ["", "bonjour", "12", "0" * 16, "a@", "04 75 46 43 62 anne"])
def test_what_is_neither_a_phone_nor_an_e_mail_is_said_and_kept_in_the_field(client, db, typed):
    page = client.post(URL, {"contact": typed}).content.decode()

    assert 'id="id_contact_error"' in page
    assert 'aria-describedby="id_contact_error"' in page
    assert "autofocus" in page
    assert not typed or f'value="{typed}"' in page
    assert not ContactObjection.objects.exists()


@pytest.mark.parametrize(("kind", "left"), [("phone", ("", EMAIL)), ("email", (PHONE, ""))])
def test_the_link_of_a_page_asks_first_then_closes(client, halles, kind, left):
    asked = {"fiche": halles.pk, "quoi": kind}

    page = client.get(URL, asked).content.decode()
    assert read_contacts(halles) == (PHONE, EMAIL)
    answer = client.post(URL, asked)

    assert "Ce contact est le mien" in page
    assert answer.headers["Location"] == DONE
    assert read_contacts(halles) == left


@pytest.mark.parametrize(
    "asked",
    [
        {"fiche": "0", "quoi": "phone"},
        {"fiche": "x", "quoi": "phone"},
        {"fiche": "9" * 30, "quoi": "phone"},
        {"fiche": "²", "quoi": "phone"},
        {"fiche": "1", "quoi": "name"},
        {"quoi": "phone"},
    ],
)
def test_a_link_that_points_to_nothing_opens_the_empty_form(client, halles, asked):
    page = client.get(URL, asked).content.decode()
    answer = client.post(URL, asked)

    assert 'name="contact"' in page
    assert answer.status_code == 200
    assert read_contacts(halles) == (PHONE, EMAIL)


def test_the_page_of_an_occasion_offers_to_hide_each_contact(client, halles):
    page = client.get(halles.get_absolute_url()).content.decode()

    assert f'href="/mes-contacts?fiche={halles.pk}&amp;quoi=phone"' in page
    assert f'href="/mes-contacts?fiche={halles.pk}&amp;quoi=email"' in page


def test_the_eleventh_request_in_an_hour_is_told_to_wait(client, halles):
    answers = [client.post(URL, {"contact": f"a{n}@exemple.fr"}) for n in range(11)]

    assert [one.status_code for one in answers] == [302] * 10 + [200]
    assert "Trop de demandes" in answers[-1].content.decode()
    assert ContactObjection.objects.count() == 10


def test_too_many_clicks_on_a_link_are_told_to_wait(client, halles):
    for number in range(10):
        client.post(URL, {"contact": f"a{number}@exemple.fr"})

    page = client.post(URL, {"fiche": halles.pk, "quoi": "phone"})

    assert "Trop de demandes" in page.content.decode()
    assert read_contacts(halles) == (PHONE, EMAIL)


def test_the_page_needs_few_reads(client, halles, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(URL, {"fiche": halles.pk, "quoi": "phone"})


def test_the_moderation_sees_what_is_closed_and_the_public_does_not(
    client, moderator, stranger, contributor, halles
):
    close_contact(kind="phone", value=PHONE, at=LATER)
    address = halles.get_absolute_url()

    assert PHONE.replace(" ", "") in squeeze(moderator.get(address))
    for other in (client, stranger, contributor):
        assert PHONE.replace(" ", "") not in squeeze(other.get(address))


def squeeze(page):
    """Read a page without any space, whatever their kind."""
    return "".join(page.content.decode().split()).replace("&nbsp;", "")


@pytest.mark.parametrize("who", ["client", "contributor", "stranger"])
def test_nobody_else_shows_a_closed_contact_again(request, halles, who):
    close_contact(kind="phone", value=PHONE, at=LATER)
    url = f"/moderation/contacts/{halles.records.get().pk}"

    answer = request.getfixturevalue(who).post(url, {"kind": "phone", "reason": "unverifiable"})

    assert answer.status_code == 404
    assert read_contacts(halles)[0] == ""


def test_a_moderator_shows_a_contact_again_and_the_log_says_why(moderator, halles):
    close_contact(kind="phone", value=PHONE, at=LATER)

    answer = moderator.post(
        f"/moderation/contacts/{halles.records.get().pk}",
        {"kind": "phone", "reason": "unverifiable"},
    )

    assert answer.headers["Location"] == halles.get_absolute_url()
    assert read_contacts(halles) == (PHONE, EMAIL)
    assert LogLine.objects.order_by("-pk").first().reason == "unverifiable"


def test_nothing_is_shown_again_without_a_reason(moderator, halles):
    close_contact(kind="phone", value=PHONE, at=LATER)

    moderator.post(f"/moderation/contacts/{halles.records.get().pk}", {"kind": "phone"})

    assert read_contacts(halles)[0] == ""
