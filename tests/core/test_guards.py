"""What holds for every request: from whom it comes, how much it may send, and what a page may use of the device."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory

from hannover_intl.core.guards import VisitorAddressMiddleware
from tests import cast
from tests.pages import text_of

MEGABYTE = 2**20


def address_of(forwarded):
    """Which address the portal takes for that of the visitor; the proxy is 10.0.0.1."""
    seen = []
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    VisitorAddressMiddleware(lambda asked: seen.append(asked.META["REMOTE_ADDR"]) or HttpResponse())(request)
    return seen[0]


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("198.51.100.1, 192.0.2.7", "192.0.2.7"),  # the first is only claimed
        ("2001:db8::7", "2001:db8::7"),
        ("", "10.0.0.1"),
        ("unbekannt'; --", "10.0.0.1"),
    ],
)
def test_visitor_behind_the_proxy_is_who_the_proxy_says(settings, forwarded, address):
    settings.BEHIND_PROXY = True
    assert address_of(forwarded) == address


def test_without_a_proxy_nobody_can_claim_an_address():
    assert address_of("192.0.2.7") == "10.0.0.1"


@pytest.mark.django_db
def test_stranger_behind_the_same_proxy_locks_nobody_out(settings):
    settings.BEHIND_PROXY = True
    account = cast.with_password(cast.contact(), "ein langes Kennwort")
    tries = [("192.0.2.66", "falsch")] * 6 + [("192.0.2.7", "ein langes Kennwort")]
    answers = [
        Client(headers={"X-Forwarded-For": address}).post("/anmelden/", {"username": account.email, "password": typed})
        for address, typed in tries
    ]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429, 429, 302]


@pytest.mark.django_db
def test_visitors_behind_the_same_proxy_are_counted_each_for_themselves(settings, monkeypatch):
    settings.BEHIND_PROXY = True
    monkeypatch.setattr("hannover_intl.publishing.views.subscriptions.PER_VISITOR_AND_HOUR", 1)
    cache.clear()
    answers = [
        Client(headers={"X-Forwarded-For": address}).post("/berichte/abonnieren/", {"email": "a@example.org"})
        for address in ("192.0.2.7", "192.0.2.7", "192.0.2.8")
    ]
    cache.clear()
    assert [answer.status_code for answer in answers] == [302, 429, 302]


def send(client, path, size, content_type):
    """A request that says it is so large; nothing of it has to arrive."""
    return client.generic("POST", path, b"x", content_type, CONTENT_LENGTH=str(size))


@pytest.mark.parametrize(
    ("content_type", "size", "megabytes"),
    [("application/x-www-form-urlencoded", 5 * MEGABYTE, 5), ("multipart/form-data; boundary=x", 25 * MEGABYTE, 25)],
)
def test_too_large_request_is_refused_unread_in_the_look_of_the_portal(client, content_type, size, megabytes):
    refused = send(client, "/anmelden/", size + 1, content_type)
    assert (refused.status_code, f"größer als {megabytes} MB" in text_of(refused)) == (413, True)
    assert refused["Content-Security-Policy"]
    assert "larger than" in text_of(send(client, "/en/anmelden/", size + 1, content_type))


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"x" * 5 * MEGABYTE])
def test_what_is_not_too_large_is_for_the_page_to_judge(client, body):
    assert client.post("/anmelden/", body, "application/x-www-form-urlencoded").status_code == 422


def test_no_page_asks_for_camera_microphone_or_place(client):
    header = client.get("/robots.txt")["Permissions-Policy"]
    assert [name for name in ("camera=()", "geolocation=()", "microphone=()") if name not in header] == []
