"""What nobody speaks of falls asleep, is never erased, and only a voice wakes it."""

from datetime import timedelta

import pytest

from recoudre.inventory.models import Occasion, OccasionChange, SearchEntry, SourceRecord
from recoudre.inventory.services.electing import elect_again, start_writing
from recoudre.inventory.services.freshening import freshen_occasions, set_state
from recoudre.inventory.services.testimonies import write_testimony
from recoudre.vocabulary.lists import Kind, State, Trust
from tests.stock import LATER, NOON, make_incoming

FOUR_YEARS_LATER = NOON + timedelta(days=4 * 365)


def freshen(at=FOUR_YEARS_LATER, read_at=()):
    done = freshen_occasions(at=at, read_at=dict(read_at))
    return (done.read, done.asleep, done.awake)


def state():
    return Occasion.objects.get().state


@pytest.fixture
def asleep(register, write):
    """A place that no source listed for four years."""
    write(register, make_incoming("1"))
    freshen()
    return Occasion.objects.get()


def test_what_is_listed_this_year_stays_awake(register, write):
    write(register, make_incoming("1"))

    assert freshen(at=LATER) == (1, 0, 0)
    assert state() == State.PUBLISHED


def test_what_nobody_lists_nor_confirms_falls_asleep_and_stays_whole(asleep):
    assert asleep.state == State.DORMANT
    assert asleep.name == "Café des Halles"
    assert SourceRecord.objects.count() == 1
    assert SearchEntry.objects.count() == 0


def test_falling_asleep_is_written_in_the_history(asleep):
    line = OccasionChange.objects.filter(occasion=asleep).first()

    assert (line.cause, line.changes) == ("fraîcheur", {"state": ["published", "dormant"]})
    assert asleep.changed_at == FOUR_YEARS_LATER


def test_the_second_time_the_same_night_writes_nothing(asleep):
    lines = OccasionChange.objects.count()

    assert freshen() == (1, 0, 0)
    assert OccasionChange.objects.count() == lines


def test_a_word_of_this_year_keeps_awake_what_no_file_lists(register, write):
    write(register, make_incoming("1"))
    Occasion.objects.update(confirmed_on=FOUR_YEARS_LATER.date() - timedelta(days=30))

    freshen()

    assert state() == State.PUBLISHED


def test_a_source_that_is_still_read_keeps_awake_what_it_lists(register, write):
    write(register, make_incoming("1"))

    freshen(read_at={register.pk: FOUR_YEARS_LATER - timedelta(days=1)})

    assert state() == State.PUBLISHED


def test_a_source_that_lists_it_no_more_does_not_keep_it_awake(register, open_source, write):
    write(register, make_incoming("1", phone="0475000001"))
    write(open_source, make_incoming("2", phone="0475000001"))
    write(open_source, withdrawals=["2"], at=LATER)

    freshen(read_at={open_source.pk: FOUR_YEARS_LATER})

    assert state() == State.DORMANT


def test_a_source_read_anew_wakes_what_it_still_lists(asleep, register):
    read = {register.pk: FOUR_YEARS_LATER}

    assert freshen(read_at=read) == (1, 0, 1)
    assert state() == State.PUBLISHED
    assert SearchEntry.objects.count() == 1


def test_what_a_source_itself_says_dormant_is_never_woken(register, write):
    write(register, make_incoming("1", state=State.DORMANT))

    assert freshen(at=LATER) == (1, 0, 0)
    assert state() == State.DORMANT


def test_an_election_without_a_new_voice_does_not_wake(asleep):
    elect_again(start_writing(at=FOUR_YEARS_LATER, cause="fusion"), [asleep.pk])

    assert state() == State.DORMANT


def test_a_source_that_withdraws_does_not_wake(register, open_source, write):
    write(register, make_incoming("1", phone="0475000001"))
    write(open_source, make_incoming("2", phone="0475000001"))
    freshen()

    write(open_source, withdrawals=["2"], at=FOUR_YEARS_LATER)

    assert state() == State.DORMANT


def test_a_source_that_says_it_anew_wakes_it(asleep, register, write):
    write(register, changes=[make_incoming("1", phone="0475000002")], at=FOUR_YEARS_LATER)

    assert state() == State.PUBLISHED


def test_a_person_who_speaks_wakes_it(asleep):
    write_testimony(
        occasion=asleep, trust=Trust.STEWARD, values={"summary": "Toujours là."},
        at=FOUR_YEARS_LATER, cause="porteur",
    )  # fmt: skip

    assert state() == State.PUBLISHED


@pytest.mark.parametrize("hidden", [State.ENDED, State.WITHDRAWN, State.REFUSED])
def test_what_is_decided_is_left_as_it_is(register, write, hidden):
    write(register, make_incoming("1"))
    Occasion.objects.update(state=hidden)

    assert freshen() == (0, 0, 0)
    assert state() == hidden


def test_each_kind_sleeps_after_its_own_time(register, write):
    write(register, make_incoming("1", kind=Kind.GATHERING), make_incoming("2", name="Four"))

    freshen(at=NOON + timedelta(days=400))

    assert set(Occasion.objects.values_list("kind", "state")) == {
        ("gathering", "dormant"),
        ("place", "published"),
    }


def test_an_import_leaves_the_word_of_people_untouched(register, write):
    write(register, make_incoming("1"))
    told = {
        "confirmed_on": NOON.date(), "confirmed_by": "steward", "confirmed_channel": "phone",
    }  # fmt: skip
    Occasion.objects.update(**told)

    write(register, changes=[make_incoming("1", name="Café du Marché")], at=LATER)

    assert Occasion.objects.values(*told).get() == told
    assert Occasion.objects.get().name == "Café du Marché"


def test_a_state_already_there_makes_no_line(register, write):
    write(register, make_incoming("1"))

    set_state([Occasion.objects.get().pk], State.PUBLISHED, at=LATER, cause="autre")
    set_state([], State.DORMANT, at=LATER, cause="autre")

    assert not OccasionChange.objects.filter(cause="autre").exists()


def test_a_thousand_occasions_cost_few_queries(register, write, django_assert_max_num_queries):
    write(register, *[make_incoming(str(n), name=f"Lieu {n}") for n in range(60)])

    with django_assert_max_num_queries(16):
        assert freshen() == (60, 60, 0)
