"""Mails about a new report killed at random moments, in real processes: nobody hears of it twice, nobody never."""

import random
import signal
from pathlib import Path

import pytest
from django.utils import timezone

from hannover_intl.organisation.choices import Role
from hannover_intl.publishing.models import PublicationMail, Subscription
from hannover_intl.reporting.models import Announcement, CommitteeReport
from hannover_intl.reporting.services.freezing import publish_report
from measures.models import Invitation, ReportingRound
from tests import cast, killing
from tests.checks.sources import ROOT
from tests.killing import kill_after_some_mails, recipients
from tests.reporting import drafts

pytestmark = pytest.mark.django_db(transaction=True)

EACH, KILLS = 12, 5
# The process dies as soon as the publication is stored, before it can write to anybody.
PUBLISH_AND_DIE = """
import os, signal, django
django.setup()
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services import freezing
freezing.announce_due = lambda now: os.kill(os.getpid(), signal.SIGKILL)
report = CommitteeReport.objects.get()
freezing.publish_report(None, report=report, expected_version=report.version)
"""


@pytest.fixture
def mail_folder(tmp_path, settings, monkeypatch) -> Path:
    settings.VAR_DIR = tmp_path
    drafts.without_printer(monkeypatch)
    folder = tmp_path / "mails"
    folder.mkdir()
    return folder


def frozen_report() -> CommitteeReport:
    """About a round with so many contacts; as many people follow all reports."""
    reporting_round = cast.finished_round(drafts.DAY)
    for n in range(1, EACH + 1):
        unit = cast.unit(f"Einheit {n}")
        contact = cast.person(f"kontakt{n}@example.org", Role.CONTACT, unit)
        measure = cast.measure(f"1.{n}", lead_unit=unit, contact=contact)
        Invitation.objects.create(round=reporting_round, measure=measure)
        now, email = timezone.now(), f"leser{n}@example.org"
        Subscription.objects.create(email=email, token=email, asked_at=now, confirmed_at=now)
    return drafts.freeze(drafts.draft())


def everybody() -> set[str]:
    return {f"{who}{n}@example.org" for who in ("kontakt", "leser") for n in range(1, EACH + 1)}


def notify(folder: Path):
    return killing.start("manage.py", "notify_subscribers", EMAIL_FILE_PATH=str(folder))


def in_doubt() -> set[str]:
    """To whom a mail was begun of which nobody knows whether it arrived."""
    departments = ReportingRound.objects.get().mails.begun().filter(sent_at=None)
    followers = PublicationMail.objects.filter(sent_at=None)
    found = departments.values_list("recipient__email", flat=True)
    return {*found, *followers.values_list("subscription__email", flat=True)}


def test_killed_runs_tell_nobody_twice_and_forget_nobody(mail_folder):
    report, chance = frozen_report(), random.Random(20261126)  # noqa: S311 -- moments, no secrets
    publish_report(None, report=report, expected_version=report.version, by_mail=False)
    Announcement.objects.create(report=report)
    ends = [kill_after_some_mails(notify(mail_folder), mail_folder, chance) for _ in range(KILLS)]
    assert -signal.SIGKILL in ends
    last = notify(mail_folder)
    output = last.communicate(timeout=120)[0]
    assert last.returncode == 0, output
    sent = recipients(mail_folder)
    assert set(sent.values()) == {1}
    assert everybody() - set(sent) <= in_doubt()
    assert len(in_doubt()) <= KILLS
    assert not Announcement.objects.exists()


def test_process_that_dies_when_the_publication_is_stored_forgets_nobody(mail_folder):
    frozen_report()
    settings = {"DJANGO_SETTINGS_MODULE": "hannover_intl.settings", "PYTHONPATH": str(ROOT)}
    dying = killing.start("-c", PUBLISH_AND_DIE, EMAIL_FILE_PATH=str(mail_folder), **settings)
    dying.communicate(timeout=120)
    assert (dying.returncode, CommitteeReport.objects.get().is_published) == (-signal.SIGKILL, True)
    assert recipients(mail_folder) == {}
    for _run in range(2):
        assert notify(mail_folder).communicate(timeout=120)[0].count("abgelehnt") == 0
    assert recipients(mail_folder) == dict.fromkeys(everybody(), 1)
