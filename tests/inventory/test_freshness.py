"""Fresh means that a person said it is still true: a file never says so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.freshness import (
    INTERVALS,
    SLEEPS_AFTER,
    Word,
    compute_freshness,
    find_due_on,
    write_freshness,
    write_warning,
)
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Channel, Freshness, Kind, Sector

TODAY = date(2026, 3, 9)
DAYS = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2027, 12, 31)))
ORDER = list(Freshness)


def ago(days):
    return TODAY - timedelta(days=days)


def step(kind=Kind.PLACE, confirmed_on=None, said_on=None, last_seen_on=TODAY, today=TODAY):
    return compute_freshness(
        kind=kind, confirmed_on=confirmed_on, said_on=said_on, last_seen_on=last_seen_on,
        today=today,
    )  # fmt: skip


def test_the_interval_of_each_kind_is_published_with_its_reason():
    days = {kind: one.days for kind, one in INTERVALS.items()}

    assert days == {Kind.PLACE: 365, Kind.GATHERING: 120, Kind.PROJECT: 180}
    assert all(one.reason for one in INTERVALS.values())


def test_the_guide_publishes_the_same_intervals(repository):
    guide = (repository / "docs/utiliser/confirmer.md").read_text("utf-8")

    for kind, interval in INTERVALS.items():
        assert f"| {kind.label} | {interval.days} jours | {interval.reason} |" in guide


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.RECENT),
        (365, Freshness.RECENT),
        (366, Freshness.TO_CHECK),
        (730, Freshness.TO_CHECK),
        (731, Freshness.NOT_CONFIRMED),
    ],
)
def test_the_word_of_a_person_ages_by_steps(days, expected):
    assert step(confirmed_on=ago(days)) == expected


def test_a_young_file_is_to_check_and_an_old_one_is_not_confirmed():
    assert step(said_on=ago(10)) == Freshness.TO_CHECK
    assert step(said_on=ago(366)) == Freshness.NOT_CONFIRMED
    assert step() == Freshness.TO_CHECK


def test_what_a_source_still_lists_does_not_sleep():
    assert step(confirmed_on=ago(3000), last_seen_on=ago(1)) == Freshness.NOT_CONFIRMED


def test_what_nobody_and_no_source_says_for_three_intervals_sleeps():
    limit = SLEEPS_AFTER * 365

    assert step(last_seen_on=ago(limit)) != Freshness.DORMANT
    assert step(last_seen_on=ago(limit + 1)) == Freshness.DORMANT
    assert step(last_seen_on=None) == Freshness.DORMANT


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        (date(2026, 6, 20), date(2026, 8, 31), Freshness.RECENT),
        (date(2026, 6, 20), date(2026, 9, 1), Freshness.TO_CHECK),
        (date(2026, 7, 1), date(2026, 9, 1), Freshness.RECENT),
        (date(2026, 1, 10), date(2026, 3, 9), Freshness.RECENT),
    ],
)
def test_a_gathering_is_to_check_when_a_season_opens(said, today, expected):
    assert step(Kind.GATHERING, confirmed_on=said, today=today) == expected


def test_a_place_knows_no_season():
    assert step(confirmed_on=date(2026, 6, 20), today=date(2026, 9, 1)) == Freshness.RECENT


def test_a_word_is_due_one_interval_later():
    assert find_due_on(kind=Kind.GATHERING, confirmed_on=date(2026, 1, 1)) == date(2026, 5, 1)
    assert find_due_on(kind=Kind.PLACE, confirmed_on=None) is None


@given(kind=st.sampled_from(list(Kind)), said_on=DAYS, seen=DAYS)
def test_no_file_ever_makes_it_recent(kind, said_on, seen):
    assert step(kind, said_on=said_on, last_seen_on=seen) != Freshness.RECENT


@given(kind=st.sampled_from(list(Kind)), told=DAYS, said_on=DAYS, seen=DAYS)
def test_a_person_of_today_always_makes_it_recent_or_wakes_it(kind, told, said_on, seen):
    today = step(kind, confirmed_on=TODAY, said_on=said_on, last_seen_on=seen)
    before = step(kind, confirmed_on=told, said_on=said_on, last_seen_on=seen)

    assert today == Freshness.RECENT
    assert before in Freshness


@given(
    kind=st.sampled_from([Kind.PLACE, Kind.PROJECT]),
    told=DAYS,
    said_on=DAYS,
    seen=DAYS,
    days=st.integers(0, 4000),
)
def test_time_alone_never_makes_it_fresher(kind, told, said_on, seen, days):
    values = {"confirmed_on": told, "said_on": said_on, "last_seen_on": seen}

    now = step(kind, **values)
    after = step(kind, **values, today=TODAY + timedelta(days=days))

    assert ORDER.index(after) >= ORDER.index(now)


def spoken(**values):
    return Word(
        kind=Kind.PLACE, confirmed_on=date(2026, 3, 3), role=Role.STEWARD, channel=Channel.PHONE,
        sector=Sector.ASSOCIATION, has_phone=True, **values,
    )  # fmt: skip


def test_the_sentence_says_when_who_and_how():
    assert write_freshness(spoken(), Freshness.RECENT) == (
        "Dit vrai le 3 mars 2026 par l’association qui l’anime, par téléphone."
    )


def test_an_old_word_says_to_call_first():
    assert write_freshness(spoken(), Freshness.NOT_CONFIRMED).replace("\u00a0", " ") == (
        "Pas confirmé depuis le 3 mars 2026 : appelez avant de venir."
    )


def test_a_file_is_named_and_dated():
    word = Word(kind=Kind.PLACE, said_on=date(2026, 1, 2), file_name="France services")

    sentence = write_freshness(word, Freshness.TO_CHECK)

    assert "Personne ne l’a encore confirmé" in sentence
    assert "France services" in sentence
    assert "2 janvier 2026" in sentence
    assert "Dit vrai" not in sentence


def test_without_a_phone_nobody_is_told_to_call():
    word = Word(kind=Kind.PLACE)

    assert "appelez" not in write_freshness(word, Freshness.TO_CHECK)
    assert "renseignez-vous" in write_freshness(word, Freshness.TO_CHECK)


def test_what_sleeps_says_since_when():
    word = Word(kind=Kind.PLACE, last_seen_on=date(2022, 5, 1), has_phone=True)

    assert "1er mai 2022" in write_freshness(word, Freshness.DORMANT)
    assert "La page reste" in write_freshness(Word(kind=Kind.PLACE), Freshness.DORMANT)


@given(
    kind=st.sampled_from(list(Kind)),
    told=DAYS,
    role=st.sampled_from(["", *Role]),
    channel=st.sampled_from(["", *Channel]),
    sector=st.sampled_from(["", *Sector]),
    said_on=DAYS,
    freshness=st.sampled_from(list(Freshness)),
)
def test_there_is_always_one_sentence(kind, told, role, channel, sector, said_on, freshness):
    word = Word(kind, told, role, channel, sector, said_on, "Fichier")

    sentence = write_freshness(word, freshness)

    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert ("Dit vrai" in sentence) <= (told is not None)


def test_a_card_warns_only_of_what_is_old():
    warn = {"kind": Kind.PLACE, "today": TODAY}

    assert write_warning(confirmed_on=None, said_on=None, **warn) == ""
    assert write_warning(confirmed_on=ago(10), said_on=None, **warn) == ""
    assert "2022" in write_warning(confirmed_on=None, said_on=date(2022, 1, 1), **warn)
    assert "Pas confirmé depuis 2023" in write_warning(
        confirmed_on=date(2023, 1, 1), said_on=TODAY, **warn
    )
