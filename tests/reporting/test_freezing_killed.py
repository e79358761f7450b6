"""Freezing killed at random moments, in real processes: afterwards there is nothing of it, or all of it."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.db import connection

from hannover_intl.reporting.frozen import sha256
from hannover_intl.reporting.models import CommitteeReport
from tests import killing
from tests.checks.sources import ROOT
from tests.reporting import drafts

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 5
# One process freezes many drafts, one after the other; what it prints is small, so that most moments are near a commit.
FREEZE = """
import sys, django
django.setup()
from hannover_intl.reporting import frozen
from hannover_intl.reporting.frozen import sha256
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.freezing import freeze_report
from tests import cast
frozen.render_report_pdf = lambda paper: b"%PDF " + paper.number.encode() * 50_000
print("ready", flush=True)
for report in CommitteeReport.objects.filter(state="draft").order_by("pk"):
    freeze_report(None, report=report, expected_version=report.version, today=cast.TODAY)
"""
DRAFTS = 12


def start(folder: Path) -> subprocess.Popen:
    settings = {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "hannover_intl.settings", "PYTHONPATH": str(ROOT)}
    return killing.start("-c", FREEZE, **settings)


def kill_at_some_moment(process: subprocess.Popen, chance: random.Random) -> int:
    process.stdout.readline()
    time.sleep(chance.random() * 0.3)
    process.kill()
    process.communicate()
    return process.returncode


def verdicts(folder: Path) -> dict[str, str]:
    """What is wrong with each report: a draft holds nothing of a frozen one, a frozen one holds everything."""
    found = {}
    for report in CommitteeReport.objects.select_related("paper"):
        file = folder / "media" / report.pdf
        if not report.is_frozen:
            rest = (report.payload, report.html, report.pdf, report.search_text, report.paper.is_fixed)
            found[report.paper.number] = "" if rest == ("", "", "", "", False) else "half a report"
        elif not report.paper.is_fixed or sha256(file.read_bytes()) != report.pdf_sha256:
            found[report.paper.number] = "no paper or no file"
        elif sha256(report.payload.encode()) != report.payload_sha256:
            found[report.paper.number] = "other data"
        else:
            found[report.paper.number] = ""
    return found


def test_a_killed_process_leaves_nothing_or_everything(tmp_path):
    chance = random.Random(20261126)  # noqa: S311 -- moments, no secrets
    for number in range(DRAFTS):
        drafts.draft(f"99{number:02}/2026")
    ends = []
    for _ in range(KILLS):
        ends.append(kill_at_some_moment(start(tmp_path), chance))
        connection.close()
        assert set(verdicts(tmp_path).values()) == {""}
    assert -signal.SIGKILL in ends
    last = start(tmp_path)
    output = last.communicate(timeout=300)[0]
    assert last.returncode == 0, output
    assert set(CommitteeReport.objects.values_list("state", flat=True)) == {"frozen"}
    assert set(verdicts(tmp_path).values()) == {""}
