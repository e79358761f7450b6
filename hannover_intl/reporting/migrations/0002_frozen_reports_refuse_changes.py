"""Triggers: a frozen report and its blocks cannot be changed or deleted, whatever path a write takes.

SQLite drops triggers when Django rebuilds a table for a later schema change; such a migration has to create them again.
``tests/reporting/test_frozen_rows.py`` fails when it forgets to.
"""

from django.db import migrations

REPORTS, BLOCKS = "reporting_committeereport", "reporting_reportblock"
# Fixed here on purpose: a migration must not change when the model does.
FROZEN_COLUMNS = [
    "paper_id",
    "as_of",
    "scope_kind",
    "scope_number",
    "scope_committee_id",
    "annex_length",
    "keep_note",
    "reason_line",
    "place",
    "dated",
    "confidential",
    "replaces_id",
    "compared_with_id",
    "schema_version",
    "payload",
    "payload_sha256",
    "html_file",
    "html_sha256",
    "pdf_file",
    "pdf_sha256",
    "frozen_at",
]
MESSAGE = "a frozen report cannot be changed"


def _sqlite(name, event, table, condition):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(name, event, table, condition):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION reporting_refuse()"
    )


def _statements(vendor):
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FROZEN_COLUMNS)
    make = _sqlite if vendor == "sqlite" else _postgresql
    yield make(
        "reporting_frozen_update", "UPDATE", REPORTS, f"OLD.state <> 'draft' AND (NEW.state = 'draft' OR {changed})"
    )
    yield make("reporting_frozen_delete", "DELETE", REPORTS, "OLD.state <> 'draft'")


def _block_statements(vendor):
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        name = f"reporting_frozen_block_{event.lower()}"
        if vendor == "sqlite":
            frozen = f"(SELECT state FROM {REPORTS} WHERE id = {row}.report_id) <> 'draft'"  # noqa: S608 -- constants
            yield _sqlite(name, event, BLOCKS, frozen)
        else:
            yield f"CREATE TRIGGER {name} BEFORE {event} ON {BLOCKS} FOR EACH ROW EXECUTE FUNCTION reporting_refuse_block()"


POSTGRESQL_FUNCTIONS = (
    f"""CREATE FUNCTION reporting_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$""",
    f"""CREATE FUNCTION reporting_refuse_block() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM {REPORTS} WHERE state <> 'draft' AND id =
                 CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END) THEN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$""",  # noqa: S608 -- constants
)


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        for statement in POSTGRESQL_FUNCTIONS:
            schema_editor.execute(statement)
    for statement in (*_statements(vendor), *_block_statements(vendor)):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER reporting_frozen_{name}" + (f" ON {REPORTS}" if postgresql else ""))
    for name in ("insert", "update", "delete"):
        schema_editor.execute(f"DROP TRIGGER reporting_frozen_block_{name}" + (f" ON {BLOCKS}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION reporting_refuse()")
        schema_editor.execute("DROP FUNCTION reporting_refuse_block()")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
