"""Profile, search and request in a real browser, at two widths, with axe."""

import datetime as dt

import pytest
from django.utils import timezone

from staff_skills.models import ConsentText, SkillProfile, SkillRequest
from tests import cast
from tests.e2e.browser import follow
from tests.staff_skills import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ein langes Passwort 2026"


@pytest.fixture
def accounts(transactional_db, settings, tmp_path):
    """Somebody without an entry, somebody with one, and a coordinator; texts come with the migrations."""
    settings.DELETION_LEDGER = tmp_path / "deletions.log"
    ConsentText.objects.get_or_create(version=1, defaults={"text": "Freiwillig.", "valid_from": cast.ADOPTED})
    people.topic()
    employee = cast.user("polnisch@example.org", unit=cast.unit())
    people.profile("eingetragen@example.org")
    coordinator = people.coordinator()
    for account in (employee, coordinator):
        cast.with_password(account, PASSWORD)
    return employee, coordinator


def test_an_employee_enters_a_language_and_takes_it_back(visit, accounts):
    visitor = visit()
    visitor.log_in("polnisch@example.org", PASSWORD)
    visitor.open("/meine-sprachkenntnisse/")
    assert visitor.looks() == []
    follow(visitor.page.get_by_role("link", name="Eintrag anlegen"))
    assert visitor.looks() == []
    first = visitor.page.get_by_role("group", name="Sprache 1")
    first.get_by_label("Sprache", exact=False).first.select_option("pl")
    first.get_by_label("Niveau insgesamt").select_option("B2")
    visitor.page.get_by_label("Delegationen begleiten").check()
    follow(visitor.page.get_by_role("button", name="Zustimmen und speichern"))
    visitor.page.get_by_text("Ihr Eintrag ist gespeichert.").wait_for()
    assert visitor.looks() == []
    follow(visitor.page.get_by_role("button", name="Alles zurückziehen und löschen"))
    visitor.page.get_by_text("Ihr Eintrag ist gelöscht.").wait_for()
    assert not SkillProfile.objects.filter(user__email="polnisch@example.org").exists()


def test_an_error_is_told_at_its_field(visit, accounts):
    visitor = visit()
    visitor.log_in("polnisch@example.org", PASSWORD)
    visitor.open("/meine-sprachkenntnisse/bearbeiten/")
    follow(visitor.page.get_by_role("button", name="Zustimmen und speichern"))
    visitor.page.get_by_role("heading", name="Bitte prüfen Sie Ihre Angaben").wait_for()
    assert visitor.looks() == []
    visitor.complaints.clear()  # the browser logs the answer 422


def test_a_coordinator_searches_asks_and_sees_the_answer(visit, accounts):
    visitor = visit()
    visitor.log_in("koordination@example.org", PASSWORD)
    visitor.open("/sprachsuche/")
    assert visitor.looks() == []
    visitor.page.get_by_label("Wofür suchen Sie?").select_option("delegation")
    visitor.page.get_by_label("Sprache", exact=False).first.select_option("pl")
    follow(visitor.page.get_by_role("main").get_by_role("button", name="Suchen"))
    visitor.page.get_by_label("Person 1").check()
    assert visitor.looks() == []
    follow(visitor.page.get_by_role("button", name="Anfrage vorbereiten"))
    assert visitor.looks() == []
    visitor.page.get_by_label("Anlass").fill("Empfang der Delegation")
    visitor.page.get_by_label("Tag", exact=True).fill(str(timezone.localdate() + dt.timedelta(days=30)))
    visitor.page.get_by_label("Dauer in Stunden").fill("3")
    visitor.page.get_by_label("Ort", exact=True).fill("Neues Rathaus")
    visitor.page.get_by_label("anfragende Einheit").select_option(index=1)
    visitor.page.get_by_label("Antwort bis").fill(str(timezone.localdate() + dt.timedelta(days=20)))
    follow(visitor.page.get_by_role("button", name="Anfrage senden"))
    visitor.page.get_by_text("Die Anfrage ist gesendet.").wait_for()
    assert visitor.looks() == []
    assert "eingetragen@example.org" not in visitor.page.content()
    SkillRequest.objects.get().recipients.update(state="accepted")
    visitor.page.reload()
    assert "eingetragen@example.org" in visitor.page.content()
    assert visitor.looks() == []
    visitor.open("/sprachsuche/anfragen/")
    assert visitor.looks() == []
    visitor.open("/sprachsuche/bedarf/")
    assert visitor.looks() == []
