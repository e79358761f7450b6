"""What the tests of the register share."""

import pytest

from tests import cast


@pytest.fixture
def today(monkeypatch):
    """The pages open on the day on which the cast lives."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)
    return cast.TODAY


@pytest.fixture
def office(client):
    """A browser in which the office is signed in."""
    client.force_login(cast.office())
    return client
