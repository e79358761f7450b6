"""What all tests share."""

import pytest
from django.utils import translation

from hannover_intl.core.catalogue import compile_outdated
from tests.emptying import empty_database
from tests.migrated import add_migrated_rows

# Files that take a minute each. Begun last, one of them would keep all other cores waiting at the end.
LONG = ("tests/e2e/", "tests/test_migrations.py", "tests/test_access.py", "tests/reporting/test_pdf.py")


def pytest_configure():
    """English pages are English, however the tests were started."""
    compile_outdated()


def pytest_collection_modifyitems(items):
    """The long files first; apart from that the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(autouse=True)
def german():
    """Every test begins in German: a request for an English page leaves its language behind."""
    translation.activate("de")


@pytest.fixture(autouse=True)
def migrated_rows(request):
    """Every test of the database finds the rows that migrations wrote, whatever ran before it.

    A test with real transactions empties all tables at its end, and with them those rows.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker:
        add_migrated_rows()
    yield
    if marker and marker.kwargs.get("transaction"):
        empty_database()
