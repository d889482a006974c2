"""Migrations say what they do, and none is missing."""

import ast
import re

import pytest
from django.core.management import call_command

from tests.house.tree import PACKAGE, name_of

MIGRATIONS = sorted(PACKAGE.glob("*/migrations/0*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", MIGRATIONS, ids=name_of)
def test_a_migration_is_named_for_what_it_does(path):
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert not re.search(r"_auto_|_and_more$", path.stem)


@pytest.mark.parametrize("path", MIGRATIONS, ids=name_of)
def test_schema_and_data_are_never_in_the_same_migration(path):
    text = path.read_text(encoding="utf-8")
    moves_data = "RunPython" in text
    changes_schema = re.search(
        r"migrations\.(CreateModel|AddField|AlterField|RemoveField|DeleteModel)", text
    )

    assert not (moves_data and changes_schema)


@pytest.mark.parametrize("path", MIGRATIONS, ids=name_of)
def test_a_step_of_our_own_can_be_undone(path):
    steps = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"RunPython", "RunSQL"}
    ]

    assert [step.lineno for step in steps if len(step.args) + len(step.keywords) < 2] == []
