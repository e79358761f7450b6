"""What all tests share."""

import importlib

import pytest
from django.apps import apps

FIRST_CONSENT_TEXT = importlib.import_module("staff_skills.migrations.0002_first_consent_text")


@pytest.fixture(autouse=True)
def migrated_rows(request):
    """Every test of the database finds the rows that migrations wrote, whatever ran before it.

    A test with real transactions empties all tables at its end, and with them those rows.
    """
    if request.node.get_closest_marker("django_db"):
        FIRST_CONSENT_TEXT.add_text(apps, None)
