"""The word index of the search, in the form of each database."""

from django.db import migrations

from recoudre.inventory.search.engines import ENGINES


def create_index(apps, schema_editor):
    """Create the word index."""
    schema_editor.execute(ENGINES[schema_editor.connection.vendor].CREATE)


def drop_index(apps, schema_editor):
    """Drop the word index."""
    schema_editor.execute(ENGINES[schema_editor.connection.vendor].DROP)


class Migration(migrations.Migration):

    dependencies = [("inventory", "0001_occasions")]

    operations = [migrations.RunPython(create_index, drop_index)]
