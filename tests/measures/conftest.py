"""What the tests of measures share."""

import pytest
from django.test import Client

from tests import cast


@pytest.fixture
def today(monkeypatch):
    """The pages open on the day on which the cast lives."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)
    return cast.TODAY


@pytest.fixture
def sign_in():
    """A browser in which this account is signed in."""

    def browser(account) -> Client:
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser
