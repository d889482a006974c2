"""Who answers for a place proves it, once; who does not learns nothing."""

from datetime import timedelta

import pytest
from django.core import mail

from recoudre.accounts.models import Person
from recoudre.accounts.rules import Roles
from recoudre.inventory.claiming import (
    LETTER_DAYS,
    MAIL_DAYS,
    MAX_TRIES,
    is_of_domain,
    is_of_registry,
    write_claim_code,
)
from recoudre.inventory.models import Claim, LogLine, Occasion
from recoudre.inventory.queries.claims import (
    find_claimable,
    has_proved_claim,
    list_waiting_claims,
)
from recoudre.inventory.queries.moderation import count_claims
from recoudre.inventory.queries.scope import read_scope
from recoudre.inventory.services.claims import (
    ClaimDecidedError,
    TooManyClaimsError,
    create_claim,
    decide_claim,
    erase_claims,
    prove_claim,
)
from recoudre.vocabulary.decisions import ClaimProof, ClaimState, RefusalReason
from recoudre.vocabulary.lists import Sector, State
from recoudre.vocabulary.records import StewardValues
from tests.stock import NOON, make_incoming

SIRET = "12345678900011"
SOON = NOON + timedelta(hours=1)


@pytest.fixture
def place(register, write):
    """A place with a steward that a register knows, an e-mail, a website and an address."""
    steward = StewardValues("Le Fil", Sector.ASSOCIATION, siret=SIRET, rna="W261000001")
    write(
        register,
        make_incoming(
            "1", steward=steward, email="Le.Fil@example.org", website="https://www.lefil.fr/a",
            address="2 place des Halles",
        ),
    )  # fmt: skip
    return Occasion.objects.get()


def ask(place, email="le.fil@example.org", proof=ClaimProof.REGISTRY, number=SIRET, at=NOON):
    return create_claim(occasion=place, email=email, proof=proof, number=number, at=at)


def prove(place, typed, email="le.fil@example.org", at=SOON):
    return prove_claim(occasion=place, email=email, typed=typed, at=at)


@pytest.mark.parametrize(
    ("email", "number", "holds"),
    [
        ("le.fil@example.org", SIRET, True),
        ("LE.FIL@example.org", "123 456 789 00011", True),
        ("le.fil@example.org", "w261000001", True),
        ("le.fil@example.org", "12345678900012", False),
        ("le.fil@example.org", "", False),
        ("autre@example.org", SIRET, False),
    ],
)
def test_the_registry_proves_with_the_number_and_the_e_mail_on_record(place, email, number, holds):
    assert is_of_registry(place, email=email, number=number) is holds


@pytest.mark.parametrize(
    ("website", "email", "holds"),
    [
        ("https://www.lefil.fr/contact", "marie@lefil.fr", True),
        ("https://lefil.fr", "marie@LEFIL.fr", True),
        ("https://lefil.fr", "marie@pas-lefil.fr", False),
        ("https://lefil.fr", "marie@sous.lefil.fr", False),
        ("https://lefil.free.fr", "marie@free.fr", False),
        ("https://free.fr/lefil", "marie@free.fr", False),
        ("", "marie@lefil.fr", False),
    ],
)
def test_the_domain_proves_only_when_it_is_the_very_one_of_the_website(website, email, holds):
    assert is_of_domain(Occasion(website=website), email=email) is holds


