"""Proposing without an account: nothing typed is lost, nothing is published unread."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail

from recoudre.inventory.models import Occasion, Proposal
from recoudre.inventory.services.proposals import Draft, create_proposal
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import State
from tests.conftest import StrictClient
from tests.stock import NOON, make_incoming

GARDEN = {"name": "Jardin des Lilas", "kind": "place", "commune": "Dieulefit"}
AS_HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _clock():
    """A clock that the test moves: it is noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def clock(_clock):
    """The clock of the test."""
    return _clock


def read(response):
    """Read an answer as a page."""
    return BeautifulSoup(response.content, "html.parser")


def fill(client, clock, path="/proposer", /, seconds=60, **typed):
    """Open the page, take a minute to fill it, and send it."""
    page = read(client.get(path))
    form = page.select_one("form.propose")
    data = read_form(form) | typed
    clock.shift(seconds)
    return client.post(path, {name: value for name, value in data.items() if value is not None})


def read_form(form):
    """Read what a browser would send of a form."""
    data = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        if one.get("type") in {"checkbox", "radio"}:
            if one.has_attr("checked"):
                data.setdefault(one["name"], []).append(one["value"])
        elif one.name == "select":
            chosen = one.select_one("option[selected]")
            data[one["name"]] = chosen["value"] if chosen else ""
        else:
            data[one["name"]] = one.get("value", one.text.strip("\n"))
    return data


def list_errors(response):
    """List what the summary says is wrong."""
    said = read(response).select(".propose-summary li, .propose-summary p")
    return [one.text.replace("\u00a0", " ") for one in said]


def test_a_visitor_proposes_and_gets_a_code(client, clock, two_communes):
    sent = fill(client, clock, **GARDEN)
    receipt = client.get(sent["Location"])

    proposal = Proposal.objects.get()
    assert sent.status_code == 302
    assert proposal.state == ProposalState.WAITING
    assert proposal.values == {
        "name": "Jardin des Lilas",
        "kind": "place",
        "commune_code": "26114",
    }
    assert sent["Location"].split("/")[2] == read(receipt).select_one(".return-code").text


def test_nothing_is_published_before_somebody_reads_it(client, clock, two_communes):
    fill(client, clock, **GARDEN)

    assert Occasion.objects.count() == 0
    assert b"Jardin des Lilas" not in client.get("/chercher").content


def test_all_that_is_said_is_kept_as_testimony_stores_it(client, clock, two_communes):
    fill(
        client, clock, **GARDEN, hours_note="le soir", summary="On jardine.",
        address="2 rue du Bourg", audiences=["everyone", "seniors"],
        counted_on=["elective:protection"], counted_for=["citizenship:recognition"],
        domains=["food"], cost="free", screen="not_needed", steward_name="Les Jardiniers",
        steward_sector="association", phone="04 75 00 00 01", email="jardin@example.org",
        website="example.org", contact_consented="on", day_1="2026-04-03", start_1="19:00",
        end_1="01:00",
    )  # fmt: skip

    assert Proposal.objects.get().values == {
        "name": "Jardin des Lilas",
        "kind": "place",
        "commune_code": "26114",
        "address": "2 rue du Bourg",
        "hours_note": "le soir",
        "summary": "On jardine.",
        "audiences": ["everyone", "seniors"],
        "bonds": [
            {"bond": "elective", "foundation": "protection", "mark": "stated"},
            {"bond": "citizenship", "foundation": "recognition", "mark": "stated"},
        ],
        "domains": [{"domain": "food", "mark": "stated"}],
        "cost": "free",
        "screen": "not_needed",
        "steward": {"name": "Les Jardiniers", "sector": "association", "siret": "", "rna": ""},
        "phone": "0475000001",
        "email": "jardin@example.org",
        "website": "https://example.org",
        "timings": [{"starts_at": "2026-04-03T19:00:00", "ends_at": "2026-04-04T01:00:00"}],
    }


def test_a_contact_without_consent_stays_with_the_moderators(client, clock, two_communes):
    fill(client, clock, **GARDEN, phone="0475000001")

    proposal = Proposal.objects.get()
    assert "phone" not in proposal.values
    assert proposal.consent == {"private_contact": {"phone": "0475000001"}}


def test_an_email_is_asked_to_confirm_and_a_link_opened_by_a_program_confirms_nothing(
    client, clock, two_communes
):
    fill(client, clock, **GARDEN, author_email="rosa@example.org")
    link = next(word for word in mail.outbox[0].body.split() if "/proposition/confirmer/" in word)
    path = link.removeprefix("http://localhost:8000")

    assert mail.outbox[0].to == ["rosa@example.org"]
    client.get(path)
    assert Proposal.objects.get().state == ProposalState.UNCONFIRMED
    client.post(path)
    assert Proposal.objects.get().state == ProposalState.WAITING


