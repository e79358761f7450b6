"""Every test writes a ledger of its own, and pages live on the day of the cast."""

import pytest
from django.utils import timezone

from tests import cast


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.DELETION_LEDGER = tmp_path / "deletions.log"
    return settings.DELETION_LEDGER


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda value=None: cast.TODAY)
