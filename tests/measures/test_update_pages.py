"""The form of one measure: what it asks, what it refuses, and that nothing typed is ever lost."""

import datetime as dt

import pytest
from django.test import Client

from hannover_intl.organisation.choices import Role
from measures.choices import Light, MilestoneOutcome, Progress, RoundState, UpdateState
from measures.models import Measure, MeasureUpdate, MilestoneReport
from tests import cast
from tests.pages import form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/"
COMPLETE = {"progress": "in_progress", "achieved": "Auftakt mit Bristol", "next_steps": "Programm abstimmen"}
HOSTILE = "<script>alert(1)</script><style>*{display:none}</style>\x00\x08\u202eabc\u200f"


@pytest.fixture
def measure():
    """A measure of the Kulturbüro; all other units are strangers to it."""
    return cast.measure("1.1", title="Jugendaustausch")


@pytest.fixture
def now():
    return cast.reporting_round()


@pytest.fixture
def browser(sign_in, measure):
    return sign_in(cast.contact())


def send(browser, action="draft", **fields):
    """Open the page, fill in fields, press a button."""
    data = form_data(browser.get(PAGE), having="version")
    return browser.post(PAGE, {**data, **fields, "action": action})


@pytest.mark.parametrize("role", [Role.CONTACT, Role.DEPUTY, Role.HEAD])
def test_contact_deputy_and_head_can_submit(sign_in, measure, now, role):
    person = cast.person("person@example.org", role, measure.lead_unit)
    response = send(sign_in(person), "submit", **COMPLETE)
    assert (response.status_code, response["Location"]) == (302, "/meine-massnahmen/")
    update = MeasureUpdate.objects.get()
    assert (update.state, update.author, update.achieved) == (UpdateState.SUBMITTED, person, "Auftakt mit Bristol")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("account", ["outsider", "office", "without role", "ended role"])
def test_measure_of_others_does_not_exist(sign_in, measure, now, account, method):
    yesterday = cast.TODAY - dt.timedelta(days=1)
    person = {
        "outsider": cast.outsider,
        "office": cast.office,
        "without role": lambda: cast.user("person@example.org"),
        "ended role": lambda: cast.person("person@example.org", Role.CONTACT, measure.lead_unit, until=yesterday),
    }[account]()
    assert getattr(sign_in(person), method)(PAGE, COMPLETE).status_code == 404
    assert list(MeasureUpdate.objects.all()) == []


def test_anonymous_is_sent_to_the_login(measure, now):
    assert Client().get(PAGE)["Location"] == f"/anmelden/?next={PAGE}"


@pytest.mark.parametrize("number", ["9.9", "1.1%00", "abc", "1.1/../1.2"])
def test_unknown_number_is_404(browser, now, number):
    assert browser.get(f"/meine-massnahmen/{number}/").status_code == 404


def test_form_begins_with_the_progress_as_it_is(browser, measure, now):
    cast.status(measure, Progress.ONGOING)
    assert form_data(browser.get(PAGE), having="version")["progress"] == ["ongoing"]


def test_page_says_why_the_light_is_not_green(browser, measure, now):
    cast.status(measure, Progress.IN_PROGRESS)
    cast.milestone(measure, cast.TODAY - dt.timedelta(days=53), "Gegenbesuch")
    text = text_of(browser.get(PAGE))
    assert "Ampel verzögert Meilenstein „Gegenbesuch“ (01.10.2026) ist seit 53 Tagen überfällig." in text


def test_page_shows_the_last_approved_text_to_build_on(browser, measure, now):
    cast.update(measure, dt.date(2026, 6, 30), achieved="Zwölf Jugendliche zu Gast")
    text = text_of(browser.get(PAGE))
    assert "Zuletzt freigegeben: Stand vom 30.06.2026 (Runde 2026-06-30) Was wurde erreicht? Zwölf Jugendliche" in text


def test_draft_may_have_gaps_and_is_there_again(browser, now):
    response = send(browser, achieved="Halber Satz")
    assert (response.status_code, response["Location"]) == (302, PAGE)
    page = browser.get(PAGE)
    assert form_data(page, having="version")["achieved"] == ["Halber Satz"]
    assert "Ihr Entwurf ist gespeichert. Eingereicht ist er noch nicht." in text_of(page)


def test_incomplete_submission_is_refused_with_everything_still_there(browser, now):
    response = send(browser, "submit", progress="dropped", obstacles="Personal")
    assert response.status_code == 422
    assert "<title>Fehler: Sachstand melden: 1.1" in response.content.decode()
    for link in ('href="#id_achieved"', 'href="#id_reason"'):
        assert link in response.content.decode()
    data = form_data(response, having="version")
    assert (data["progress"], data["obstacles"]) == (["dropped"], ["Personal"])
    assert list(MeasureUpdate.objects.all()) == []


def test_too_long_a_text_is_refused_with_its_length_and_still_there(browser, now):
    word = "ä" * 100_000
    response = send(browser, achieved=word)
    assert response.status_code == 422
    assert "Der Text hat 100.000 Zeichen. Bitte kürzen Sie ihn auf höchstens 20.000 Zeichen." in text_of(response)
    assert form_data(response, having="version")["achieved"] == [word]