def test_a_forged_confirmation_confirms_nothing(client, two_communes):
    assert client.get("/proposition/confirmer/MTI:forged").status_code == 404


def test_what_is_missing_is_said_next_to_the_field_and_at_the_top(client, clock, two_communes):
    sent = fill(client, clock, name="", commune="Dieulefit", summary="On jardine.")

    assert "Écrivez un nom, même approximatif." in " ".join(list_errors(sent))
    page = read(sent)
    assert page.select_one("#id_name")["aria-invalid"] == "true"
    assert page.select_one("#id_summary").text.strip() == "On jardine."
    assert page.select_one("#a-revoir").has_attr("autofocus")


def test_an_unknown_commune_is_said(client, clock, two_communes):
    sent = fill(client, clock, **GARDEN | {"commune": "Licornville"})

    assert any("Nous ne connaissons pas de commune « Licornville »" in e for e in list_errors(sent))


def test_an_ambiguous_commune_lists_its_choices_and_loses_nothing(client, clock, two_communes):
    Territory.objects.update(search_name="saint paul", name="Saint-Paul")
    asked = fill(client, clock, **GARDEN | {"commune": "Saint-Paul"})
    data = read_form(read(asked).select_one("form.propose"))

    sent = client.post("/proposer", data | {"commune_code": "26113", "kind": "place"})

    assert len(read(asked).select("input[name=commune_code]")) == 2
    assert sent.status_code == 302
    assert Proposal.objects.get().values["commune_code"] == "26113"


