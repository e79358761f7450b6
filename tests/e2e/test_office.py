"""The office's workplace in a real browser: every page with axe, without a complaint of the browser, and a conflict."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from hannover_intl.organisation.models import Actor
from measures.models import Measure, MeasureUpdate, ReportingRound
from tests import cast
from tests.e2e.browser import follow
from tests.test_admin_queries import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ein-langes-passwort-2026"


@pytest.fixture
def office(visit):
    """The office at its workplace, with one of everything in it."""
    account = cast.office()
    account.set_password(PASSWORD)
    account.save()
    world(1)
    visitor = visit(timezone_id="Europe/Berlin")
    visitor.log_in(account.email, PASSWORD)
    visitor.page.wait_for_url("**/")
    return visitor


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def objects():
    """The first of each kind that this world holds; relations abroad and skills have browser tests of their own."""
    found = (model._default_manager.order_by("pk").first() for model in admin.site._registry)
    return [obj for obj in found if obj is not None]


def everywhere():
    """Every list, every object, and each further kind of page once."""
    measure, update = Measure.objects.get(), MeasureUpdate.objects.get()
    planned = cast.reporting_round("Runde in Vorbereitung", as_of=dt.date(2027, 6, 30), state="planned")
    yield from ("/admin/", "/admin/measures/")
    for obj in objects():
        yield address(type(obj), "changelist")
        yield address(type(obj), "change", obj.pk)
    yield address(Measure, "add")
    yield f"/admin/measures/statuschange/add/?measure={measure.pk}"
    yield "/admin/council/meeting/add/"
    yield address(Measure, "history", measure.pk)
    yield address(Measure, "history_version", measure.pk, measure.history.first().pk)
    yield address(MeasureUpdate, "history", update.pk)
    yield address(ReportingRound, "open", planned.pk)
    yield address(ReportingRound, "close", update.round_id)
    yield address(Actor, "delete", Actor.objects.get().pk)
    yield address(cast.User, "password", cast.User.objects.get(email="konto1@example.org").pk)


def test_every_page_of_the_office_is_accessible(office):
    found = []
    for path in list(everywhere()):
        office.open(path)
        assert office.page.url == office.base + path
        found += office.looks()
    assert found == []


def test_long_words_and_markup_neither_break_a_page_nor_run(office):
    Measure.objects.update(title="W" * 300, description="W" * 20_000)
    MeasureUpdate.objects.update(achieved="<script>alert(1)</script>" + "W" * 20_000)
    found = []
    for path in (
        address(Measure, "changelist"),
        address(Measure, "change", Measure.objects.get().pk),
        address(MeasureUpdate, "changelist"),
        address(MeasureUpdate, "change", MeasureUpdate.objects.get().pk),
    ):
        office.open(path)
        found += office.looks()
    assert found == []
    assert "<script>alert(1)</script>" in office.page.inner_text("#content")


def test_two_people_merge_what_they_wrote(office):
    path = address(Measure, "change", Measure.objects.get().pk)
    first, second = office.page, office.page.context.new_page()
    for page in (first, second):
        page.goto(office.base + path)
    first.get_by_label("Titel", exact=False).first.fill("Städtedialog mit Bristol")
    follow(first.get_by_role("button", name="Sichern", exact=True))
    second.locator("#id_description").fill("Zweite Beschreibung")
    follow(second.get_by_role("button", name="Sichern", exact=True))
    office.page = second
    assert "Inzwischen hat jemand anderes gespeichert" in second.inner_text("#content")
    assert office.looks() == []
    follow(second.get_by_role("button", name="Sichern", exact=True))
    stored = Measure.objects.get()
    assert (stored.title, stored.description) == ("Städtedialog mit Bristol", "Zweite Beschreibung")


def test_row_is_added_without_a_script_of_ours(office):
    office.open(address(Measure, "change", Measure.objects.get().pk))
    office.page.get_by_role("button", name="Meilenstein hinzufügen").or_(
        office.page.get_by_role("link", name="Meilenstein hinzufügen")
    ).click()
    office.page.locator("#id_milestones-1-title").fill("Abschluss")
    office.page.locator("#id_milestones-1-due").fill("31.12.2027")
    assert office.looks() == []
    follow(office.page.get_by_role("button", name="Sichern", exact=True))
    assert [milestone.title for milestone in Measure.objects.get().milestones.all()] == ["Meilenstein 0", "Abschluss"]


def test_updates_are_returned_together_and_errors_are_announced(office):
    office.open(address(MeasureUpdate, "changelist"))
    office.page.locator(".action-select").first.check()
    office.page.locator("select[name=action]").select_option("return_selected")
    follow(office.page.get_by_role("button", name="Ausführen"))
    found = office.looks()
    follow(office.page.get_by_role("button", name="Zurückgeben"))
    assert office.page.title().startswith("Fehler:")
    found += office.looks()
    office.page.get_by_label("Was ist zu ändern?").fill("Bitte das Datum nennen.")
    follow(office.page.get_by_role("button", name="Zurückgeben"))
    assert "1 Sachstand ist zurückgegeben." in office.page.inner_text(".messagelist")
    office.open(address(Measure, "add"))
    follow(office.page.get_by_role("button", name="Sichern", exact=True))
    assert office.page.title().startswith("Fehler:")
    assert found + office.looks() == []
