"""Telling the departments of a published report: stored with it, caught up on, and at an end some time."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.utils import timezone

from hannover_intl.reporting.models import Announcement, CommitteeReport
from hannover_intl.reporting.services.announcing import TRIED_FOR, announce_due
from hannover_intl.reporting.services.freezing import publish_report
from measures import mails
from measures.choices import MailOccasion
from measures.models import Invitation
from measures.services import mail_log
from tests import cast
from tests.reporting import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


def published(*contacts, number="9901/2026", **fields) -> CommitteeReport:
    """A report about a round that asked these people; they are not told yet, as no transaction ends here."""
    reporting_round = cast.finished_round(drafts.DAY)
    for n, contact in enumerate(contacts, start=1):
        measure = cast.measure(f"1.{n}", contact=contact, lead_unit=contact.unit)
        Invitation.objects.create(round=reporting_round, measure=measure)
    return drafts.published(number, **fields)


def told() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_what_was_not_told_when_it_was_published_is_told_by_the_next_run_and_once():
    published(cast.contact())
    assert [announce_due(timezone.now()).sent for _run in range(2)] == [1, 0]
    assert told() == ["kontakt.kultur@example.org"]
    assert not Announcement.objects.exists()


def test_what_the_server_refuses_is_tried_again_and_after_a_month_no_more(monkeypatch):
    published(cast.contact(), cast.outsider())
    deliver = mails.deliver

    def refuse(message, recipient, logger):
        message.send = _refused if message.to == ["kontakt.umwelt@example.org"] else message.send
        return deliver(message, recipient, logger)

    monkeypatch.setattr(mails, "deliver", refuse)
    for _run in range(2):
        assert announce_due(timezone.now()).refused == 1
    assert told() == ["kontakt.kultur@example.org"]
    assert announce_due(timezone.now() + TRIED_FOR + dt.timedelta(days=1)) == mails.Delivery()
    assert not Announcement.objects.exists()


def _refused():
    raise smtplib.SMTPRecipientsRefused({})


def test_run_that_lost_its_queue_to_another_leaves_the_rest_to_be_caught_up_on():
    """The other run took the queue over and died: this one sends nothing, and forgets nobody."""
    report = published(cast.contact())
    reporting_round = cast.finished_round(drafts.DAY)
    other = cast.contact(email="frueher@example.org")  # no contact any more, but another run means to write to them
    letter = mail_log.Letter(other, MailOccasion.PUBLISHED, ())
    mail_log.queue(None, reporting_round=reporting_round, letters=[letter], today=cast.TODAY)
    assert announce_due(timezone.now()).sent == 1
    assert Announcement.objects.get().report == report
    reporting_round.mails.waiting().delete()
    assert announce_due(timezone.now()).sent == 0
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("fields", [{"is_nonpublic": True}, {"as_of": dt.date(2019, 3, 1)}])
def test_nobody_is_told_of_what_is_not_public_or_was_asked_in_no_round(fields):
    published(cast.contact(), **fields)
    assert announce_due(timezone.now()) == mails.Delivery()
    assert (mail.outbox, Announcement.objects.count()) == ([], 0)


def test_publication_that_is_to_tell_nobody_leaves_nothing_to_do():
    report = drafts.freeze(drafts.draft())
    publish_report(None, report=report, expected_version=report.version, by_mail=False)
    assert not Announcement.objects.exists()
