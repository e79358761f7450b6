"""Mails about new reports: asked for twice, ended with one click, sent once, and never about what is not public."""

import datetime as dt

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hannover_intl.publishing.models import PublicationMail, Subscription
from hannover_intl.publishing.services.notices import send_due
from hannover_intl.publishing.services.subscriptions import purge_unconfirmed, subscribe
from hannover_intl.publishing.views.subscriptions import PER_VISITOR_AND_HOUR
from tests.council.test_models import committee, term

pytestmark = pytest.mark.django_db

FORM = "/berichte/abonnieren/"
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def ask(client, email="leser@example.org", form=FORM, **fields):
    return client.post(form, {"email": email, "committee": "", "homepage": ""} | fields)


def subscriber(email="leser@example.org", of=None, since=WEEK, language="de"):
    asked = timezone.now() - since
    fields = {"language": language} | {
        "token": f"{email}-{of.pk if of else 0}"[:43],
        "asked_at": asked,
        "confirmed_at": asked,
    }
    return Subscription.objects.create(email=email, committee=of, **fields)


def delivered():
    return sorted((message.to[0], message.subject) for message in mail.outbox)


def test_address_is_written_to_after_it_was_confirmed_by_its_owner(client, publish):
    assert ask(client, "Leser@Example.org")["Location"] == "/berichte/abonnieren/angefragt/"
    (question,) = mail.outbox
    subscription = Subscription.objects.get()
    link = reverse("publishing:confirm", args=[subscription.token])
    assert (question.to, f"http://127.0.0.1:8000{link}" in question.body) == (["leser@example.org"], True)
    assert client.get(link).status_code == 200
    assert Subscription.objects.get().confirmed_at is None  # a mail scanner follows links
    publish("0001/2026")
    assert send_due(timezone.now()).sent == 0
    assert client.post(link).status_code == 200
    assert Subscription.objects.get().confirmed_at is not None


def test_mails_and_their_pages_are_in_the_language_in_which_somebody_asked(client, publish):
    assert ask(client, form=f"/en{FORM}")["Location"] == "/en/berichte/abonnieren/angefragt/"
    Subscription.objects.update(confirmed_at=timezone.now() - WEEK)
    publish("0001/2026")
    send_due(timezone.now())
    question, notice = mail.outbox
    assert (question.subject, notice.subject) == (
        "Please confirm: reports of Hannover International by e-mail",
        "New report: Bericht 0001/2026",
    )
    address = f"http://127.0.0.1:8000/en/abonnement/{Subscription.objects.get().token}/"
    assert address in question.body
    assert notice.extra_headers["List-Unsubscribe"] == f"<{address}beenden/>"
    assert "http://127.0.0.1:8000/en/berichte/0001-2026/kurz/" in notice.body
    (page, _type) = notice.alternatives[0]
    assert ('<html lang="en">' in page, f'<a href="{address}beenden/">' in page) == (True, True)
    assert "<h1>End subscription</h1>" in client.get(f"{address}beenden/").content.decode()


def test_who_asked_in_german_gets_german_mails(client, publish):
    subscriber()
    publish("0001/2026")
    send_due(timezone.now())
    (notice,) = mail.outbox
    assert "ein neuer Bericht ist erschienen" in notice.body
    assert "/en/" not in notice.body


def test_who_asks_again_on_the_other_page_gets_the_other_language(client):
    ask(client)
    later = timezone.now() + WEEK / 2
    again = subscribe(email="leser@example.org", committee=None, language="en", now=later)
    assert (again.language, Subscription.objects.count()) == ("en", 1)


def test_confirmed_subscriber_changes_the_language_by_confirming_again(client, publish):
    known = subscriber()
    assert ask(client, form=f"/en{FORM}")["Location"] == "/en/berichte/abonnieren/angefragt/"
    (question,) = mail.outbox
    assert "You receive them already, in German; from now on they would come in English." in question.body
    assert "your e-mails keep coming in the language they are in." in question.body
    link = f"/en/abonnement/{known.token}/"
    assert (f"http://127.0.0.1:8000{link}" in question.body, client.get(link).status_code) == (True, 200)
    assert Subscription.objects.get().language == "de"  # until its owner has said so
    since = known.confirmed_at
    assert client.post(link).status_code == 200
    assert (Subscription.objects.get().language, Subscription.objects.get().confirmed_at) == ("en", since)
    publish("0001/2026")
    send_due(timezone.now())
    assert mail.outbox[1].subject == "New report: Bericht 0001/2026"


def test_stranger_neither_changes_the_language_nor_fills_the_mailbox(client):
    subscriber()
    for _attempt in range(3):
        ask(client, form=f"/en{FORM}")
    ask(client)
    assert (len(mail.outbox), Subscription.objects.get().language) == (1, "de")