def test_markup_is_text_and_invisible_characters_are_gone(browser, now):
    send(browser, achieved=HOSTILE)
    text = "<script>alert(1)</script><style>*{display:none}</style>abc"
    assert MeasureUpdate.objects.get().achieved == text
    page = browser.get(PAGE)
    assert form_data(page, having="version")["achieved"] == [text]
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("progress", "merged"),
        ("progress", "x\x00"),
        ("light_override", "blue"),
        ("version", "-1"),
        ("version", "9" * 40),
        ("version", "x"),
        ("measure_version", ""),
        ("round", "2147483648"),
    ],
)
def test_tampered_choice_is_refused_in_german(browser, now, field, value):
    response = send(browser, achieved="Mein Text", **{field: value})
    assert response.status_code == 422
    assert "Bitte" in text_of(response)
    assert form_data(response, having="version")["achieved"] == ["Mein Text"]
    assert list(MeasureUpdate.objects.all()) == []


def test_round_that_does_not_exist_takes_nothing_and_shows_the_text(browser, now):
    response = send(browser, achieved="Mein Text", round="4711")
    assert response.status_code == 409
    assert "Mein Text" in text_of(response)


@pytest.mark.parametrize("action", ["draft", "submit"])
def test_round_closed_between_load_and_save_shows_what_was_typed(browser, now, action):
    data = form_data(browser.get(PAGE), having="version")
    now.__class__.objects.update(state=RoundState.CLOSED)
    response = browser.post(PAGE, {**data, **COMPLETE, "action": action})
    assert response.status_code == 409
    text = text_of(response)
    assert "Die Berichtsrunde ist geschlossen. Bitte wenden Sie sich an das Büro." in text
    assert "Was wurde erreicht? Auftakt mit Bristol" in text
    assert list(MeasureUpdate.objects.all()) == []


def test_text_for_a_closed_round_does_not_get_into_the_next_one(browser, now):
    data = form_data(browser.get(PAGE), having="version")
    now.__class__.objects.update(state=RoundState.CLOSED)
    cast.reporting_round("1. Halbjahr 2027", as_of=dt.date(2027, 6, 30))
    response = browser.post(PAGE, {**data, **COMPLETE, "action": "submit"})
    assert (response.status_code, MeasureUpdate.objects.count()) == (409, 0)
    assert "Zum Formular der offenen Berichtsrunde" in text_of(response)


def test_measure_ended_between_load_and_save_shows_what_was_typed(browser, measure, now):
    data = form_data(browser.get(PAGE), having="version")
    cast.status(measure, Progress.DROPPED, cast.TODAY, reason="Keine Mittel")
    response = browser.post(PAGE, {**data, **COMPLETE, "action": "submit"})
    assert response.status_code == 409
    assert "Auftakt mit Bristol" in text_of(response)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (UpdateState.SUBMITTED, "Eingereicht am 23.11.2026. Das Büro prüft Ihre Angaben"),
        (UpdateState.APPROVED, "Vom Büro am 23.11.2026 freigegeben."),
    ],
)
def test_update_that_is_with_the_office_is_shown_as_sent(browser, measure, now, state, words):
    day = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    update = MeasureUpdate.objects.create(
        measure=measure,
        round=now,
        state=state,
        measure_version=1,
        achieved="Auftakt mit Bristol",
        light_override=Light.CRITICAL,
        reason="Zwei Stellen frei",
        submitted_at=day,
        decided_at=day,
        effective_on=cast.TODAY if state == UpdateState.APPROVED else None,
    )
    milestone = cast.milestone(measure, dt.date(2027, 1, 1), "Gegenbesuch")
    MilestoneReport.objects.create(
        update=update, milestone=milestone, outcome=MilestoneOutcome.DONE, old_due=milestone.due, done_on=cast.TODAY
    )
    page = browser.get(PAGE)
    text = text_of(page)
    assert words in text
    assert "Begründung Zwei Stellen frei Was wurde erreicht? Auftakt mit Bristol" in text
    assert "Gegenbesuch: erreicht am 23.11.2026" in text
    assert b'name="achieved"' not in page.content


def test_returned_update_shows_what_the_office_asks_and_can_be_submitted_again(browser, measure, now):
    MeasureUpdate.objects.create(
        measure=measure,
        round=now,
        state=UpdateState.RETURNED,
        measure_version=1,
        comment="Bitte mit Datum.",
        **COMPLETE,
    )
    assert "Bitte mit Datum." in text_of(browser.get(PAGE))
    assert send(browser, "submit", achieved="Auftakt am 2. Mai").status_code == 302
    update = MeasureUpdate.objects.get()
    assert (update.state, update.achieved) == (UpdateState.SUBMITTED, "Auftakt am 2. Mai")


def test_ended_measure_needs_no_update(browser, measure, now):
    cast.status(measure, Progress.DONE)
    text = text_of(browser.get(PAGE))
    assert "Die Maßnahme ist beendet. Es ist keine Meldung nötig." in text


def test_without_an_open_round_the_last_answer_is_there_to_look_at(browser, measure):
    cast.update(measure, dt.date(2026, 6, 30), achieved="Zwölf Jugendliche zu Gast")
    page = browser.get(PAGE)
    assert "freigegeben" in text_of(page)
    assert b'name="achieved"' not in page.content


def test_update_carries_the_version_of_the_measure_it_was_written_against(browser, measure, now):
    Measure.objects.update(version=4)
    data = form_data(browser.get(PAGE), having="version")
    Measure.objects.update(version=5)
    browser.post(PAGE, {**data, "action": "draft"})
    assert MeasureUpdate.objects.get().measure_version == 4


@pytest.mark.parametrize("signed_in", [True, False])
def test_more_than_the_portal_takes_is_refused_as_such(browser, now, signed_in):
    response = (browser if signed_in else Client()).post(PAGE, {"achieved": "x" * 6_000_000})
    assert response.status_code == 400
    assert "zu viele Daten auf einmal" in text_of(response)
