"""What a command needs before it works: Django started, the database up to date."""

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def start_django() -> None:
    """Start Django once."""
    django.setup()


def prepare_database() -> None:
    """Start Django and bring the database up to date; nothing is written when it already is."""
    start_django()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
