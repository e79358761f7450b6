"""After a withdrawal nothing is left, anywhere, and a restored backup brings nothing back."""

import datetime as dt
import logging

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.serializers import deserialize, serialize
from django.db import connection
from django.test import Client

from hannover_intl.organisation.models import User
from staff_skills import ledger
from staff_skills.choices import (
    AnswerState,
    DeletionReason,
    Evidence,
    Purpose,
    RequestState,
    TrainingKind,
    TrainingState,
)
from staff_skills.models import (
    AccessLog,
    AccessLogSubject,
    Consent,
    Expertise,
    LanguageSkill,
    SkillProfile,
    SkillRequestRecipient,
    Tombstone,
    Training,
)
from staff_skills.querysets import Wanted
from staff_skills.services.deletion import OWN_MODELS, apply_ledger, delete_profile
from staff_skills.services.profiles import TrainingEntry, save_profile, withdraw_all, withdraw_consent
from staff_skills.services.requests import answer_request, assign
from staff_skills.services.search import search
from staff_skills.services.snapshots import take_snapshot
from tests.staff_skills import people
from tests.staff_skills.people import NOW, TODAY

pytestmark = pytest.mark.django_db

# Rare values: where one of them is found, it can only have come from this entry.
LANGUAGE, YEAR, COUNTRY = "haw", 1987, "TV"


def every_cell() -> list[tuple[str, object]]:
    """All cells of all tables of the database, histories and sessions among them."""
    cells: list[tuple[str, object]] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from the database itself
            cells += [(table, cell) for row in cursor.fetchall() for cell in row]
    return cells


def traces(keys: list[str], *texts: str) -> list[str]:
    """Where the canary sings: in cells of the database, and in texts (logs, files)."""
    plain = [key.replace("-", "") for key in keys]
    found = [
        f"{table}: {cell!r}"
        for table, cell in every_cell()
        if cell in (LANGUAGE, YEAR, COUNTRY)
        or f'"{LANGUAGE}"' in str(cell)
        or any(key in str(cell).replace("-", "") for key in plain)
    ]
    return found + [key for key in [*keys, *plain, "Hawaii"] for text in texts if key in text]


