"""Rows written by the thousand: the same as those the models write."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from recoudre.inventory.bulk import (
    PAGES_KB,
    JsonText,
    insert_objects,
    keep_more_pages,
    make_object,
    reserve_ids,
)
from recoudre.inventory.models import Occasion, OccasionChange, SourceRecord, Steward
from tests.stock import make_incoming

AT = datetime(2026, 11, 23, 8, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def occasion(write, register):
    """An occasion that a source says."""
    write(register, make_incoming("1"))
    return Occasion.objects.get()


def copy(occasion: Occasion, **changes) -> Occasion:
    """Copy an occasion, not written yet."""
    columns = {field.attname: getattr(occasion, field.attname) for field in Occasion._meta.fields}
    return Occasion(**columns | {"id": None} | changes)


def test_what_is_read_back_is_what_was_written(occasion):
    [pk] = reserve_ids(Occasion, 1)
    values = {"lat": 44.5, "lon": 5.0, "said_on": date(2026, 7, 3), "changed_at": AT}
    written = copy(occasion, pk=pk, bonds=[{"bond": "élu"}], pins={"name": 3}, **values)

    insert_objects([written], with_ids=True)

    read = Occasion.objects.get(pk=pk)
    for field in Occasion._meta.concrete_fields:
        assert getattr(read, field.attname) == getattr(written, field.attname), field.name


def test_a_json_text_is_stored_as_what_it_says(occasion):
    record = occasion.records.get()
    record.pk, record.remote_id = None, "autre"
    record.raw = JsonText('{"nom": "Café"}')

    insert_objects([record])

    assert SourceRecord.objects.get(remote_id="autre").raw == {"nom": "Café"}


def test_reserved_ids_follow_those_that_are_taken(db):
    taken = Steward.objects.create(key="a", name="A").pk

    ids = reserve_ids(Steward, 3)

    assert ids == [taken + 1, taken + 2, taken + 3]


def test_the_next_row_of_a_model_comes_after_the_reserved_ones(db):
    [pk] = reserve_ids(Steward, 1)
    insert_objects([Steward(pk=pk, key="a", name="A")], with_ids=True)

    assert Steward.objects.create(key="b", name="B").pk > pk


def test_what_the_database_refuses_is_refused(occasion):
    twin = copy(occasion, pk=occasion.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_objects([twin], with_ids=True)


def test_nothing_to_write_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_objects([])


def test_an_instant_keeps_its_microseconds(occasion):
    insert_objects([OccasionChange(occasion_id=occasion.pk, at=AT, cause="bulk", changes={})])

    assert OccasionChange.objects.get(cause="bulk").at == AT


def test_an_object_made_of_its_columns_is_the_one_its_model_makes(occasion):
    columns = {"id": 7, "key": "a", "name": "A"}

    made, usual = make_object(Steward, columns), Steward(**columns)

    assert made == usual
    assert {name: vars(made)[name] for name in vars(usual) if name != "_state"} == {
        name: value for name, value in vars(usual).items() if name != "_state"
    }


def test_two_objects_share_no_default_that_can_change(db):
    one, other = make_object(Occasion, {"id": 1}), make_object(Occasion, {"id": 2})

    one.pins["name"] = 3

    assert (other.pins, Occasion().pins) == ({}, {})


def test_a_row_that_is_held_is_left_out_when_asked(db):
    Steward.objects.create(key="a", name="A")
    rows = [Steward(key="a", name="Autre"), Steward(key="b", name="B")]

    insert_objects(rows, skips_held=True)

    assert dict(Steward.objects.values_list("key", "name")) == {"a": "A", "b": "B"}


def test_more_pages_are_kept_for_the_time_of_a_write(db):
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            pytest.skip("only SQLite counts its pages")
        before = cursor.execute("PRAGMA cache_size").fetchone()
        with keep_more_pages():
            during = cursor.execute("PRAGMA cache_size").fetchone()
        after = cursor.execute("PRAGMA cache_size").fetchone()

    assert (during, after) == ((-PAGES_KB,), before)