def test_the_right_proof_sends_a_code_to_that_address(place, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        claim = ask(place)

    [sent] = mail.outbox
    assert sent.to == ["le.fil@example.org"]
    assert write_claim_code(claim) in sent.body


def test_the_code_is_kept_nowhere(place):
    claim = ask(place)

    assert write_claim_code(claim) not in " ".join(map(str, Claim.objects.values_list().get()))


def test_a_wrong_proof_sends_nothing_and_waits_for_a_moderator(
    place, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        claim = ask(place, email="pirate@example.org")

    assert mail.outbox == []
    assert (claim.state, claim.code_digest) == ("waiting", "")
    assert prove(place, write_claim_code(claim), email="pirate@example.org") is None


def test_the_code_proves_and_makes_a_person_who_answers_for_this_place_alone(place):
    claim = ask(place)

    assert prove(place, write_claim_code(claim).lower().replace("-", " "))

    person = Person.objects.get(email="le.fil@example.org")
    assert has_proved_claim(person, place)
    assert not person.assignments.exists()
    line = LogLine.objects.get()
    assert (line.act, line.is_automatic, line.territory_code) == ("claim_proved", True, "26114")


def test_a_code_is_tried_five_times_then_serves_no_more(place):
    claim = ask(place)
    for _ in range(MAX_TRIES):
        assert prove(place, "BCDF-GHJK") is None

    assert prove(place, write_claim_code(claim)) is None
    assert Claim.objects.get().tries == MAX_TRIES


@pytest.mark.parametrize(
    ("proof", "days"), [(ClaimProof.REGISTRY, MAIL_DAYS), (ClaimProof.LETTER, LETTER_DAYS)]
)
def test_a_code_expires(place, proof, days):
    claim = ask(place, proof=proof)
    end = NOON + timedelta(days=days)

    assert prove(place, write_claim_code(claim), at=end) is None
    assert prove(place, write_claim_code(claim), at=end - timedelta(seconds=1))


def test_a_code_is_good_for_its_own_e_mail(place):
    claim = ask(place)

    assert prove(place, write_claim_code(claim), email="pirate@example.org") is None


def test_asking_again_makes_a_new_code(place):
    old = write_claim_code(ask(place))
    new = write_claim_code(ask(place, at=SOON))

    assert Claim.objects.count() == 1
    assert prove(place, old) is None
    assert prove(place, new)


def test_a_second_press_sends_no_second_mail(place, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = ask(place)
        again = ask(place, at=NOON + timedelta(minutes=9))

    assert first == again
    assert len(mail.outbox) == 1


def test_a_letter_goes_only_where_there_is_an_address(place):
    assert ask(place, proof=ClaimProof.LETTER).code_digest
    place.address = ""

    assert not ask(place, proof=ClaimProof.LETTER, at=SOON).code_digest


def test_a_crowd_of_claims_is_stopped(place):
    for number in range(5):
        ask(place, email=f"p{number}@example.org")

    with pytest.raises(TooManyClaimsError, match="Decide them first"):
        ask(place, email="encore@example.org")


def test_a_moderator_refuses_with_a_reason_that_the_log_says(place):
    claim = ask(place, email="pirate@example.org")
    by = Person.objects.create_user("moderation@example.org")

    decide_claim(claim=claim, is_proved=False, at=SOON, by=by, reason=RefusalReason.UNVERIFIABLE)

    line = LogLine.objects.get()
    assert (line.act, line.reason, line.is_automatic) == ("claim_refused", "unverifiable", False)
    assert Claim.objects.get().decided_by == by
    assert not Person.objects.filter(email="pirate@example.org").exists()


def test_two_moderators_do_not_decide_the_same_claim(place):
    claim = ask(place)
    decide_claim(claim=claim, is_proved=True, at=SOON)

    with pytest.raises(ClaimDecidedError, match="already decided"):
        decide_claim(claim=claim, is_proved=False, at=SOON)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State.PUBLISHED, True),
        (State.DORMANT, True),
        (State.ENDED, True),
        (State.WITHDRAWN, False),
        (State.REFUSED, False),
        (State.PROPOSED, False),
    ],
)
def test_what_is_hidden_is_claimed_by_nobody(place, state, found):
    Occasion.objects.update(state=state)

    assert (find_claimable(place.pk) is not None) is found


def test_a_claim_refused_or_expired_long_ago_is_erased_with_its_email(place):
    refused = ask(place, email="pirate@example.org")
    decide_claim(claim=refused, is_proved=False, at=NOON, reason=RefusalReason.UNVERIFIABLE)
    ask(place, email="distraite@example.org")

    assert erase_claims(at=NOON + timedelta(days=60)) == 0
    assert erase_claims(at=NOON + timedelta(days=400)) == 2
    assert not Claim.objects.exists()


def test_a_proved_claim_is_never_erased(place):
    claim = ask(place)
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.PROVED, decided_at=NOON)

    assert erase_claims(at=NOON + timedelta(days=4_000)) == 0


def test_a_claim_whose_code_expired_is_counted_as_it_is_listed(place):
    ask(place, email="lente@example.org")
    Claim.objects.update(expires_at=NOON - timedelta(days=1))
    scope = read_scope(Roles.of([("moderator", "26")]))

    assert count_claims(scope) == len(list_waiting_claims(scope)) == 1
