"""A new password by mail: the same answer to everybody, a link for one use, and nothing in the log."""

import datetime as dt
import logging

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from hannover_intl.organisation import password_views
from hannover_intl.organisation.mails import send_password_link
from hannover_intl.organisation.models import User
from hannover_intl.organisation.services import reset_password
from tests import cast
from tests.organisation.test_login import LOGIN, PASSWORD, is_signed_in, log_in
from tests.pages import browser as signed_in
from tests.pages import text_of

pytestmark = pytest.mark.django_db

FORM = "/passwort/vergessen/"
DONE = "/passwort/vergessen/angefragt/"
NEW = "noch ein langes Kennwort"
OVER = "Dieser Link gilt nicht mehr"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def contact():
    return cast.with_password(cast.contact(), PASSWORD)


def ask(email="kontakt.kultur@example.org", form=FORM, **extra):
    return Client().post(form, {"email": email}, **extra)


def link() -> str:
    """The path that the newest mail leads to."""
    (line,) = [line for line in mail.outbox[-1].body.splitlines() if line.startswith("http://127.0.0.1:8000/")]
    return line.removeprefix("http://127.0.0.1:8000")


def choose(client, path, new=NEW, again=None):
    """Open the link and send the form behind it."""
    page = client.get(path, follow=True)
    address = page.request["PATH_INFO"]
    return client.post(address, {"new_password1": new, "new_password2": new if again is None else again})


def test_owner_sets_a_new_password_and_all_sessions_end(contact):
    elsewhere = Client()
    log_in(elsewhere)
    assert ask("  Kontakt.Kultur@Example.org")["Location"] == DONE
    assert mail.outbox[0].to == ["kontakt.kultur@example.org"]
    client = Client()
    answer = choose(client, link())
    assert answer["Location"] == LOGIN
    assert "Ihr neues Passwort gilt. Bitte melden Sie sich damit an." in text_of(client.get(LOGIN))
    assert elsewhere.get("/passwort/").status_code == 302
    newest = User.history.first()
    assert (newest.history_user, newest.history_change_reason) == (contact, "Passwort über den Link einer Mail gesetzt")
    log_in(client, password=NEW)
    assert is_signed_in(client)


def test_new_account_gets_its_first_password_the_same_way():
    account = cast.user("neu@example.org")
    account.set_unusable_password()
    account.save()
    ask("neu@example.org")
    choose(Client(), link())
    assert User.objects.get().check_password(NEW)


@pytest.mark.parametrize("email", ["kontakt.kultur@example.org", "niemand@example.org", "geschlossen@example.org"])
def test_answer_never_tells_whether_there_is_an_account(contact, email):
    cast.user("geschlossen@example.org", is_active=False)
    client = Client()
    answer = client.post(FORM, {"email": email})
    assert (answer.status_code, answer["Location"], dict(client.session)) == (302, DONE, {})
    assert "Bitte sehen Sie in Ihr Postfach" in text_of(client.get(DONE))
    assert len(mail.outbox) == (email == contact.email)


def test_mail_is_written_after_the_answer_so_that_its_duration_tells_nothing(contact, rf, monkeypatch):
    written = []
    monkeypatch.setattr(password_views, "send_password_link", lambda account, _language: written.append(account))
    request = rf.post(FORM, {"email": contact.email})
    request._dont_enforce_csrf_checks = True
    answer = password_views.PasswordResetView.as_view()(request)
    assert (answer["Location"], written) == (DONE, [])
    answer.close()
    assert written == [contact]


@pytest.mark.parametrize(
    ("form", "subject", "words"),
    [
        (FORM, "Ihr neues Passwort für Hannover International", "eine Stunde und nur einmal"),
        (f"/en{FORM}", "Your new password for Hannover International", "for one hour"),
    ],
)
def test_mail_and_pages_are_in_the_language_of_the_page(contact, settings, form, subject, words):
    html = '<html lang="en">' if form.startswith("/en") else '<html lang="de">'
    ask(form=form)
    (message,) = mail.outbox
    page = message.alternatives[0][0]
    assert (message.subject, words in message.body, html in page) == (subject, True, True)
    assert f'<a href="http://127.0.0.1:8000{link()}">' in page
    assert link().startswith("/en/passwort/neu/") == form.startswith("/en")
    assert settings.PASSWORD_RESET_TIMEOUT == 60 * 60


def test_link_leads_to_the_portal_whatever_host_was_asked(contact):
    ask(HTTP_HOST="boese.example.net")
    assert "example.net" not in mail.outbox[0].body


def test_one_visitor_asks_only_so_often(contact):
    answers = [ask(f"leser{number}@example.org").status_code for number in range(21)]
    assert answers == [302] * password_views.PER_VISITOR_AND_HOUR + [429]
    assert "in einer Stunde noch einmal" in text_of(ask())
    assert ask(REMOTE_ADDR="203.0.113.9").status_code == 302


def test_nobody_fills_the_mailbox_of_somebody_else(contact):
    answers = [ask(REMOTE_ADDR=f"203.0.113.{number}")["Location"] for number in range(5)]
    assert (answers, len(mail.outbox)) == ([DONE] * 5, password_views.PER_ACCOUNT_AND_HOUR)


