"""What a test with real transactions leaves behind: a database as migrations made it (tests/emptying.py)."""

import pytest
from django.apps import apps
from django.db import connection

from tests import cast
from tests.emptying import empty_database
from tests.office_world import fill

GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}


def guards():
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_no_row_stays_keys_begin_again_and_guards_hold():
    fill(cast.office())
    before = guards()
    empty_database()
    filled = {model.__name__ for model in apps.get_models() if model._base_manager.exists()}
    assert filled == {"ContentType", "Permission"}
    assert cast.office().pk == 1
    assert guards() == before != []
