"""People who flood, pretend, guess and come back late: nobody else pays for it."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import RequestFactory

from recoudre.inventory.attempts import find_address
from recoudre.inventory.claiming import MAX_WAITING, is_of_domain, write_claim_code
from recoudre.inventory.forms.seals import make_seal
from recoudre.inventory.models import Claim, Occasion, Proposal
from recoudre.inventory.services.claims import TooManyClaimsError, create_claim, prove_claim
from recoudre.inventory.services.merges import merge_occasions
from recoudre.inventory.services.moderation import decide_proposal
from recoudre.inventory.services.proposals import tell_author
from recoudre.inventory.telling import tell_visible
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ClaimProof, ClaimState, ProposalState
from tests.inventory.moderating import make_elsewhere, make_person, make_proposal
from tests.stock import NOON, make_incoming

VICTIM = "victime@lefil.example"


@pytest.fixture
def clock():
    """Noon, and a clock that a test moves."""
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def place(register, write):
    """A place whose website and address are known."""
    write(
        register,
        make_incoming("1", website="https://lefil.example", address="2 place des Halles",
                      phone="0475000001"),
    )  # fmt: skip
    return Occasion.objects.get()


# Mail that does not leave.


@pytest.fixture
def refused(settings, caplog):
    """A mail server that refuses all, and every word of the log."""
    caplog.set_level("DEBUG")
    settings.EMAIL_BACKEND = "tests.malice.mailboxes.RefusingBackend"
    return caplog


def test_a_code_that_cannot_leave_is_no_failure_and_names_nobody(
    client, place, refused, django_capture_on_commit_callbacks
):
    asked = {"email": VICTIM, "proof": "domain"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/occasion/{place.pk}/repondre", asked)

    assert answer.status_code == 302
    assert Claim.objects.get().email == VICTIM
    assert VICTIM not in refused.text


@pytest.mark.parametrize("is_known", [True, False])
def test_a_code_to_sign_in_that_cannot_leave_is_said(client, two_communes, refused, is_known):
    if is_known:
        make_person(VICTIM)

    answer = client.post("/compte/entrer", {"email": VICTIM})

    assert answer.status_code == 200
    assert "n’est pas parti" in answer.content.decode()
    assert VICTIM in answer.content.decode()
    assert VICTIM not in refused.text


def test_an_answer_that_cannot_leave_does_not_undo_the_decision(two_communes, refused):
    proposal = make_proposal(author_email=VICTIM)
    chief = make_person("chef@example.org")

    decide_proposal(
        proposal_id=proposal.pk, version=0, decisions={}, reason="unverifiable", reply="",
        moderator=chief, at=NOON,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert tell_author(proposal) is False
    assert proposal.state == ProposalState.REFUSED
    assert VICTIM not in refused.text


# Claims.


@pytest.mark.parametrize("website", ["http://[::1", "http://]", "http://[x]/", "", "lefil", "//"])
def test_a_website_that_is_none_proves_nothing(client, place, website):
    Occasion.objects.update(website=website)
    place.refresh_from_db()

    answer = client.post(f"/occasion/{place.pk}/repondre", {"email": VICTIM, "proof": "domain"})

    assert answer.status_code == 302
    assert not is_of_domain(place, email=VICTIM)
    assert client.get(place.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("website", "email"),
    [
        ("https://lefil.example", "x@lefil.example.evil.example"),
        ("https://lefil.example", "x@evil-lefil.example"),
        ("https://lefil.example", "x@xn--lefl-2ra.example"),
        ("https://lefil.example", "x@lefıl.example"),
        ("https://lefil.example@evil.example", "x@lefil.example"),
        ("https://evil.example/?https://lefil.example", "x@lefil.example"),
        ("https://asso.lefil.example", "x@lefil.example"),
        ("https://gmx.fr/lefil", "x@gmx.fr"),
        ("https://neuf.fr/lefil", "x@neuf.fr"),
        ("https://www.aol.com", "x@aol.com"),
        ("https://mailo.com/lefil", "x@mailo.com"),
        ("https://gmail.com.", "x@gmail.com."),
    ],
)
def test_a_domain_that_looks_alike_or_is_everybodys_proves_nothing(place, website, email):
    place.website = website

    assert not is_of_domain(place, email=email)


def test_who_fills_the_queue_does_not_keep_out_who_can_prove(place):
    for number in range(MAX_WAITING):
        create_claim(occasion=place, email=f"f{number}@evil.example", proof=ClaimProof.DOMAIN,
                     at=NOON)  # fmt: skip
    with pytest.raises(TooManyClaimsError):
        create_claim(occasion=place, email="x@evil.example", proof=ClaimProof.DOMAIN, at=NOON)

    claim = create_claim(occasion=place, email=VICTIM, proof=ClaimProof.DOMAIN, at=NOON)

    assert prove_claim(occasion=place, email=VICTIM, typed=write_claim_code(claim), at=NOON)


def test_claims_that_expired_keep_nobody_out(place):
    for number in range(MAX_WAITING):
        create_claim(occasion=place, email=f"f{number}@evil.example", proof=ClaimProof.DOMAIN,
                     at=NOON)  # fmt: skip
    later = NOON + timedelta(days=3)

    claim = create_claim(occasion=place, email=VICTIM, proof=ClaimProof.REGISTRY, number="1",
                         at=later)  # fmt: skip

    assert claim.state == ClaimState.WAITING


def test_nobody_makes_the_letter_of_another_useless(place):
    claim = create_claim(occasion=place, email=VICTIM, proof=ClaimProof.LETTER, at=NOON)
    code, later = write_claim_code(claim), NOON + timedelta(days=2)

    for proof in (ClaimProof.DOMAIN, ClaimProof.LETTER, ClaimProof.REGISTRY):
        create_claim(occasion=place, email=VICTIM, proof=proof, number="1", at=later)

    assert prove_claim(occasion=place, email=VICTIM, typed=code, at=later + timedelta(days=3))


# Forms that come back late, or from elsewhere.


def send_change(client, clock, shown, typed, base=None):
    """Send a change as its page does, a minute after it was shown."""
    base = tell_visible(shown) if base is None else base
    clock.shift(60)
    page = {name: base.get(name, "") for name in ("name", "kind", "address", "phone", "website")}
    page |= {"commune": "Dieulefit", "seal": make_seal(NOON, base).text, "contact_consented": "on"}
    return client.post(f"/proposer/{shown.pk}", page | typed)


def test_a_change_sent_after_a_merge_is_kept(client, clock, register, write):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}") for n in (1, 2, 3)))
    first, second, third = Occasion.objects.order_by("pk")
    merge_occasions(kept_id=second.pk, absorbed_id=third.pk, at=NOON)
    merge_occasions(kept_id=first.pk, absorbed_id=second.pk, at=NOON)

    answer = send_change(client, clock, third, {"summary": "Un jardin partagé."})

    assert answer.status_code == 302
    assert "/recu" in answer["Location"]
    assert Proposal.objects.get().occasion == first


def test_a_chain_of_aliases_is_followed_in_one_step(client, register, write):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}") for n in range(30)))
    keys = list(Occasion.objects.order_by("pk").values_list("pk", flat=True))
    Occasion.objects.filter(pk__in=keys[1:]).update(state="withdrawn")
    for kept, absorbed in pairwise(keys):
        Occasion.objects.filter(pk=absorbed).update(merged_into=kept)

    changed = client.get(f"/proposer/{keys[-1]}")
    read = client.get(f"/occasion/{keys[-1]}")

    assert changed["Location"] == f"/proposer/{keys[0]}"
    assert read["Location"].startswith(f"/occasion/{keys[0]}")


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_a_change_of_what_is_no_longer_shown_is_kept_by_nobody(client, clock, place, state):
    base = tell_visible(place)
    Occasion.objects.update(state=state)

    assert send_change(client, clock, place, {"summary": "Oui"}, base).status_code == 404
    assert Proposal.objects.count() == 0


def test_who_is_trusted_here_moves_nothing_elsewhere_alone(contributor, clock, place):
    make_elsewhere()

    send_change(contributor, clock, place, {"commune": "Brest", "commune_code": "29019"})

    place.refresh_from_db()
    assert place.territory.code == "26114"
    assert Proposal.objects.get().state == ProposalState.WAITING


def test_who_is_trusted_here_still_publishes_here_alone(contributor, clock, place):
    send_change(contributor, clock, place, {"summary": "Un jardin partagé."})

    place.refresh_from_db()
    assert place.summary == "Un jardin partagé."


MASS = {
    "state": "ended", "confirmed_on": "2026-01-01", "confirmed_by": "steward",
    "trust": "verified", "is_fictional": "1", "is_trusted": "1", "territory": "29019",
    "pk": "1", "id": "1", "merged_into": "1", "pins": "{}", "occasion": "1", "author": "1",
    "channel": "import", "values": "{}", "version": "9", "decided_by": "1",
    "siret": "1", "steward_siret": "12345678900011", "lat": "0",
}  # fmt: skip


def test_a_form_sets_only_what_it_shows(client, clock, place):
    send_change(client, clock, place, MASS | {"summary": "Un jardin partagé."})

    proposal = Proposal.objects.get()
    assert proposal.values == {"summary": "Un jardin partagé."}
    assert (proposal.state, proposal.channel, proposal.version) == ("waiting", "web", 0)
    assert (proposal.occasion, proposal.author, proposal.territory) == (
        place, None, Territory.objects.get(code="26114")
    )  # fmt: skip


# Who asks.


@pytest.mark.parametrize(
    ("trusted", "said", "told"),
    [
        (0, "1.2.3.4", "9.9.9.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6,7.7.7.7,1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "10.0.0.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "1.2.3.4:5678", "1.2.3.4"),
        (1, "[2001:db8::1]:5678", "2001:db8::/64"),
        (1, "2001:db8::1", "2001:db8::/64"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "unknown", ""),
    ],
)
def test_nobody_pretends_to_come_from_elsewhere(settings, trusted, said, told):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=said)

    assert find_address(request) == told
