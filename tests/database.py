"""Which tests need a database: what no database can change is proven on one of them, and need not run again."""

import pytest
from django.test import TransactionTestCase

_FIXTURES = frozenset({"db", "transactional_db", "live_server"})
_KEY = "django_db_blocker"


def depends_on_database(item: pytest.Item) -> bool:
    """Whether another database could change what this test finds.

    How pages look is not asked again (mark "appearance"): that they answer, and what they say, other tests ask on
    every database (tests/test_access.py opens each address with each role).
    """
    return uses_database(item) and not item.get_closest_marker("appearance")


def uses_database(item: pytest.Item) -> bool:
    """Whether this test can reach a database at all.

    pytest-django closes the database to every test that does not ask for it in one of these ways, and such a test
    fails at its first query: by its mark, a TestCase of Django, a fixture, or a fixture that opens it by itself.
    """
    if not isinstance(item, pytest.Function):
        return True
    if item.get_closest_marker("django_db") or (item.cls and issubclass(item.cls, TransactionTestCase)):
        return True
    return not _FIXTURES.isdisjoint(item.fixturenames) or _opens(item)


def _opens(item: pytest.Function) -> bool:
    """Whether it, or one of its fixtures, asks for the key to the database; those of pytest-django all do."""
    found = item._fixtureinfo
    own = [
        fixture
        for fixtures in found.name2fixturedefs.values()
        for fixture in fixtures
        if not fixture.func.__module__.startswith("pytest_django.")
    ]
    return _KEY in found.argnames or any(_KEY in fixture.argnames for fixture in own)