def test_what_is_no_address_is_told_at_the_field(contact):
    answer = ask("keine Adresse")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


def is_over(path) -> bool:
    """Whether the link leads to the page that says so."""
    page = Client().get(path, follow=True)
    return (page.status_code, OVER in text_of(page)) == (404, True)


def test_link_is_over_after_its_first_use(contact):
    ask()
    choose(Client(), link())
    assert is_over(link())


def test_page_that_was_open_when_the_link_was_used_elsewhere_sets_nothing(contact):
    ask()
    client, address = Client(), link()
    page = client.get(address, follow=True).request["PATH_INFO"]
    token = client.session["_password_reset_token"]
    choose(Client(), address)
    late = client.post(page, {"new_password1": "ganz anderes Wort", "new_password2": "ganz anderes Wort"})
    assert (late.status_code, OVER in text_of(late)) == (404, True)
    assert reset_password(account=contact, token=token, password="ganz anderes Wort") is False
    assert User.objects.get().check_password(NEW)


def test_link_is_over_after_an_hour(contact, monkeypatch):
    ask()
    later = default_token_generator._now() + dt.timedelta(minutes=61)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    assert is_over(link())


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": "andere@example.org"}])
def test_link_is_over_when_the_account_is_closed_or_moves_to_another_address(contact, changes):
    ask()
    User.objects.update(**changes)
    assert is_over(link())


def test_account_closed_while_its_page_was_open_gets_no_password(contact):
    ask()
    client = Client()
    page = client.get(link(), follow=True).request["PATH_INFO"]
    token = client.session["_password_reset_token"]
    User.objects.update(is_active=False)
    assert client.post(page, {"new_password1": NEW, "new_password2": NEW}).status_code == 404
    assert reset_password(account=contact, token=token, password=NEW) is False


@pytest.mark.parametrize("key", ["MQ", "x", "OTk5OTk5", "__________", "MTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"])
@pytest.mark.parametrize("token", ["x", "setzen", "d0zzzz-" + "a" * 32])
def test_invented_links_are_over(key, token):
    assert is_over(reverse("password_reset_confirm", args=[key, token]))


def test_looking_at_the_link_changes_nothing(contact):
    ask()
    for _scanner in range(2):
        Client().get(link(), follow=True)
        Client().head(link(), follow=True)
    assert choose(Client(), link())["Location"] == LOGIN


@pytest.mark.parametrize(
    ("new", "again", "message"),
    [("kurz", None, "12 Zeichen"), (NEW, "anders als das erste", "identisch"), ("", "", "zwingend")],
)
def test_rules_are_shown_and_a_bad_password_is_refused_at_its_field(contact, new, again, message):
    ask()
    client = Client()
    rules = text_of(client.get(link(), follow=True))
    assert "mindestens 12 Zeichen" in rules
    answer = choose(client, link(), new, again)
    assert (answer.status_code, message in text_of(answer)) == (422, True)
    assert User.objects.get().check_password(PASSWORD)
    assert choose(client, link())["Location"] == LOGIN


def test_new_password_lifts_the_lock_after_failed_logins(contact):
    for _attempt in range(5):
        log_in(Client(), password="falsch")
    assert log_in(Client()).status_code == 429
    ask()
    choose(Client(), link())
    client = Client()
    log_in(client, password=NEW)
    assert is_signed_in(client)


def test_token_stands_in_no_line_of_the_log(contact, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    ask()
    used = link()
    choose(Client(), used)
    is_over(used)
    User.objects.update(is_active=False)
    is_over(used)
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
    send_password_link(contact, "de")
    own = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    token = used.split("/")[-2]
    assert [line for line in own if token in line or contact.email in line] == []
    assert f"A mail to account {contact.pk} was not sent: ConnectionRefusedError, code 111." in own


def fail(_message):
    raise ConnectionRefusedError(111, "refused")


def test_session_of_the_link_holds_nothing_afterwards(contact):
    ask()
    client = Client()
    choose(client, link())
    client.get(LOGIN)
    assert dict(client.session) == {}
    call_command("clearsessions")


def test_who_is_signed_in_gets_back_in_too(contact):
    client = signed_in(contact)
    client.post(FORM, {"email": contact.email})
    assert choose(client, link())["Location"] == LOGIN
    assert client.get(LOGIN).status_code == 200  # signed out like everywhere


@pytest.mark.parametrize("page", [LOGIN, "/en/anmelden/", "/kontakt/"])
def test_pages_where_somebody_is_stuck_lead_to_the_form(page):
    form = f"/en{FORM}" if page.startswith("/en") else FORM
    assert f'href="{form}"' in Client().get(page).content.decode()


def test_admin_leads_over_the_same_login(contact):
    page = Client().get("/admin/", follow=True)
    assert f'href="{FORM}"' in page.content.decode()


def test_locked_login_leads_to_the_form(contact):
    for _attempt in range(4):
        log_in(Client(), password="falsch")
    assert f'href="{FORM}"' in log_in(Client(), password="falsch").content.decode()
