"""Writes of the inventory."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recoudre.inventory.models import Occasion, OccasionChange, SearchEntry, SourceRecord, Steward
from recoudre.inventory.search import Question, search_occasions
from recoudre.vocabulary.lists import Cost, Kind, Sector, State
from recoudre.vocabulary.records import StewardValues
from tests.stock import LATER, make_incoming, make_located, make_timings

PHONE = "04 75 00 00 00"


def find(name: str = "Café des Halles") -> Occasion:
    return Occasion.objects.get(name=name)


def test_a_new_record_makes_a_published_occasion_that_search_finds(write, register):
    write(register, make_incoming("1"))

    found = search_occasions(Question(words="halles"), limit=5)
    assert [one.name for one in found.occasions] == ["Café des Halles"]
    assert find().state == State.PUBLISHED


def test_its_history_starts_with_its_state(write, register):
    write(register, make_incoming("1"))

    assert [line.changes for line in find().history.all()] == [{"state": [None, "published"]}]


def test_a_changed_record_changes_what_is_visible_and_says_so_in_the_history(write, register):
    write(register, make_incoming("1"))

    write(register, changes=[make_incoming("1", cost=Cost.FREE)], at=LATER)

    assert find().cost == Cost.FREE
    assert find().history.first().changes == {"cost": ["", "free"]}


def test_a_change_that_shows_nothing_leaves_no_history(write, register, open_source):
    write(register, make_incoming("1", phone=PHONE))
    write(open_source, make_incoming("a", phone=PHONE))

    write(open_source, changes=[make_incoming("a", phone=PHONE)], at=LATER)

    assert OccasionChange.objects.count() == 1


def test_a_withdrawn_record_withdraws_the_occasion_and_deletes_nothing(write, register):
    write(register, make_incoming("1"))

    write(register, withdrawals=["1"], at=LATER)

    assert find().state == State.WITHDRAWN
    assert SourceRecord.objects.count() == 1
    assert not SearchEntry.objects.exists()


def test_a_withdrawn_record_that_comes_back_is_published_again(write, register):
    write(register, make_incoming("1"))
    write(register, withdrawals=["1"], at=LATER)

    write(register, changes=[make_incoming("1")], at=LATER)

    assert find().state == State.PUBLISHED


def test_an_occasion_that_another_source_still_tells_stays(write, register, open_source):
    write(register, make_incoming("1", phone=PHONE))
    write(open_source, make_incoming("a", phone=PHONE, cost=Cost.FREE))

    write(register, withdrawals=["1"], at=LATER)

    assert (find().state, find().cost) == (State.PUBLISHED, Cost.FREE)


def test_a_certain_match_joins_the_occasion_that_is_known(write, register, open_source):
    write(register, make_incoming("1", phone=PHONE))

    written = write(open_source, make_incoming("a", phone=PHONE))

    assert (written.created, written.joined, Occasion.objects.count()) == (0, 1, 1)


def test_each_value_of_a_shared_occasion_names_its_witness(write, register, open_source):
    write(register, make_incoming("1", phone=PHONE))
    write(open_source, make_incoming("a", phone=PHONE, cost=Cost.FREE))

    records = dict(SourceRecord.objects.values_list("remote_id", "pk"))
    assert find().witnesses["cost"] == records["a"]
    assert find().witnesses["phone"] == records["1"]


@pytest.mark.parametrize(
    "other",
    [
        {"phone": "04 75 11 11 11"},
        {"name": "Café de la Gare", "phone": PHONE},
        {"commune_code": "26113", "phone": PHONE},
    ],
)
def test_what_is_not_certain_stays_two_occasions(write, register, open_source, other):
    write(register, make_incoming("1", phone=PHONE))

    write(open_source, make_incoming("a", **other))

    assert Occasion.objects.count() == 2


def test_two_points_far_apart_are_never_one_occasion(write, register, open_source):
    write(register, make_located("1", 44.53, 5.06, phone=PHONE))

    write(open_source, make_located("a", 44.55, 5.06, phone=PHONE))

    assert Occasion.objects.count() == 2


def test_two_sirets_are_never_one_occasion(write, register, open_source):
    town = {"name": "Ville", "sector": Sector.COMMUNE}
    write(register, make_incoming("1", phone=PHONE, steward=StewardValues(**town, siret="1" * 14)))

    write(
        open_source, make_incoming("a", phone=PHONE, steward=StewardValues(**town, siret="2" * 14))
    )

    assert Occasion.objects.count() == 2


def test_two_records_of_one_source_are_never_one_occasion(write, register):
    write(register, make_incoming("1", phone=PHONE), make_incoming("2", phone=PHONE))

    assert Occasion.objects.count() == 2


def test_five_stewards_on_the_siret_of_a_commune_coexist(write, register):
    stewards = [StewardValues(f"Service {n}", Sector.COMMUNE, siret="1" * 14) for n in range(5)]

    write(
        register,
        *(make_incoming(str(n), name=f"Lieu {n}", steward=one) for n, one in enumerate(stewards)),
    )

    assert Steward.objects.count() == 5


def test_a_failure_on_the_way_leaves_the_inventory_as_it_was(write, register):
    with pytest.raises(KeyError):
        write(register, make_incoming("1"), make_incoming("2", commune_code="99999"))

    assert not Occasion.objects.exists()
    assert not SourceRecord.objects.exists()


def test_a_thousand_records_cost_few_queries(write, register):
    some = [make_incoming(str(n), name=f"Lieu {n}") for n in range(500)]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        write(register, *some)

    assert len(asked) < 60


def test_the_dates_of_a_gathering_are_kept_as_french_time(write, register):
    evening = datetime(2026, 7, 3, 18, 30)  # noqa: DTZ001 - local French time, as sources say it.

    write(register, make_incoming("1", kind=Kind.GATHERING, timings=make_timings(evening)))

    assert find().timings.get().starts_at == datetime(2026, 7, 3, 16, 30, tzinfo=UTC)
