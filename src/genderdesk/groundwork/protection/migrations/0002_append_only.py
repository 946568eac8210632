"""The ledger is append-only in the database itself: an UPDATE or DELETE of an entry fails on both databases."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER protection_entry_no_update BEFORE UPDATE ON protection_entry
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER protection_entry_no_delete BEFORE DELETE ON protection_entry
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS protection_entry_no_update",
    "DROP TRIGGER IF EXISTS protection_entry_no_delete",
]
POSTGRESQL = [
    """CREATE FUNCTION protection_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE TRIGGER protection_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protection_entry
       FOR EACH STATEMENT EXECUTE FUNCTION protection_entry_append_only()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS protection_entry_append_only ON protection_entry",
    "DROP FUNCTION IF EXISTS protection_entry_append_only()",
]


def _run(schema_editor, sqlite, postgresql):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


def make(_apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(_apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
