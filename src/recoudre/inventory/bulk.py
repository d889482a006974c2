"""Rows written by the thousand: one prepared statement, and no work that is the same for each.

`bulk_create` prepares every value of every row anew, which is most of the time of a big import.
"""

import json
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

Row = TypeVar("Row", bound=Model)
Convert = Callable[[Any], Any]


class JsonText(str):
    """A JSON value that is already written."""

    __slots__ = ()


def insert_objects(objects: Sequence[Row], *, with_ids: bool = False) -> None:
    """Insert new rows, all of one table; what the database would refuse, it refuses.

    Parameters
        with_ids: the objects have their id, reserved before; otherwise the database gives one,
            which the objects do not learn.
    """
    if not objects:
        return
    meta = objects[0]._meta
    fields = [one for one in meta.concrete_fields if with_ids or not _is_numbered(one)]
    names = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(meta.db_table)
    # Names are those of our own models, quoted; values are parameters.
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    read = attrgetter(*(one.attname for one in fields))
    converts = [(at, convert) for at, one in enumerate(fields) if (convert := _find_convert(one))]
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_convert(read(one), converts) for one in objects])


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Reserve so many ids of a table, inside the transaction that will use them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(asked, [table, count])
            return [row[0] for row in cursor.fetchall()]
        # SQLite has one writer at a time, and raises its counter to the ids that are written.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return list(range(first, first + count))


def _is_numbered(field: "Field[Any, Any]") -> bool:
    """Say whether the database numbers a column by itself."""
    return field.primary_key and not field.is_relation


def _convert(values: tuple[Any, ...], converts: list[tuple[int, Convert]]) -> list[Any]:
    row = list(values)
    for at, convert in converts:
        row[at] = convert(row[at])
    return row


def _find_convert(field: "Field[Any, Any]") -> Convert | None:
    """Find how a value is written for the database; None when it is written as it is."""
    if isinstance(field, JSONField):
        return _write_json
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if field.get_internal_type() == "DateField":
        return connection.ops.adapt_datefield_value
    return None


def _write_json(value: object) -> str:
    if isinstance(value, JsonText):
        return value
    if not value and value is not None:
        return "[]" if value == [] else "{}" if value == {} else json.dumps(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
