"""A link sets the day of the last word: signed, used once, expiring; an import never does."""

from datetime import date, timedelta

import pytest

from recoudre.inventory.links import LINK_DAYS, digest_link_token, is_open
from recoudre.inventory.models import (
    Claim,
    Confirmation,
    ConfirmationLink,
    Occasion,
    OccasionChange,
    Proposal,
    SearchEntry,
)
from recoudre.inventory.queries.confirmations import (
    find_link,
    find_steward_email,
    list_letters,
    list_unconfirmed,
)
from recoudre.inventory.services.confirmations import (
    LinkSpentError,
    change_by_link,
    confirm_by_link,
    confirm_occasion,
    create_link,
    end_by_link,
    end_occasion,
)
from recoudre.inventory.services.freshening import freshen_occasions
from recoudre.inventory.services.proposals import Draft
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Channel, Kind, State
from tests.stock import LATER, NOON, make_incoming

WORD = ("confirmed_on", "confirmed_by", "confirmed_channel")


@pytest.fixture
def place(register, write):
    """A place with a phone and an e-mail."""
    write(register, make_incoming("1", phone="0475000001", email="Cafe@example.org"))
    return Occasion.objects.get()


def send(occasion, at=NOON, role=Role.STEWARD, channel=Channel.WEB):
    token = create_link(occasion=occasion, role=role, channel=channel, at=at)
    return find_link(token)


def read_word():
    return Occasion.objects.values_list(*WORD).get()


def test_a_link_says_it_is_still_true_with_its_role_and_channel(place):
    confirm_by_link(link=send(place), at=LATER)

    assert read_word() == (date(2026, 3, 10), "steward", "web")
    said = Confirmation.objects.get()
    assert (said.answer, said.role, said.channel, said.at) == (
        "still_true", "steward", "web", LATER,
    )  # fmt: skip


def test_the_word_is_told_in_the_history(place):
    confirm_by_link(link=send(place), at=LATER)

    line = OccasionChange.objects.first()
    assert (line.cause, line.changes) == ("confirmation", {"confirmed_on": [None, "2026-03-10"]})


def test_the_token_itself_is_kept_nowhere(place):
    token = create_link(occasion=place, role=Role.STEWARD, channel=Channel.WEB, at=NOON)

    kept = ConfirmationLink.objects.values_list().get()
    assert token not in " ".join(map(str, kept))
    assert ConfirmationLink.objects.get().digest == digest_link_token(token)


def test_a_link_works_once(place):
    link = send(place)
    confirm_by_link(link=link, at=LATER)

    with pytest.raises(LinkSpentError, match="was used"):
        confirm_by_link(link=link, at=LATER)

    assert Confirmation.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "opens"), [(0, True), (LINK_DAYS - 1, True), (LINK_DAYS, False), (400, False)]
)
def test_a_link_expires_after_45_days(place, days, opens):
    assert is_open(send(place), NOON + timedelta(days=days)) is opens


def test_an_expired_link_writes_nothing(place):
    link = send(place)

    with pytest.raises(LinkSpentError):
        end_by_link(link=link, ended_on=None, reason="", at=NOON + timedelta(days=LINK_DAYS))

    assert read_word() == (None, "", "")
    assert ConfirmationLink.objects.get().used_at is None


def test_a_forged_token_finds_nothing(place):
    send(place)

    assert find_link("forged") is None
    assert find_link(ConfirmationLink.objects.get().digest) is None


def test_of_two_clicks_that_read_the_link_at_once_one_is_heard(place):
    one = send(place)
    other = ConfirmationLink.objects.get()
    confirm_by_link(link=one, at=LATER)

    with pytest.raises(LinkSpentError):
        end_by_link(link=other, ended_on=None, reason="", at=LATER)

    assert Confirmation.objects.count() == 1
    assert Occasion.objects.get().state == State.PUBLISHED


def test_what_is_over_is_said_by_its_steward_and_keeps_its_page(place, register, write):
    end_by_link(link=send(place), ended_on=date(2026, 2, 1), reason="Plus de bénévoles", at=LATER)
    write(register, changes=[make_incoming("1", phone="0475000002")], at=LATER)

    assert Occasion.objects.get().state == State.ENDED
    assert Confirmation.objects.get().note == "1er février 2026 : Plus de bénévoles"
    assert read_word()[0] is None


def test_who_said_it_over_may_say_it_goes_on(place):
    end_occasion(occasion=place, role=Role.STEWARD, channel=Channel.PHONE, at=NOON)

    confirm_occasion(occasion=place, role=Role.STEWARD, channel=Channel.PHONE, at=LATER)

    assert Occasion.objects.get().state == State.PUBLISHED
    assert read_word()[0] == date(2026, 3, 10)


