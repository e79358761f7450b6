"""What the tests of reports share."""

import pytest

from tests import cast


@pytest.fixture
def today(monkeypatch):
    """The pages open on the day on which the cast lives."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)
    return cast.TODAY


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    """No test waits for a PDF that somebody else makes on the same machine."""
    settings.VAR_DIR = tmp_path
