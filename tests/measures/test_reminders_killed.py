"""Reminders killed at random moments, and run twice at once: in real processes, no mail goes out a second time."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from hannover_intl.organisation.choices import Role
from measures.models import Invitation, ReportingRound, RoundMail
from tests import cast
from tests.checks.sources import ROOT

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


def database_url() -> str:
    """Of the test database, for another process."""
    used = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{used['NAME']}"
    login = f"{used['USER']}:{used['PASSWORD']}" if used["PASSWORD"] else used["USER"]
    return f"postgres://{login}@{used['HOST']}:{used['PORT'] or 5432}/{used['NAME']}"


def start(folder: Path) -> subprocess.Popen:
    settings = {"SECRET_KEY": "tests", "DATABASE_URL": database_url(), "EMAIL_FILE_PATH": str(folder)}
    command = [sys.executable, "manage.py", "send_reminders", "--date", cast.TODAY.isoformat()]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, **pipes)


def recipients(folder: Path) -> Counter:
    """How often each address was written to. A mail that was cut off while it was written counts, too."""
    return Counter(
        line.removeprefix("To: ")
        for file in folder.iterdir()
        for line in file.read_text().splitlines()
        if line.startswith("To: ")
    )


def kill_after_some_mails(process: subprocess.Popen, folder: Path, chance: random.Random) -> int:
    """SIGKILL a moment after the first few mails of this run; how it ended."""
    enough = len(list(folder.iterdir())) + chance.randrange(4)
    while len(list(folder.iterdir())) < enough and process.poll() is None:
        time.sleep(0.001)
    time.sleep(chance.random() * 0.02)
    process.kill()
    process.communicate()
    return process.returncode


def test_killed_runs_send_no_mail_twice_and_lose_none(mail_folder):
    reporting_round, chance = round_with_people(), random.Random(20261123)  # noqa: S311 -- moments, no secrets
    ends = [kill_after_some_mails(start(mail_folder), mail_folder, chance) for _ in range(KILLS)]
    assert -signal.SIGKILL in ends
    last = start(mail_folder)
    output = last.communicate(timeout=120)[0]
    assert last.returncode == 0, output
    sent = recipients(mail_folder)
    claimed = {mail.recipient.email: mail.sent_at for mail in reporting_round.mails.select_related("recipient")}
    doubtful = {address for address, sent_at in claimed.items() if sent_at is None}
    assert set(sent.values()) == {1}
    assert len(claimed) == PEOPLE
    assert set(claimed) - set(sent) <= doubtful
    assert len(doubtful) <= KILLS


def test_two_runs_at_once_share_the_mails(mail_folder):
    reporting_round = round_with_people()
    runs = [start(mail_folder), start(mail_folder)]
    outputs = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert recipients(mail_folder) == Counter({f"kontakt{n}@example.org": 1 for n in range(1, PEOPLE + 1)})
    assert RoundMail.objects.filter(round=reporting_round, sent_at__isnull=False).count() == PEOPLE
