"""Reminders killed at random moments, and run twice at once: in real processes, no mail goes out a second time."""

import random
import signal
from collections import Counter
from pathlib import Path

import pytest

from hannover_intl.organisation.choices import Role
from measures.models import Invitation, ReportingRound, RoundMail
from tests import cast, killing
from tests.killing import kill_after_some_mails, recipients

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, KILLS = 25, 6


@pytest.fixture
def mail_folder(tmp_path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    return folder


def round_with_people() -> ReportingRound:
    reporting_round = cast.reporting_round()
    for n in range(1, PEOPLE + 1):
        unit = cast.unit(f"Einheit {n}")
        contact = cast.person(f"kontakt{n}@example.org", Role.CONTACT, unit)
        measure = cast.measure(f"1.{n}", lead_unit=unit, contact=contact)
        Invitation.objects.create(round=reporting_round, measure=measure)
    return reporting_round


def start(folder: Path):
    day = cast.TODAY.isoformat()
    return killing.start("manage.py", "send_reminders", "--date", day, EMAIL_FILE_PATH=str(folder))


def test_killed_runs_send_no_mail_twice_and_lose_none(mail_folder):
    reporting_round, chance = round_with_people(), random.Random(20261123)  # noqa: S311 -- moments, no secrets
    ends = [kill_after_some_mails(start(mail_folder), mail_folder, chance) for _ in range(KILLS)]
    assert -signal.SIGKILL in ends
    last = start(mail_folder)
    output = last.communicate(timeout=120)[0]
    assert last.returncode == 0, output
    sent = recipients(mail_folder)
    begun = reporting_round.mails.begun().select_related("recipient")
    claimed = {mail.recipient.email: mail.sent_at for mail in begun}
    doubtful = {address for address, sent_at in claimed.items() if sent_at is None}
    assert set(sent.values()) == {1}
    assert len(claimed) == PEOPLE
    assert set(claimed) - set(sent) <= doubtful
    assert len(doubtful) <= KILLS
    assert not reporting_round.mails.waiting().exists()


def test_two_runs_at_once_share_the_mails(mail_folder):
    reporting_round = round_with_people()
    runs = [start(mail_folder), start(mail_folder)]
    outputs = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert recipients(mail_folder) == Counter({f"kontakt{n}@example.org": 1 for n in range(1, PEOPLE + 1)})
    assert RoundMail.objects.filter(round=reporting_round, sent_at__isnull=False).count() == PEOPLE
