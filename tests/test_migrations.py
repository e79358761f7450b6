"""Migrations are complete and can be taken back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OWN_APPS = (
    "organisation",
    "council",
    "measures",
    "partnerships",
    "staff_skills",
    "reporting",
    "publishing",
    "exchange",
)


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_all_migrations_go_back_and_forth_again():
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in OWN_APPS]
    try:
        executor.migrate([(app, None) for app in OWN_APPS])
        left = {name for name in connection.introspection.table_names() if name.startswith(OWN_APPS)}
        assert left == set()
    finally:
        MigrationExecutor(connection).migrate(newest)
        call_command("migrate", verbosity=0)
