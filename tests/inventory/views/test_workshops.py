"""A pile of paper typed in from the keyboard; who may, who may not, and what it costs."""

import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from recoudre.accounts.models import Person
from recoudre.inventory.models import Occasion, Proposal, Workshop
from recoudre.inventory.queries.proposals import find_by_code
from recoudre.inventory.services.workshops import create_workshop, write_sheet_code
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Role
from tests.inventory.helping import sign_in
from tests.stock import NOON, make_incoming


@pytest.fixture
def helper(two_communes):
    """Who types in for others in the Drôme."""
    return sign_in()


@pytest.fixture
def workshop(helper):
    """A workshop in Dieulefit."""
    return create_workshop(
        name="Fête des voisins", on=date(2026, 3, 7), at=NOON, helper=Person.objects.get(),
        territory=Territory.objects.get(code="26114"),
    )  # fmt: skip


@pytest.fixture
def address(workshop):
    """The screen where its pile is typed."""
    return f"/ateliers/{workshop.pk}/saisie"


def sheet(number=1, **values):
    return {
        "feuille": number, "sur": 40, "name": f"Lieu {number}", "kind": "place",
        "commune": "Dieulefit (26114)", "agreed": "on",
    } | values  # fmt: skip


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_helper_prepares_a_workshop(helper):
    page = helper.post(
        "/ateliers", {"name": "Marché", "on": "07/03/2026", "territory": "Dieulefit"}, follow=True
    )

    assert Workshop.objects.get().territory.code == "26114"
    assert "Marché" in page.content.decode()
    assert "Marché" in helper.get("/ateliers").content.decode()


def test_a_workshop_elsewhere_is_refused(two_communes):
    elsewhere = sign_in(code="26113")

    page = elsewhere.post("/ateliers", {"name": "M", "on": "07/03/2026", "territory": "Dieulefit"})

    assert "Vous n’aidez pas dans ce territoire" in page.content.decode()
    assert Workshop.objects.count() == 0


def test_what_is_missing_is_said_and_nothing_typed_is_lost(helper):
    page = helper.post("/ateliers", {"name": "Marché", "on": "hier", "territory": "Nulle"})

    text = page.content.decode()
    assert 'value="Marché"' in text
    assert "Écrivez le jour ainsi" in text
    assert "écrivez le code de la bonne" in text


def test_the_pile_is_printed_with_as_many_numbered_sheets_as_asked(helper, workshop):
    answer = helper.get(f"/ateliers/{workshop.pk}/feuilles.pdf", {"combien": "3"})

    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert answer["Content-Type"] == "application/pdf"
    assert len(pages) == 3
    assert write_sheet_code(workshop.pk, 3) in pages[2].extract_text()


@pytest.mark.parametrize(("asked", "count"), [("0", 1), ("-1", 40), ("abc", 40), ("9999", 200)])
def test_a_strange_number_of_sheets_is_read_gently(helper, workshop, asked, count):
    answer = helper.get(f"/ateliers/{workshop.pk}/feuilles.pdf", {"combien": asked})

    assert len(PdfReader(io.BytesIO(answer.content)).pages) == count


def test_anybody_prints_a_blank_sheet(client):
    [page] = PdfReader(io.BytesIO(client.get("/proposer/feuille.pdf").content)).pages

    assert "Pour proposer sans écran" in page.extract_text()


def test_the_screen_is_ready_to_type(helper, address):
    page = read(helper.get(address))

    assert page.h1.get_text() == "Feuille 1"
    assert page.find("input", {"name": "name"}).has_attr("autofocus")
    assert page.find("input", {"name": "commune"})["value"] == "Dieulefit (26114)"
    assert not page.select("form textarea")


def test_enter_keeps_the_sheet_and_brings_the_next_one(helper, address):
    page = read(helper.post(address, sheet(1), follow=True))

    assert page.h1.get_text() == "Feuille 2"
    assert "Feuille 1 gardée." in page.get_text()
    assert "1 feuille sur 40" in page.get_text()
    assert page.find("input", {"name": "sur"})["value"] == "40"


def test_the_last_sheet_of_the_pile_leads_back_to_the_workshop(helper, address, workshop):
    page = helper.post(address, sheet(40), follow=True)

    assert page.redirect_chain == [(f"/ateliers/{workshop.pk}", 302)]
    assert "Feuille 40 gardée." in page.content.decode()


def test_the_next_sheet_begins_in_the_commune_of_the_last(helper, address):
    page = read(helper.post(address, sheet(1, commune="Die (26113)"), follow=True))

    assert page.find("input", {"name": "commune"})["value"] == "Die (26113)"


def test_a_sheet_keeps_its_workshop_number_and_consent_and_no_name_of_a_person(helper, address):
    helper.post(address, sheet(7, phone="04 75 00 00 01", steward="Le Fil"))

    kept = Proposal.objects.get()
    assert (kept.sheet_number, kept.channel, kept.author_email) == (7, "workshop", "")
    assert kept.consent == {"given": True, "how": "signed", "on": "2026-03-07"}
    assert kept.values["phone"] == "0475000001"
    assert kept.values["steward"]["name"] == "Le Fil"