def test_a_choice_made_for_other_words_is_not_kept(client, clock, two_communes):
    sent = fill(client, clock, **GARDEN, commune_code="26113", commune_about="Saint-Paul")

    assert sent.status_code == 302
    assert Proposal.objects.get().values["commune_code"] == "26114"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"adresse_bis": "x"}, "Laissez vide"),
        ({"seal": "forged"}, "ouverte depuis longtemps"),
        ({"message": "http://a.fr http://b.fr www.c.fr"}, "Trop de liens"),
        ({"phone": "abc"}, "illisible"),
        ({"email": "abc"}, "nom@exemple.fr"),
        ({"website": "javascript://alert(1)"}, "illisible"),
        ({"day_1": "2026-04-03"}, "À quelle heure"),
        ({"day_1": "31/02/2026", "start_1": "19:00"}, "illisible"),
        ({"kind": "castle"}, "castle"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(client, clock, two_communes, typed, said):
    sent = fill(client, clock, **GARDEN | typed)

    assert said in " ".join(list_errors(sent))
    assert Proposal.objects.count() == 0


def test_a_form_sent_faster_than_a_hand_is_asked_again_and_then_accepted(
    client, clock, two_communes
):
    sent = fill(client, clock, seconds=1, **GARDEN)
    data = read_form(read(sent).select_one("form.propose"))
    clock.shift(10)

    assert "C’était très rapide" in " ".join(list_errors(sent))
    assert client.post("/proposer", data).status_code == 302


def test_pressing_twice_is_one_proposal_with_the_same_code(client, clock, two_communes):
    data = read_form(read(client.get("/proposer")).select_one("form.propose")) | GARDEN
    clock.shift(60)

    first, second = client.post("/proposer", data), client.post("/proposer", data)

    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1


def test_one_address_proposes_twenty_times_in_an_hour(client, clock, two_communes):
    for number in range(20):
        fill(client, clock, seconds=5, **GARDEN | {"name": f"Jardin {number}"})

    sent = fill(client, clock, **GARDEN)

    assert "même endroit que vous" in " ".join(list_errors(sent))
    assert Proposal.objects.count() == 20


def test_what_a_trusted_person_proposes_is_published_at_once(contributor, clock, two_communes):
    sent = fill(contributor, clock, **GARDEN)

    assert Occasion.objects.get().state == State.PUBLISHED
    assert "C’est publié" in read(contributor.get(sent["Location"])).text


def test_what_somebody_trusted_elsewhere_proposes_waits(stranger, clock, two_communes):
    fill(stranger, clock, **GARDEN)

    assert Proposal.objects.get().state == ProposalState.WAITING


def test_what_resembles_it_is_shown_before_anything_is_kept(
    client, clock, two_communes, register, write
):
    write(register, make_incoming("1", name="Jardin des Lilas", address="2 rue du Bourg"))

    asked = fill(client, clock, **GARDEN, address="2 rue du Bourg", summary="On jardine.")

    page = read(asked)
    assert Proposal.objects.count() == 0
    assert "Même nom, même adresse." in page.select_one(".propose-known").text
    assert page.select_one("#id_summary").text.strip() == "On jardine."


@pytest.mark.parametrize("answer", ["other", "beside"])
def test_who_says_that_it_is_something_else_is_believed(
    client, clock, two_communes, register, write, answer
):
    write(register, make_incoming("1", name="Jardin des Lilas"))
    said = answer if answer == "other" else f"beside:{Occasion.objects.get().pk}"

    assert fill(client, clock, **GARDEN, resemblance=said).status_code == 302
    assert Proposal.objects.get().message.startswith("[")


def test_who_says_that_it_is_the_same_goes_on_with_what_was_typed(
    client, clock, two_communes, register, write
):
    write(register, make_incoming("1", name="Jardin des Lilas", phone="0475000001"))
    known = Occasion.objects.get()

    sent = fill(
        client, clock, **GARDEN, summary="On jardine.", resemblance=f"same:{known.pk}"
    )  # fmt: skip

    form = read(sent).select_one("form.propose")
    assert form["action"] == f"/proposer/{known.pk}"
    assert form.select_one("#id_summary").text.strip() == "On jardine."
    clock.shift(60)
    client.post(form["action"], read_form(form))
    assert Proposal.objects.get().values == {"summary": "On jardine."}


def test_htmx_gets_the_very_section_of_the_full_page(client, two_communes, register, write):
    write(register, make_incoming("1", name="Jardin des Lilas"))
    data = GARDEN | {"look": "1"}

    page = read(client.post("/proposer", data)).select_one("#ressemblances")
    fragment = read(client.post("/proposer", data, headers=AS_HTMX)).select_one("#ressemblances")

    assert "Jardin des Lilas" in fragment.text
    assert fragment.prettify() == page.prettify()


def test_to_look_judges_nothing_and_loses_nothing(client, two_communes):
    page = read(client.post("/proposer", {"look": "1", "summary": "On jardine.", "phone": "abc"}))

    assert page.select(".field-error") == []
    assert page.select_one("#id_phone")["value"] == "abc"


@pytest.fixture
def cafe(register, write):
    """A café with a phone, a bond and a steward."""
    write(
        register,
        make_incoming("1", phone="0475000001", summary="Un  café.", address="2 place des Halles"),
    )
    return Occasion.objects.get()


def test_a_change_keeps_only_what_changes_and_what_its_author_saw(client, clock, cafe):
    fill(client, clock, f"/proposer/{cafe.pk}", summary="Un café et une scène.")

    proposal = Proposal.objects.get()
    assert proposal.values == {"summary": "Un café et une scène."}
    assert proposal.base["summary"] == "Un  café."
    assert proposal.occasion == cafe


def test_what_is_emptied_is_proposed_empty(client, clock, cafe):
    fill(client, clock, f"/proposer/{cafe.pk}", address="")

    assert Proposal.objects.get().values == {"address": ""}


def test_a_change_of_nothing_is_no_change(client, clock, cafe):
    sent = fill(client, clock, f"/proposer/{cafe.pk}")

    assert "Vous n’avez rien changé" in " ".join(list_errors(sent))


def test_two_tabs_are_two_changes_each_with_what_it_saw(client, clock, cafe):
    tabs = [read(client.get(f"/proposer/{cafe.pk}")).select_one("form.propose") for _ in "12"]
    clock.shift(60)

    for number, tab in enumerate(tabs):
        client.post(f"/proposer/{cafe.pk}", read_form(tab) | {"summary": f"Texte {number}"})

    assert [one.values["summary"] for one in Proposal.objects.all()] == ["Texte 0", "Texte 1"]


@pytest.mark.parametrize(("short", "values"), [("ended", {"state": "ended"}), ("untrue", {})])
def test_the_short_ways_say_it_in_a_word(client, clock, cafe, short, values):
    seal = read(client.get(f"/proposer/{cafe.pk}")).select_one("[name=seal]")["value"]
    clock.shift(60)

    sent = client.post(
        f"/proposer/{cafe.pk}", {"seal": seal, "short": short, "message": "Fermé depuis mai."}
    )

    proposal = Proposal.objects.get()
    assert sent.status_code == 302
    assert (proposal.values, proposal.message) == (values, "Fermé depuis mai.")


def test_to_say_that_something_is_untrue_one_says_what(client, clock, cafe):
    seal = read(client.get(f"/proposer/{cafe.pk}")).select_one("[name=seal]")["value"]
    clock.shift(60)

    sent = client.post(f"/proposer/{cafe.pk}", {"seal": seal, "short": "untrue"})

    assert "Dites en quelques mots" in " ".join(list_errors(sent))
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REFUSED, State.PROPOSED])
def test_what_is_not_shown_cannot_be_changed(client, cafe, state):
    Occasion.objects.update(state=state)

    assert client.get(f"/proposer/{cafe.pk}").status_code == 404