def test_a_word_wakes_what_sleeps(place):
    later = NOON + timedelta(days=1500)
    freshen_occasions(at=later, read_at={})
    assert Occasion.objects.get().state == State.DORMANT

    confirm_occasion(occasion=place, role=Role.MODERATOR, channel=Channel.PHONE, at=later)

    assert Occasion.objects.get().state == State.PUBLISHED
    assert SearchEntry.objects.count() == 1
    freshen_occasions(at=later, read_at={})
    assert Occasion.objects.get().state == State.PUBLISHED


def test_a_change_by_a_link_is_the_word_of_the_steward(place):
    draft = Draft(place.territory, {"phone": "0475000099"}, place)

    code = change_by_link(link=send(place), draft=draft, token="t", at=LATER)

    assert code
    assert Occasion.objects.get().phone == "0475000099"
    assert Proposal.objects.get().state == "accepted"
    assert Confirmation.objects.get().answer == "to_change"
    assert read_word() == (date(2026, 3, 10), "steward", "web")


def test_a_change_that_changes_nothing_only_confirms(place):
    change_by_link(link=send(place), draft=Draft(place.territory, {}, place), token="t", at=LATER)

    assert Proposal.objects.count() == 0
    assert read_word()[0] == date(2026, 3, 10)


def test_a_visitor_has_no_voice(place):
    with pytest.raises(KeyError):
        confirm_occasion(occasion=place, role=Role.VISITOR, channel=Channel.WEB, at=LATER)


def test_what_nobody_confirmed_is_to_check_and_what_is_recent_is_not(place):
    assert list(list_unconfirmed(today=LATER.date())) == [place]
    confirm_by_link(link=send(place), at=LATER)

    assert not list_unconfirmed(today=LATER.date())
    assert not list_unconfirmed(today=LATER.date() + timedelta(days=365))
    assert list_unconfirmed(today=LATER.date() + timedelta(days=366))


@pytest.mark.parametrize(
    ("codes", "count"),
    [(["26114"], 1), (["26"], 1), (["242600492"], 1), (["FR"], 1), (["26113"], 0), ([], 0)],
)
def test_what_is_to_check_is_read_by_territory(place, codes, count):
    assert list_unconfirmed(today=LATER.date(), codes=codes).count() == count


def prove(occasion, email):
    Claim.objects.create(
        occasion=occasion, email=email, proof="domain", state="proved", created_at=NOON,
        expires_at=LATER, decided_at=NOON,
    )  # fmt: skip


def test_the_address_of_a_proved_claim_comes_first(place):
    assert find_steward_email(place) == "cafe@example.org"

    prove(place, "porteuse@example.org")

    assert find_steward_email(place) == "porteuse@example.org"


def test_one_mail_gathers_what_one_address_answers_for(register, write):
    for number, email in (
        (1, "a@example.org"),
        (2, "A@example.org"),
        (3, "b@example.org"),
        (4, ""),
    ):
        write(register, make_incoming(str(number), name=f"Lieu {number}", email=email))

    letters = list_letters(at=LATER)

    assert [(one.email, len(one.occasions)) for one in letters] == [
        ("a@example.org", 2),
        ("b@example.org", 1),
    ]


def test_an_address_is_not_written_to_twice_in_30_days(register, write):
    write(register, make_incoming("1", email="a@example.org"))
    first = Occasion.objects.get()
    confirm_by_link(link=send(first), at=NOON)
    write(register, make_incoming("2", name="Four", email="a@example.org"))

    assert list_letters(at=NOON + timedelta(days=29)) == []
    assert len(list_letters(at=NOON + timedelta(days=30))) == 1


def test_who_does_not_answer_is_asked_again_half_an_interval_later(place):
    send(place)

    assert list_letters(at=NOON + timedelta(days=181)) == []
    assert len(list_letters(at=NOON + timedelta(days=182))) == 1


def test_nobody_is_written_to_about_what_is_invented_or_over(register, write):
    write(register, make_incoming("1", email="a@example.org"), is_fictional=True)
    write(register, make_incoming("2", name="Four", email="b@example.org", state=State.ENDED))

    assert list_letters(at=LATER) == []


def test_the_mails_of_many_places_cost_four_queries(register, write, django_assert_max_num_queries):
    places = [make_incoming(str(n), name=f"Lieu {n}", email=f"l{n}@example.org") for n in range(40)]
    write(register, *places, make_incoming("g", kind=Kind.GATHERING, name="Bal", email="g@e.org"))

    with django_assert_max_num_queries(5):
        assert len(list_letters(at=LATER)) == 41
