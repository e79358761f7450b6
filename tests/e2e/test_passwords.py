"""Somebody who has forgotten their password gets back in with the link of a mail."""

import pytest
from django.core import mail
from django.core.cache import cache

from tests import cast
from tests.e2e.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "ein ganz neues Kennwort"


def test_who_forgot_the_password_sets_a_new_one_and_signs_in(visit):
    cache.clear()
    account = cast.contact()
    visitor = visit()
    visitor.open("/anmelden/")
    page = visitor.page
    main = page.get_by_role("main")
    follow(main.get_by_role("link", name="Passwort vergessen oder noch keines gesetzt?"))
    page.get_by_label("E-Mail").fill("keine Adresse")
    follow(main.get_by_role("button", name="Link schicken"))
    looks = visitor.looks()
    page.get_by_label("E-Mail").fill(account.email)
    follow(main.get_by_role("button", name="Link schicken"))
    assert page.get_by_role("heading", level=1).inner_text() == "Bitte sehen Sie in Ihr Postfach"
    looks += visitor.looks() + visitor.looks_in_the_dark()
    (address,) = [line for line in mail.outbox[0].body.splitlines() if line.startswith("http")]
    path = address.removeprefix("http://127.0.0.1:8000")
    visitor.open(path)
    page.get_by_label("Neues Passwort", exact=True).fill("kurz")
    page.get_by_label("Neues Passwort bestätigen").fill("kurz")
    follow(main.get_by_role("button", name="Passwort setzen"))
    looks += visitor.looks() + visitor.looks_in_the_dark()
    page.get_by_label("Neues Passwort", exact=True).fill(NEW)
    page.get_by_label("Neues Passwort bestätigen").fill(NEW)
    follow(main.get_by_role("button", name="Passwort setzen"))
    page.get_by_label("E-Mail").fill(account.email)
    page.get_by_label("Passwort", exact=True).fill(NEW)
    follow(main.get_by_role("button", name="Anmelden"))
    assert page.get_by_role("button", name="Abmelden").is_visible()
    visitor.open(path)
    assert page.get_by_role("heading", level=1).inner_text() == "Dieser Link gilt nicht mehr"
    assert looks + visitor.looks() == []
