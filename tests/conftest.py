"""What all tests share."""

import importlib

import pytest
from django.apps import apps

from hannover_intl.core.catalogue import compile_outdated
from tests.emptying import empty_database

# Files that take a minute each. Begun last, one of them would keep all other cores waiting at the end.
LONG = ("tests/e2e/", "tests/test_migrations.py", "tests/test_access.py", "tests/reporting/test_pdf.py")

FIRST_CONSENT_TEXT = importlib.import_module("staff_skills.migrations.0002_first_consent_text")
BLOCK_TEMPLATES = importlib.import_module("hannover_intl.reporting.migrations.0003_block_templates")


def pytest_configure():
    """English pages are English, however the tests were started."""
    compile_outdated()


def pytest_collection_modifyitems(items):
    """The long files first; apart from that the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(autouse=True)
def migrated_rows(request):
    """Every test of the database finds the rows that migrations wrote, whatever ran before it.

    A test with real transactions empties all tables at its end, and with them those rows.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker:
        FIRST_CONSENT_TEXT.add_text(apps, None)
        BLOCK_TEMPLATES.add_templates(apps, None)
    yield
    if marker and marker.kwargs.get("transaction"):
        empty_database()