def files_below(folder) -> str:
    return "\n".join(path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def canary(settings, tmp_path, caplog, django_capture_on_commit_callbacks):
    """An entry of rare values that went through everything: search, request, mail, answer, files, statistics."""
    caplog.set_level(logging.DEBUG)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mails"
    stay = TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, None, YEAR, COUNTRY)
    rare = people.language(LANGUAGE, "C2", evidence=Evidence.CERTIFICATE, certificate_year=YEAR)
    topics = frozenset({people.topic().pk})
    with django_capture_on_commit_callbacks(execute=True):
        entry = people.profile(languages=(people.language(), rare), trainings=(stay,), topics=topics)
        actor = people.coordinator()
        search(actor, wanted=Wanted(Purpose.DELEGATION, LANGUAGE), today=TODAY, now=NOW)
        request = people.request(actor, entry)
        answer_request(entry.user, key=entry.received.get().pk, accept=True, today=TODAY)
    take_snapshot(today=TODAY)
    client = Client()
    client.force_login(entry.user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Hawaiisch" in client.get("/meine-sprachkenntnisse/").content.decode()
    assert "Hawaiisch" in client.get("/meine-sprachkenntnisse/daten.json").content.decode()
    return entry, request, client


def own_keys() -> list[str]:
    return [str(row.pk) for model in OWN_MODELS for row in model._default_manager.all()]


def test_the_canary_is_there_before_the_withdrawal(canary):
    assert len(traces(own_keys())) > 10


def test_after_a_withdrawal_the_canary_is_nowhere(canary, caplog, tmp_path):
    _, _, client = canary
    keys = own_keys()
    assert client.post("/meine-sprachkenntnisse/zurueckziehen/").status_code == 302
    assert traces(keys, caplog.text, files_below(tmp_path)) == []
    assert (Tombstone.objects.count(), AccessLogSubject.objects.count()) == (1, 0)
    assert AccessLog.objects.count() == 3  # what the coordinator did stays, without anybody it was done to


def test_the_withdrawn_are_found_no_more(canary):
    entry, _, _ = canary
    actor = User.objects.get(email="koordination@example.org")
    withdraw_consent(entry.user, purpose=Purpose.DELEGATION, today=TODAY)
    for purpose, count in ((Purpose.DELEGATION, 0), (Purpose.PHONE, 1)):
        found = search(actor, wanted=Wanted(purpose, "pl"), today=TODAY, now=NOW)
        assert len(found.hits) == count


def test_a_consent_withdrawn_while_a_request_is_open_takes_the_answer_along(
    canary, django_capture_on_commit_callbacks, mailoutbox, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    entry, request, _ = canary
    actor = User.objects.get(email="koordination@example.org")
    assign(actor, request=request, key=entry.received.get().pk, has_agreement=True, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(entry.user, purpose=Purpose.DELEGATION, today=TODAY)
    request.refresh_from_db()
    assert (request.recipients.count(), request.state) == (0, RequestState.OPEN)
    assert [mail.to for mail in mailoutbox] == [["koordination@example.org"]]
    assert entry.user.email not in mailoutbox[0].body


def test_others_keep_everything():
    other = people.profile("andere@example.org")
    entry = people.profile()
    withdraw_all(entry.user, today=TODAY)
    assert SkillProfile.objects.get() == other
    assert (other.languages.count(), other.consents.count()) == (1, len(people.ALL_PURPOSES))


def test_the_ledger_names_nobody(ledger_file):
    entry = people.profile()
    keys = own_keys()
    withdraw_all(entry.user, today=TODAY)
    text = ledger_file.read_text()
    assert len(text.splitlines()) == len(keys) == 8
    assert [key for key in [*keys, "polnisch", "pl "] if key in text] == []


def backup() -> str:
    """All rows of the register, as a backup has them."""
    models = [*OWN_MODELS, SkillRequestRecipient, AccessLog, AccessLogSubject]
    return serialize("json", [row for model in models for row in model._default_manager.order_by("pk")])


def restore(data: str) -> None:
    for row in deserialize("json", data):
        row.save()


def test_a_restored_backup_is_deleted_again(canary, caplog, tmp_path):
    entry, _, _ = canary
    old, keys = backup(), own_keys()
    withdraw_all(entry.user, today=TODAY)
    Tombstone.objects.all().delete()
    restore(old)
    assert SkillProfile.objects.count() == 1
    call_command("apply_deletions")
    assert traces(keys, caplog.text) == []
    assert Tombstone.objects.get().reason == DeletionReason.WITHDRAWN


def test_a_restored_backup_does_not_bring_back_single_rows(canary):
    entry, _, _ = canary
    old = backup()
    withdraw_consent(entry.user, purpose=Purpose.DELEGATION, today=TODAY)
    version = SkillProfile.objects.get().version
    save_profile(
        entry.user,
        content=people.content(purposes=people.ALL_PURPOSES - {Purpose.DELEGATION}),
        expected_version=version,
        now=NOW,
    )
    restore(old)
    apply_ledger()
    assert [row.language for row in LanguageSkill.objects.all()] == ["pl"]
    assert (Training.objects.count(), Expertise.objects.count(), SkillRequestRecipient.objects.count()) == (0, 0, 0)
    assert not Consent.objects.filter(purpose=Purpose.DELEGATION).exists()


def test_a_new_entry_after_a_withdrawal_is_not_deleted_by_the_ledger():
    entry = people.profile()
    withdraw_all(entry.user, today=TODAY)
    people.profile()
    assert sum(apply_ledger().values()) == 0
    assert SkillProfile.objects.count() == 1


def test_without_the_ledger_nothing_is_deleted(settings, tmp_path):
    entry = people.profile()
    settings.DELETION_LEDGER = tmp_path  # a folder: cannot be written
    with pytest.raises(ledger.LedgerError):
        withdraw_all(entry.user, today=TODAY)
    assert (SkillProfile.objects.count(), Tombstone.objects.count()) == (1, 0)


def test_a_ledger_of_another_key_is_refused_aloud(settings):
    entry = people.profile()
    withdraw_all(entry.user, today=TODAY)
    settings.LEDGER_KEY = "another"
    with pytest.raises(CommandError, match="LEDGER_KEY"):
        call_command("apply_deletions")


def test_a_line_cut_short_by_a_crash_does_no_harm(ledger_file):
    entry, other = people.profile(), people.profile("andere@example.org")
    withdraw_all(entry.user, today=TODAY)
    with ledger_file.open("a") as file:
        file.write("2026-11-23 skillprofile 12ab")
    withdraw_all(other.user, today=TODAY)
    assert len(ledger.read()) == 16


def test_deleting_twice_is_deleting_once():
    entry = people.profile()
    for _ in range(2):
        delete_profile(profile=entry, reason=DeletionReason.LEFT, today=TODAY)
    assert Tombstone.objects.count() == 1


def test_an_assigned_person_who_leaves_opens_the_request_again():
    entry, other = people.profile(), people.profile("andere@example.org")
    actor = people.coordinator()
    request = people.request(actor, entry, other)
    for person in (entry, other):
        answer_request(person.user, key=person.received.get().pk, accept=True, today=TODAY)
        assign(actor, request=request, key=person.received.get().pk, has_agreement=True, today=TODAY)
    withdraw_all(entry.user, today=TODAY)
    request.refresh_from_db()
    assert request.state == RequestState.ASSIGNED
    withdraw_all(other.user, today=TODAY + dt.timedelta(days=1))
    request.refresh_from_db()
    assert request.state == RequestState.OPEN
    assert AnswerState.ASSIGNED not in request.recipients.values_list("state", flat=True)


def test_an_account_has_no_history_of_skills():
    entry = people.profile()
    assert not hasattr(entry, "history")
    assert [model.__name__ for model in OWN_MODELS if hasattr(model, "history")] == []