def test_an_absorbed_occasion_leads_to_the_one_that_was_kept(client, cafe, register, write):
    write(register, make_incoming("2", name="Autre"))
    kept = Occasion.objects.get(name="Autre")
    Occasion.objects.filter(pk=cafe.pk).update(merged_into=kept, state=State.WITHDRAWN)

    assert client.get(f"/proposer/{cafe.pk}")["Location"] == f"/proposer/{kept.pk}"


def test_scripts_are_shown_as_text(client, clock, two_communes):
    sent = fill(client, clock, **GARDEN | {"name": "<script>alert(1)</script>"})
    receipt = client.get(sent["Location"]).content.decode()

    assert "<script>alert" not in receipt
    assert "&lt;script&gt;alert(1)" in receipt


def test_no_page_of_a_proposal_costs_more_than_twelve_queries(
    client, clock, cafe, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        client.get("/proposer")
    with django_assert_max_num_queries(12):
        client.get(f"/proposer/{cafe.pk}")
    with django_assert_max_num_queries(12):
        client.post("/proposer", GARDEN | {"look": "1"})
    sent = fill(client, clock, **GARDEN)
    with django_assert_max_num_queries(12):
        client.get(sent["Location"])


# The author's return.


@pytest.fixture
def proposed(two_communes):
    """A proposal that waits, and its code."""
    draft = Draft(
        territory=Territory.objects.get(code="26114"),
        values={"name": "Jardin", "kind": "place", "commune_code": "26114"},
    )
    return create_proposal(draft=draft, token="token", at=NOON)


def test_the_code_shows_when_the_answer_is_promised(client, proposed):
    page = read(client.get(f"/proposition/{proposed.code}")).text

    assert "Jardin" in page
    assert "19 mars 2026" in page


def test_the_code_may_be_typed_in_any_case(client, proposed):
    answer = client.post("/proposition", {"code": proposed.code.lower().replace("-", " ")})

    assert answer["Location"] == f"/proposition/{proposed.code}"


def test_a_stranger_sees_no_proposal(client, proposed):
    for path in (
        "/proposition/BCDF-GHJK-MNPR-TWXZ",
        f"/proposition/{proposed.proposal.pk}",
        "/proposition/BCDF-GHJK-MNPR-TWXZ/recu",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert b"Jardin" not in answer.content


def test_thirty_wrong_codes_stop_even_the_right_one_for_an_hour(client, clock, proposed):
    for _ in range(30):
        client.get("/proposition/BCDF-GHJK-MNPR-TWXZ")

    assert client.get(f"/proposition/{proposed.code}").status_code == 429
    clock.shift(3_601)
    assert client.get(f"/proposition/{proposed.code}").status_code == 200


def test_another_address_is_not_stopped_by_those_wrong_codes(client, proposed):
    for _ in range(30):
        client.get("/proposition/BCDF-GHJK-MNPR-TWXZ")

    elsewhere = StrictClient(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.get(f"/proposition/{proposed.code}").status_code == 200


def test_the_answer_is_told_field_by_field_with_its_reasons(client, proposed):
    Proposal.objects.update(
        state=ProposalState.PARTLY_ACCEPTED, decided_at=NOON, reply="Merci à vous.",
        fates={
            "name": {"accepted": True, "reason": ""},
            "kind": {"accepted": False, "reason": "unverifiable"},
        },
    )  # fmt: skip

    page = read(client.get(f"/proposition/{proposed.code}")).text

    assert "acceptée en partie" in page
    assert "nous n’avons pas pu le vérifier" in page
    assert "Merci à vous." in page


def test_an_author_withdraws_their_proposal(client, proposed):
    client.post(f"/proposition/{proposed.code}/retirer")

    assert Proposal.objects.get().state == ProposalState.WITHDRAWN
    assert "retirée par son auteur" in read(client.get(f"/proposition/{proposed.code}")).text


def test_the_pages_of_a_code_are_kept_by_nobody(client, proposed):
    answer = client.get(f"/proposition/{proposed.code}")

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
