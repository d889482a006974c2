"""The public log only grows: the database itself refuses to change or erase a line."""

from django.db import migrations

_REFUSAL = "The moderation log only grows: add a line instead of changing one."
_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER inventory_logline_no_{act.lower()} BEFORE {act} ON inventory_logline "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION inventory_refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
        " END $$",
        "CREATE TRIGGER inventory_logline_only_grows BEFORE UPDATE OR DELETE "
        "ON inventory_logline FOR EACH ROW EXECUTE FUNCTION inventory_refuse_log_change()",
    ],
}
_RELEASES = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS inventory_logline_no_update",
        "DROP TRIGGER IF EXISTS inventory_logline_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS inventory_logline_only_grows ON inventory_logline",
        "DROP FUNCTION IF EXISTS inventory_refuse_log_change()",
    ],
}


def guard_log(apps, schema_editor):
    """Make the database refuse any change of the log."""
    _run(schema_editor, _GUARDS)


def release_log(apps, schema_editor):
    """Let the log be changed again."""
    _run(schema_editor, _RELEASES)


def _run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0003_made_together")]

    operations = [migrations.RunPython(guard_log, release_log)]
