"""The office's workplace in a real browser: every page with axe, without a complaint of the browser, and a conflict."""

import pytest

from measures.models import Measure, MeasureUpdate, Milestone
from tests import cast
from tests.e2e.browser import follow
from tests.office_world import address, everywhere, fill, further_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ein-langes-passwort-2026"


@pytest.fixture
def office(visit):
    """The office at its workplace, with one of everything in it."""
    account = cast.with_password(cast.office(), PASSWORD)
    fill(account)
    visitor = visit(timezone_id="Europe/Berlin", reduced_motion="reduce")
    visitor.log_in(account.email, PASSWORD)
    visitor.page.wait_for_url("**/")
    return visitor


def looks_of(office, paths):
    """What is wrong with these pages, at both widths, in light and dark."""
    found = []
    for path in paths:
        office.open(path)
        assert office.page.url == office.base + path
        found += office.looks() + office.looks_in_the_dark()
    return found


@pytest.mark.appearance
def test_every_list_and_every_object_is_accessible_in_light_and_dark(office):
    assert looks_of(office, list(everywhere())) == []


@pytest.mark.appearance
def test_every_further_page_is_accessible_in_light_and_dark(office):
    assert looks_of(office, list(further_pages())) == []


@pytest.mark.parametrize(
    ("model", "action"),
    [(Measure, "change_people_of_selected"), (Milestone, "move_selected"), (MeasureUpdate, "approve_selected")],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_look_before_many_rows_change_is_accessible_in_light_and_dark(office, model, action):
    office.open(address(model, "changelist"))
    office.page.locator(".action-select").first.check()
    office.page.locator("select[name=action]").select_option(action)
    follow(office.page.get_by_role("button", name="Ausführen"))
    found = office.looks() + office.looks_in_the_dark()
    if action == "move_selected":
        office.page.get_by_label("Um so viele Tage").fill("14")
        office.page.get_by_label("Grund der Terminänderung").fill("Saal belegt")
        follow(office.page.locator("button[name=step]").first)
        assert "Saal belegt" in office.page.content()
        found += office.looks() + office.looks_in_the_dark()
    assert found == []


def test_long_words_and_markup_neither_break_a_page_nor_run(office):
    Measure.objects.update(title="W" * 300, description="W" * 20_000)
    MeasureUpdate.objects.update(achieved="<script>alert(1)</script>" + "W" * 20_000)
    found = []
    for path in (
        address(Measure, "changelist"),
        address(Measure, "change", Measure.objects.earliest("pk").pk),
        address(MeasureUpdate, "changelist"),
        address(MeasureUpdate, "change", MeasureUpdate.objects.get().pk),
    ):
        office.open(path)
        found += office.looks()
    assert found == []
    assert "<script>alert(1)</script>" in office.page.inner_text("#content")


def test_two_people_merge_what_they_wrote(office):
    path = address(Measure, "change", Measure.objects.earliest("pk").pk)
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
    stored = Measure.objects.earliest("pk")
    assert (stored.title, stored.description) == ("Städtedialog mit Bristol", "Zweite Beschreibung")


def test_row_is_added_without_a_script_of_ours(office):
    office.open(address(Measure, "change", Measure.objects.earliest("pk").pk))
    office.page.get_by_role("button", name="Meilenstein hinzufügen").or_(
        office.page.get_by_role("link", name="Meilenstein hinzufügen")
    ).click()
    office.page.locator("#id_milestones-1-title").fill("Abschluss")
    office.page.locator("#id_milestones-1-due").fill("31.12.2027")
    assert office.looks() == []
    follow(office.page.get_by_role("button", name="Sichern", exact=True))
    titles = Measure.objects.earliest("pk").milestones.values_list("title", flat=True)
    assert list(titles) == [
        "Meilenstein 0",
        "Abschluss",
    ]


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