def test_the_code_printed_on_the_receipt_leads_to_the_typed_sheet(helper, address, workshop):
    code = write_sheet_code(workshop.pk, 7)
    assert find_by_code(code) is None

    helper.post(address, sheet(7))

    assert find_by_code(code) == Proposal.objects.get()


def test_what_a_trusted_helper_types_is_published_and_the_rest_waits(helper, address):
    Territory.objects.filter(code="26113").update(department_code="07", region_code="R00")

    helper.post(address, sheet(1))
    helper.post(address, sheet(2, commune="26113"))

    assert [one.state for one in Proposal.objects.all()] == ["accepted", "waiting"]
    assert Occasion.objects.get().name == "Lieu 1"


def test_without_agreement_nothing_is_kept(helper, address):
    page = helper.post(address, sheet(1, agreed="", summary="On y joue"))

    assert "Sans l’accord de la personne" in page.content.decode()
    assert 'value="On y joue"' in page.content.decode()
    assert Proposal.objects.count() == 0


def test_a_sheet_of_the_same_name_is_warned_of_then_kept_when_asked(helper, address):
    helper.post(address, sheet(1, name="Café des Halles"))
    warned = helper.post(address, sheet(2, name="cafe des halles"))
    said = warned.content.decode().replace("\xa0", " ")
    assert "Feuille 1 : Café des Halles" in said
    assert Proposal.objects.count() == 1

    helper.post(address, sheet(2, name="cafe des halles", autre="on"))

    assert Proposal.objects.count() == 2


def test_a_page_of_the_same_name_is_shown(helper, address, register, write):
    write(register, make_incoming("1"))

    page = read(helper.post(address, sheet(1, name="CAFE DES HALLES")))

    assert page.select_one(f'a[href="/occasion/{Occasion.objects.get().pk}"]')


def test_the_same_number_twice_is_a_correction(helper, address):
    helper.post(address, sheet(1, phone="0475000001"))
    form = read(helper.get(address, {"feuille": "1"}))
    assert form.find("input", {"name": "phone"})["value"] == "0475000001"

    page = helper.post(address, sheet(1, name="Lieu un"), follow=True)

    assert "Feuille 1 corrigée." in page.content.decode()
    [kept] = Proposal.objects.all()
    assert kept.values["name"] == "Lieu un"
    assert Occasion.objects.get().name == "Lieu un"


def test_a_sheet_that_was_decided_is_corrected_no_more(helper, address):
    helper.post(address, sheet(1))
    Proposal.objects.update(state="refused")

    page = helper.post(address, sheet(1, name="Autre"))

    assert "elle ne change plus" in page.content.decode()
    assert Proposal.objects.get().values["name"] == "Lieu 1"


def test_the_typed_sheets_are_listed_to_be_corrected(helper, address, workshop):
    helper.post(address, sheet(12))

    page = read(helper.get(f"/ateliers/{workshop.pk}"))

    assert page.select_one(f'a[href="{address}?feuille=12"]').get_text() == "12. Lieu 12"


PATHS = ("", "/saisie", "/feuilles.pdf")


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_is_asked_to_sign_in(client, workshop, path):
    answer = client.get(f"/ateliers/{workshop.pk}{path}")

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/compte/entrer")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (None, "", 404),
        (Role.STEWARD, "FR", 404),
        (Role.CONTRIBUTOR, "26113", 404),
        (Role.CONTRIBUTOR, "26114", 200),
        (Role.MODERATOR, "R84", 200),
        (Role.ADMINISTRATOR, "FR", 200),
    ],
)
def test_who_may_open_a_workshop(workshop, path, role, code, status):
    somebody = sign_in(role=role, code=code, email="autre@example.org")

    assert somebody.get(f"/ateliers/{workshop.pk}{path}").status_code == status


def test_typing_a_sheet_costs_few_queries(helper, address, django_assert_max_num_queries):
    for number in range(1, 6):
        helper.post(address, sheet(number))

    with django_assert_max_num_queries(10):
        helper.get(address)


def test_the_form_has_ten_lines_and_one_box(helper, address):
    form = read(helper.get(address)).select_one("main form")
    form.select_one("details.regular").extract()

    typed = form.select("input:not([type=hidden]), select")
    assert len(typed) == 11
    assert [one["name"] for one in typed[:3]] == ["name", "kind", "commune"]


def test_who_types_for_somebody_gives_a_receipt(helper):
    values = sheet(channel="phone", message="Rappeler mardi")
    page = helper.post("/saisie", values)

    kept = Proposal.objects.get()
    assert page.url.startswith("/proposition/")
    assert page.url.endswith("/recu")
    assert (kept.channel, kept.consent["how"], kept.helper.email) == (
        "phone", "said", "aide@example.org",
    )  # fmt: skip


def test_the_same_form_sent_twice_is_kept_once(helper):
    seal = read(helper.get("/saisie")).find("input", {"name": "seal"})["value"]

    first = helper.post("/saisie", sheet(channel="paper", seal=seal))
    second = helper.post("/saisie", sheet(channel="paper", seal=seal))

    assert first.url == second.url
    assert Proposal.objects.get().consent["how"] == "signed"


def test_typing_in_is_for_helpers(client, two_communes):
    assert client.get("/saisie").status_code == 302
    assert sign_in(role=None).get("/saisie").status_code == 404
