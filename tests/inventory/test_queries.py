"""Reads that pages ask for."""

import pytest

from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import (
    count_by_commune,
    count_by_kind,
    find_occasion,
    list_declared_in,
    list_listed,
    list_near,
    list_newest,
    list_witnesses,
    read_version,
)
from recoudre.vocabulary.lists import Kind, Precision, State
from tests.stock import LATER, make_incoming, make_located, make_timings


@pytest.fixture
def street(write, register):
    """Three places on a line, about 550 m apart, and a weekly choir."""
    weekly = ("2026-11-19T20:00", "2026-11-26T20:00", "2026-12-03T20:00")
    write(
        register,
        *(make_located(str(n), 44.5 + n / 200, 5.0, name=f"Lieu {n}") for n in (0, 1, 2)),
        make_incoming("9", name="Chorale", kind=Kind.GATHERING, timings=make_timings(*weekly)),
    )


def find(name):
    return find_occasion(Occasion.objects.get(name=name).pk)


def test_what_is_listed_keeps_the_order_asked(street):
    ids = list(Occasion.objects.order_by("-name").values_list("pk", flat=True))

    listed = list_listed(ids)

    assert [one.name for one in listed] == ["Lieu 2", "Lieu 1", "Lieu 0", "Chorale"]
    assert listed[0].commune == "Dieulefit"
    assert listed[0].bonds == []


def test_nothing_asked_is_nothing_listed(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list_listed([]) == []


def test_the_nearest_others_come_first(street):
    near = list_near(find("Lieu 0"), radius_km=5, limit=5)

    assert [one.name for one in near] == ["Lieu 1", "Lieu 2"]


def test_nothing_is_near_a_point_known_to_the_commune_only(street):
    place = find("Lieu 0")
    place.precision = Precision.COMMUNE

    assert list_near(place, radius_km=5, limit=5) == []


def test_what_is_declared_in_a_commune_needs_no_point(street):
    names = [one.name for one in list_declared_in("26114", limit=2)]

    assert names == ["Chorale", "Lieu 0"]


def test_what_is_hidden_is_neither_new_nor_counted(street):
    Occasion.objects.filter(name="Lieu 2").update(state=State.WITHDRAWN)

    assert "Lieu 2" not in [one.name for one in list_newest(9)]
    assert count_by_commune("26") == {"26114": 3}
    assert count_by_kind() == {"place": 2, "gathering": 1}


def test_a_withdrawn_record_is_no_witness(street, write, register):
    write(register, withdrawals=["0"], at=LATER)

    assert list_witnesses(find("Lieu 0")) == []


def test_a_change_moves_the_version(street, write, register):
    before = read_version()

    write(register, withdrawals=["0"], at=LATER)

    assert read_version() > before


def test_an_unknown_number_is_no_occasion(db):
    assert find_occasion(404) is None
