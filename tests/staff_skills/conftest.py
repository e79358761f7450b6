"""Every test writes a ledger of its own."""

import pytest


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.DELETION_LEDGER = tmp_path / "deletions.log"
    return settings.DELETION_LEDGER
