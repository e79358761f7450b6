"""What must not stay as it is for trying out is named before people can reach the portal."""

import re

import pytest
from environs import Env

from hannover_intl.organisation.deployment import check_deployment
from tests.checks.sources import ROOT

READY = {
    "BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": [".example.org"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST_PASSWORD": "geheim",
    "EMAIL_USE_TLS": True,
    "LEDGER_KEY": "a",
    "SECRET_KEY": "b",
}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"BASE_URL": "http://127.0.0.1:8000"}, ["organisation.W001"]),
        ({"BASE_URL": ""}, ["organisation.W001"]),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, ["organisation.W002"]),
        ({"EMAIL_USE_TLS": False}, ["organisation.W004"]),
        ({"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}, []),
        ({"EMAIL_USE_TLS": False, "EMAIL_HOST_PASSWORD": ""}, []),
        ({"LEDGER_KEY": "b"}, ["organisation.W003"]),
    ],
)
def test_settings_that_show_their_fault_later_are_named(settings, change, found):
    for name, value in (READY | change).items():
        setattr(settings, name, value)
    assert [message.id for message in check_deployment()] == found


def test_mail_server_of_the_example_and_of_the_documentation_is_reached_with_tls(monkeypatch):
    texts = [(ROOT / name).read_text() for name in (".env.example", "docs/betrieb.md")]
    found = [url for text in texts for url in re.findall(r"\w[\w+]*://[^\s/]+@[^\s/]+:587", text)]
    for url in found:
        monkeypatch.setenv("EMAIL_URL", url)
        assert Env().dj_email_url("EMAIL_URL")["EMAIL_USE_TLS"] is True
    assert len(found) == len(texts)
