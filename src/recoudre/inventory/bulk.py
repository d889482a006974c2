"""Rows written by the thousand: one prepared statement, and no work that is the same for each.

`bulk_create` prepares every value of every row anew, which is most of the time of a big import.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)
Convert = Callable[[Any], Any]
# What SQLite may keep in memory while it writes a register: its indexes grow everywhere at once.
PAGES_KB = 128 * 1024
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class JsonText(str):
    """A JSON value that is already written."""

    __slots__ = ()


def make_object(model: type[Row], columns: Mapping[str, Any]) -> Row:
    """Make a new object from its columns, by the `attname` of each; the others have their default.

    As `model(**columns)` does, ten times faster: nothing is looked up for each object anew.
    """
    plain, made = _read_defaults(model)
    one = model.__new__(model)
    content = one.__dict__
    content["_state"] = ModelState()
    content.update(plain)
    for name, make in made:
        content[name] = make()
    content.update(columns)
    return one


@cache
def _read_defaults(
    model: type[Model],
) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Read the defaults of a model: those that all objects may share, and those made for each."""
    fields = model._meta.concrete_fields
    made = {
        str(one.attname): one.default
        for one in fields
        if one.has_default() and callable(one.default)
    }
    plain = {str(one.attname): one.get_default() for one in fields if one.attname not in made}
    return plain, tuple(made.items())


@contextmanager
def keep_more_pages() -> Iterator[None]:
    """Let SQLite keep more pages in memory while it writes a lot; nothing elsewhere."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{PAGES_KB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


def insert_objects(
    objects: Sequence[Row], *, with_ids: bool = False, skips_held: bool = False
) -> None:
    """Insert new rows, all of one table; what the database would refuse, it refuses.

    Parameters
        with_ids: the objects have their id, reserved before; otherwise the database gives one,
            which the objects do not learn.
        skips_held: leave out a row that a constraint says is already held.
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
    if skips_held:
        statement += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(_list_rows(objects, fields)))


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


def _list_rows(
    objects: Sequence[Model], fields: Sequence["Field[Any, Any]"]
) -> Iterable[tuple[Any, ...]]:
    """List the rows of objects as the database takes them, converted column by column."""
    read = itemgetter(*(str(one.attname) for one in fields))
    columns: list[Iterable[Any]] = list(zip(*(read(vars(one)) for one in objects), strict=True))
    for at, one in enumerate(fields):
        if convert := _find_convert(one):
            columns[at] = map(convert, columns[at])
    return zip(*columns, strict=True)


def _find_convert(field: "Field[Any, Any]") -> Convert | None:
    """Find how a value is written for the database; None when it is written as it is."""
    if isinstance(field, JSONField):
        return _write_json
    if isinstance(field, DateTimeField):
        return lru_cache(maxsize=4)(connection.ops.adapt_datetimefield_value)
    if field.get_internal_type() == "DateField":
        return connection.ops.adapt_datefield_value
    return None


def _write_json(value: object) -> str:
    if isinstance(value, JsonText):
        return value
    if not value and value is not None:
        return "[]" if value == [] else "{}" if value == {} else json.dumps(value)
    return _encode(value)
