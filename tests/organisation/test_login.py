"""Login, logout and the own password."""

import pytest
from django.test import Client

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import User
from tests import cast
from tests.pages import form_data, text_of

pytestmark = pytest.mark.django_db

LOGIN = "/anmelden/"
PASSWORD = "ein langes Kennwort"
WRONG = "E-Mail oder Passwort stimmen nicht. Bitte prüfen Sie beide Angaben."


@pytest.fixture
def contact():
    return cast.with_password(cast.contact(), PASSWORD)


def log_in(browser, email="kontakt.kultur@example.org", password=PASSWORD, after="", **extra):
    return browser.post(LOGIN, {"username": email, "password": password, "next": after}, **extra)


def is_signed_in(browser) -> bool:
    return "_auth_user_id" in browser.session


def test_login_leads_where_the_person_wanted_to_go(contact):
    browser = Client()
    response = log_in(browser, after="/meine-massnahmen/")
    assert (response.status_code, response["Location"]) == (302, "/meine-massnahmen/")
    assert is_signed_in(browser)


def test_login_page_carries_the_target_along(contact):
    page = Client().get(f"{LOGIN}?next=/meine-massnahmen/2.3/")
    assert form_data(page, having="username")["next"] == ["/meine-massnahmen/2.3/"]


def test_capitals_and_spaces_in_the_address_do_not_matter(contact):
    browser = Client()
    log_in(browser, email="  Kontakt.Kultur@Example.org ")
    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "credentials",
    [
        {"password": "falsch"},
        {"email": "niemand@example.org"},
        {"email": "geschlossen@example.org"},
    ],
)
def test_refusal_never_tells_what_was_wrong(contact, credentials):
    cast.with_password(cast.user("geschlossen@example.org", is_active=False), PASSWORD)
    browser = Client()
    response = log_in(browser, **credentials)
    assert response.status_code == 422
    assert WRONG in text_of(response)
    assert "<title>Fehler: Anmelden" in response.content.decode()
    assert not is_signed_in(browser)


def test_refused_form_keeps_the_address_and_never_the_password(contact):
    response = log_in(Client(), password="falsch")
    data = form_data(response, having="username")
    assert (data["username"], data["password"]) == (["kontakt.kultur@example.org"], [""])
    assert b"falsch" not in response.content


def test_empty_login_is_refused_at_its_fields(contact):
    response = log_in(Client(), email="", password="")
    assert response.status_code == 422
    assert b'href="#id_username"' in response.content
    assert b'href="#id_password"' in response.content


def test_account_is_locked_after_five_failures_even_for_the_right_password(contact):
    browser = Client()
    answers = [log_in(browser, password="falsch").status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    response = log_in(browser)
    assert response.status_code == 429
    assert "Anmeldung vorübergehend gesperrt" in text_of(response)
    assert not is_signed_in(browser)


def test_other_spellings_of_the_address_are_not_counted_anew(contact):
    spellings = ["kontakt.kultur@example.org", "Kontakt.Kultur@example.org", "KONTAKT.kultur@example.org "]
    answers = [log_in(Client(), email=spellings[n % 3], password="falsch").status_code for n in range(5)]
    assert answers[-1] == 429


def test_stranger_elsewhere_does_not_lock_out_the_owner(contact):
    for _ in range(6):
        log_in(Client(REMOTE_ADDR="203.0.113.9"), password="falsch")
    browser = Client(REMOTE_ADDR="203.0.113.10")
    log_in(browser)
    assert is_signed_in(browser)


def test_login_sets_the_count_of_failures_back(contact):
    for _ in range(4):
        log_in(Client(), password="falsch")
    log_in(Client())
    assert log_in(Client(), password="falsch").status_code == 422


FOREIGN = [
    f"{scheme}{slashes}example.net{rest}"
    for scheme in ("https:", "http:", "HTTPS:", "", " ", "\t", "javascript:")
    for slashes in ("//", "/\\", "\\\\", "///", "\\/")
    for rest in ("", "/meine-massnahmen/")
]


@pytest.mark.parametrize("target", [*FOREIGN, "javascript:alert(1)", "http:example.net", "//testserver@example.net"])
def test_login_never_leads_to_another_site(contact, target):
    assert log_in(Client(), after=target)["Location"] == "/"


def test_session_before_the_login_is_worth_nothing_afterwards(contact):
    browser = Client()
    session = browser.session
    session["a"] = 1
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    log_in(browser)
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/passwort/").status_code == 302


def test_logout_ends_the_session_for_good(contact):
    browser = Client()
    log_in(browser)
    key = browser.cookies["sessionid"].value
    assert browser.get("/abmelden/").status_code == 405
    assert browser.post("/abmelden/").status_code == 302
    browser.cookies["sessionid"] = key
    assert browser.get("/passwort/").status_code == 302


def test_closed_account_is_out_at_once(contact):
    browser = Client()
    log_in(browser)
    User.objects.update(is_active=False)
    assert browser.get("/passwort/").status_code == 302


def test_who_may_not_enter_the_admin_is_not_sent_round_in_circles(contact):
    browser = Client()
    log_in(browser)
    assert browser.get("/admin/", follow=True).status_code == 404


def test_password_is_changed_and_other_sessions_end(contact):
    browser, elsewhere = Client(), Client()
    log_in(browser)
    log_in(elsewhere)
    new = "noch ein langes Kennwort"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    response = browser.post("/passwort/", data, follow=True)
    assert "Ihr Passwort ist geändert." in text_of(response)
    assert elsewhere.get("/passwort/").status_code == 302
    assert User.objects.get().check_password(new)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"old_password": "falsch"}, "old_password"),
        ({"new_password2": "anders als das erste"}, "new_password2"),
        ({"new_password1": "kurz", "new_password2": "kurz"}, "new_password2"),
        ({"new_password1": "1234567890123", "new_password2": "1234567890123"}, "new_password2"),
    ],
)
def test_bad_new_password_is_refused_at_its_field(contact, data, field):
    browser = Client()
    log_in(browser)
    good = {"old_password": PASSWORD, "new_password1": "noch ein Kennwort", "new_password2": "noch ein Kennwort"}
    response = browser.post("/passwort/", good | data)
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("account", "entries"),
    [
        (cast.contact, ["Meine Maßnahmen"]),
        (lambda: cast.person("person@example.org", Role.DEPUTY, cast.unit()), ["Meine Maßnahmen"]),
        (cast.office, ["Verwaltung"]),
        (lambda: cast.user("person@example.org"), []),
    ],
)
def test_navigation_shows_what_the_role_opens(account, entries):
    browser = Client()
    browser.force_login(account(), backend="django.contrib.auth.backends.ModelBackend")
    text = text_of(browser.get("/passwort/"))
    assert [entry for entry in ("Meine Maßnahmen", "Verwaltung") if entry in text] == entries
