"""A report to the council is kept for ever; of the staff it holds figures of at least ten, and no trace of anybody."""

import json

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from hannover_intl.reporting.models import CommitteeReport
from staff_skills.aggregates import K_PUBLIC
from staff_skills.choices import Evidence, TrainingKind, TrainingState
from staff_skills.services.profiles import TrainingEntry, withdraw_all
from staff_skills.services.snapshots import take_snapshot
from tests import cast
from tests.reporting import drafts
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db

CANARIES = ("haw", "Hawaii", "kanarie", "1987", "Tuvalu", "Kanarienkunde")


@pytest.fixture
def report(monkeypatch):
    """Ten who speak Polish, one who speaks Hawaiian as well, the figures of the quarter, and a frozen report."""
    drafts.without_printer(monkeypatch)
    for number in range(K_PUBLIC):
        people.profile(f"p{number}@example.org")
    topic = people.topic("Kanarienkunde")
    rare = people.language("haw", "C2", evidence=Evidence.CERTIFICATE, certificate_year=1987)
    stay = TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, topic.pk, 1987, "TV")
    people.profile("kanarie@example.org", languages=(rare,), trainings=(stay,), topics=frozenset({topic.pk}))
    take_snapshot(today=TODAY)
    cast.measure("2.1")
    return drafts.freeze(drafts.draft(as_of=TODAY))


def stored(report: CommitteeReport) -> str:
    """All columns of the row, as the database has them, and the file."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {CommitteeReport._meta.db_table}")  # noqa: S608 -- a name of our own
        cells = " ".join(str(cell) for row in cursor.fetchall() for cell in row)
    with default_storage.open(report.pdf) as file:
        return cells + file.read().decode(errors="replace")


def test_it_holds_the_chapter_and_nobody(report):
    text = stored(report)
    assert "Polnisch" in text
    assert "Bedarf und Lücken" in text
    assert [canary for canary in CANARIES if canary in text] == []
    assert [str(row.pk) for row in people.SkillProfile.objects.all() if str(row.pk) in text] == []


def test_what_it_holds_of_the_staff_are_spans_of_at_least_ten(report):
    def spans(value: object) -> list[dict[str, int]]:
        if isinstance(value, dict):
            own = [value] if {"at_least", "at_most"} <= set(value) else []
            return own + [span for part in value.values() for span in spans(part)]
        return [span for part in value for span in spans(part)] if isinstance(value, list) else []

    found = spans(json.loads(report.payload))
    assert found
    assert [span for span in found if span["at_least"] % K_PUBLIC or span["at_most"] - span["at_least"] != 9] == []


def test_a_withdrawal_changes_nothing_in_it(report):
    before = stored(report)
    for person in list(people.SkillProfile.objects.all()):
        withdraw_all(person.user, today=TODAY)
    assert stored(CommitteeReport.objects.get()) == before
