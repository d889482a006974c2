"""The public moderation log only grows, whatever the code asks."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from recoudre.inventory.models import LogLine
from recoudre.inventory.services.log import write_log_line
from recoudre.vocabulary.decisions import ModerationAct, RefusalReason
from tests.stock import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> LogLine:
    """A line of the log."""
    write_log_line(
        act=ModerationAct.REFUSED, at=NOON, territory_code="26114",
        reason=RefusalReason.ADVERTISING, count=3,
    )  # fmt: skip
    return LogLine.objects.get()


def test_a_line_says_what_where_why_and_how_many(line):
    kept = (line.act, line.territory_code, line.reason, line.count, line.is_automatic)

    assert kept == ("refused", "26114", "advertising", 3, False)


def test_the_database_refuses_to_change_a_line(line):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        LogLine.objects.filter(pk=line.pk).update(count=1)

    assert LogLine.objects.get().count == 3


def test_the_database_refuses_to_erase_a_line(line):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        line.delete()

    assert LogLine.objects.exists()


def test_a_line_holds_no_column_that_could_name_somebody():
    assert {field.name for field in LogLine._meta.get_fields()} == {
        "id", "at", "act", "territory_code", "occasion_id", "reason", "count", "is_automatic",
    }  # fmt: skip


def test_the_guard_can_be_released_and_set_again(line):
    guard = import_module("recoudre.inventory.migrations.0004_log_only_grows")
    editor = SimpleNamespace(connection=connection)

    guard.release_log(None, editor)
    LogLine.objects.update(count=7)
    guard.guard_log(None, editor)

    assert LogLine.objects.get().count == 7
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        LogLine.objects.update(count=8)