def test_german_names_in_english_mails_are_marked(client, publish):
    subscriber(language="en")
    publish("0001/2026")
    send_due(timezone.now())
    assert '<span lang="de">Bericht 0001/2026</span><br>' in mail.outbox[0].alternatives[0][0]
    assert "Bericht 0001/2026\n" in mail.outbox[0].body
    sport = committee("Sportausschuss", term=term("2026–2031", 2026, end=dt.date(2031, 10, 31)))
    ask(client, "neu@example.org", form=f"/en{FORM}", committee=sport.pk)
    assert 'sent to this address: <span lang="de">Sportausschuss</span>.' in mail.outbox[1].alternatives[0][0]


def test_answer_never_tells_whether_an_address_is_known(client):
    subscriber()
    known, unknown = ask(client), ask(client, "neu@example.org")
    assert known["Location"] == unknown["Location"]
    assert [message.to for message in mail.outbox] == [["neu@example.org"]]


def test_mailbox_is_not_filled_by_asking_again_and_again(client):
    for _attempt in range(3):
        ask(client)
    assert (len(mail.outbox), Subscription.objects.count()) == (1, 1)
    assert (
        subscribe(email="leser@example.org", committee=None, language="de", now=timezone.now() + WEEK / 2) is not None
    )


def test_programs_and_floods_are_held_off(client):
    assert ask(client, homepage="https://example.org").status_code == 302
    assert Subscription.objects.count() == 0
    answers = [ask(client, f"leser{number}@example.org").status_code for number in range(PER_VISITOR_AND_HOUR + 1)]
    assert answers == [302] * PER_VISITOR_AND_HOUR + [429]


def test_what_is_no_address_is_told_at_the_field(client):
    response = ask(client, "keine Adresse")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["email"])


def test_report_is_told_once_to_whom_it_concerns(publish):
    sport = committee("Sportausschuss")
    for email, of in (("alle@example.org", None), ("kultur@example.org", committee()), ("sport@example.org", sport)):
        subscriber(email, of)
    subscriber("alle@example.org", committee())  # both: one mail
    publish("0001/2026")
    for _run in range(2):
        send_due(timezone.now())
    subject = "Neuer Bericht: Bericht 0001/2026"
    assert delivered() == [("alle@example.org", subject), ("kultur@example.org", subject)]
    assert PublicationMail.objects.filter(sent_at__isnull=False).count() == 2


def test_who_follows_a_committee_hears_of_its_successor(publish):
    old = committee(term=term("2016–2021", 2016))
    old.successor = committee()
    old.save()
    subscriber(of=old)
    publish("0001/2026")
    assert send_due(timezone.now()).sent == 1


@pytest.mark.parametrize("fields", [{"is_nonpublic": True}, {"is_draft": True}])
def test_nobody_hears_of_what_is_not_public(publish, fields):
    subscriber()
    publish("0001/2026", **fields)
    assert (send_due(timezone.now()).sent, mail.outbox) == (0, [])


def test_what_came_out_before_is_no_news(publish):
    publish("0001/2026")
    subscriber(since=dt.timedelta(0))
    assert send_due(timezone.now()).sent == 0


def test_what_came_out_a_month_ago_is_no_news_any_more(publish):
    subscriber(since=dt.timedelta(days=100))
    publish("0001/2026")
    for days in (31, 29):
        publish(f"00{days}/2026", report={"published_at": timezone.now() - dt.timedelta(days=days)})
    assert send_due(timezone.now()).sent == 2
    assert [subject for _to, subject in delivered()] == [
        "Neuer Bericht: Bericht 0001/2026",
        "Neuer Bericht: Bericht 0029/2026",
    ]


def test_mail_program_ends_it_with_one_click_without_our_page(publish):
    subscriber()
    publish("0001/2026")
    send_due(timezone.now())
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert path in mail.outbox[0].body
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Subscription.objects.count() == 1
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Subscription.objects.count(), PublicationMail.objects.count()) == (0, 0)
    assert strict.post(path).status_code == 200


def test_process_that_dies_while_sending_sends_nothing_twice(publish, monkeypatch):
    subscriber()
    publish("0001/2026")
    sent = []

    def die(self, messages):
        sent.extend(messages)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            send_due(timezone.now())
    assert (len(sent), send_due(timezone.now()).sent, mail.outbox) == (1, 0, [])
    assert PublicationMail.objects.get().sent_at is None


def test_refused_mail_is_tried_again(publish, monkeypatch):
    subscriber()
    publish("0001/2026")

    def refuse(self, messages):
        raise ConnectionRefusedError

    with monkeypatch.context() as failing:
        failing.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError):
            call_command("notify_subscribers")
    assert send_due(timezone.now()).sent == 1


def test_link_that_is_over_says_so_and_where_to_ask_again(client):
    path = reverse("publishing:confirm", args=["unbekannt"])
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert 'href="/berichte/abonnieren/"' in answer.content.decode()


def test_address_that_nobody_confirmed_is_deleted_after_a_week():
    now = timezone.now()
    for days in (6, 8):
        subscribe(email=f"leser{days}@example.org", committee=None, language="de", now=now - dt.timedelta(days=days))
    subscriber("bestaetigt@example.org", since=dt.timedelta(days=30))
    assert purge_unconfirmed(now) == 1
    assert {row.email for row in Subscription.objects.all()} == {"leser6@example.org", "bestaetigt@example.org"}
