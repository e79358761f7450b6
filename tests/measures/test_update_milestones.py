"""The milestones in the form of a measure: each answer at its milestone, each error at its field."""

import datetime as dt

import pytest

from measures.choices import MilestoneOutcome, MilestoneState
from measures.models import MeasureUpdate, Milestone, MilestoneReport
from tests import cast
from tests.pages import form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/"
COMPLETE = {"progress": "in_progress", "achieved": "Auftakt mit Bristol", "next_steps": "Programm abstimmen"}
DUE = dt.date(2027, 3, 1)


@pytest.fixture
def measure():
    cast.reporting_round()
    return cast.measure("1.1")


@pytest.fixture
def browser(sign_in, measure):
    return sign_in(cast.contact())


def send(browser, action="submit", **fields):
    data = form_data(browser.get(PAGE), having="version")
    return browser.post(PAGE, {**data, **COMPLETE, **fields, "action": action})


def answer(milestone, **fields) -> dict[str, str]:
    return {f"milestone-{milestone.pk}-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize("number", [1, 3])
def test_every_open_milestone_is_asked_for_and_closed_ones_are_not(browser, measure, number):
    milestones = [cast.milestone(measure, DUE, f"Schritt {n}") for n in range(number)]
    cast.milestone(measure, DUE, "Erledigt", state=MilestoneState.DONE, closed_on=cast.TODAY)
    data = form_data(browser.get(PAGE), having="version")
    asked = [name for name in data if name.endswith("-outcome")]
    assert asked == [f"milestone-{milestone.pk}-outcome" for milestone in milestones]


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_does_not_grow(browser, measure, django_assert_num_queries, rows):
    for n in range(rows):
        cast.milestone(measure, DUE, f"Schritt {n}")
    send(browser, "draft")
    # Session, account, roles; the chart for the right and for the name of the unit; measure, round, update, its
    # milestones, the last approved update, and what the update says about milestones.
    with django_assert_num_queries(11):
        browser.get(PAGE)


def test_answers_are_stored_and_shown_again_in_a_draft(browser, measure):
    done, moved, silent = (cast.milestone(measure, DUE, title) for title in ("a", "b", "c"))
    fields = answer(done, outcome="done", done_on="2.11.2026") | answer(moved, outcome="moved", reason="Reise")
    assert send(browser, "draft", **fields).status_code == 302
    stored = MilestoneReport.objects.order_by("pk").values_list("milestone", "outcome", "old_due", "done_on", "reason")
    assert list(stored) == [
        (done.pk, MilestoneOutcome.DONE, DUE, dt.date(2026, 11, 2), ""),
        (moved.pk, MilestoneOutcome.MOVED, DUE, None, "Reise"),
    ]
    data = form_data(browser.get(PAGE), having="version")
    assert data[f"milestone-{done.pk}-done_on"] == ["2026-11-02"]
    assert data[f"milestone-{moved.pk}-outcome"] == ["moved"]
    assert data[f"milestone-{silent.pk}-outcome"] == ["unchanged"]


def test_error_stands_at_the_field_of_its_milestone(browser, measure):
    first, second = (cast.milestone(measure, DUE, title) for title in ("Erster", "Zweiter"))
    response = send(browser, **answer(second, outcome="moved", new_due="2027-05-01"))
    assert response.status_code == 422
    html = response.content.decode()
    field = f"milestone-{second.pk}-reason"
    assert f'href="#id_{field}">Zweiter – Grund für den neuen Termin: Bitte begründen Sie die Verschiebung.' in html
    assert f'id="id_{field}_error"' in html
    assert f'id="id_milestone-{first.pk}-reason_error"' not in html
    assert form_data(response, having="version")[f"milestone-{second.pk}-new_due"] == ["2027-05-01"]


@pytest.mark.parametrize("action", ["draft", "submit"])
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31.02.2027", "Bitte ein gültiges Datum eingeben."),
        ("morgen", "Bitte ein gültiges Datum eingeben."),
        ("0001-01-01", "Bitte prüfen Sie das Jahr: Es liegt zwischen 2000 und 2100."),
        ("9999-12-31", "Bitte prüfen Sie das Jahr: Es liegt zwischen 2000 und 2100."),
    ],
)
def test_impossible_date_is_refused_at_its_field_and_still_there(browser, measure, typed, message, action):
    milestone = cast.milestone(measure, DUE, "Gegenbesuch")
    fields = answer(milestone, outcome="moved", new_due=typed, reason="Reise")
    response = send(browser, action, **fields)
    assert response.status_code == 422
    assert f"Gegenbesuch – Neuer Termin: {message}" in text_of(response)
    assert form_data(response, having="version")[f"milestone-{milestone.pk}-new_due"] == [typed]
    assert list(MeasureUpdate.objects.all()) == []


def test_unknown_outcome_is_refused_in_german(browser, measure):
    response = send(browser, **answer(cast.milestone(measure, DUE, "Gegenbesuch"), outcome="vanished"))
    assert response.status_code == 422
    assert "Gegenbesuch – Was ist daraus geworden: Bitte wählen Sie eine der Antworten." in text_of(response)


@pytest.mark.parametrize("milestone_id", ["4711", "0", "9" * 25, "x", "-1"])
def test_unknown_milestone_is_refused_in_german(browser, measure, milestone_id):
    prefix = f"milestone-{milestone_id}"
    fields = {f"{prefix}-old_due": "2027-03-01", f"{prefix}-outcome": "done", f"{prefix}-reason": "Mein Grund"}
    response = send(browser, "draft", **fields)
    assert response.status_code == 422
    assert "Ein Meilenstein aus Ihrem Formular ist nicht mehr offen." in text_of(response)
    assert list(MeasureUpdate.objects.all()) == []


def test_milestone_of_another_measure_is_refused_and_untouched(browser, measure):
    foreign = cast.milestone(cast.measure("1.2"), DUE)
    fields = answer(foreign, old_due="2027-03-01", outcome="done", done_on="2026-11-02")
    assert send(browser, **fields).status_code == 422
    foreign.refresh_from_db()
    assert (foreign.state, list(MilestoneReport.objects.all())) == (MilestoneState.OPEN, [])


def test_milestone_closed_meanwhile_tells_what_was_typed_and_asks_no_more(browser, measure):
    milestone = cast.milestone(measure, DUE, "Gegenbesuch")
    data = form_data(browser.get(PAGE), having="version") | answer(
        milestone, outcome="moved", reason="Reise verschoben"
    )
    Milestone.objects.update(state=MilestoneState.DROPPED, closed_on=cast.TODAY)
    response = browser.post(PAGE, {**data, **COMPLETE, "action": "submit"})
    assert response.status_code == 422
    assert "Ihre Angabe entfällt: Reise verschoben" in text_of(response)
    again = form_data(response, having="version")
    assert browser.post(PAGE, {**again, "action": "submit"}).status_code == 302


def test_silence_about_a_milestone_closed_meanwhile_is_no_error(browser, measure):
    cast.milestone(measure, DUE, "Gegenbesuch")
    data = form_data(browser.get(PAGE), having="version")
    Milestone.objects.update(state=MilestoneState.DROPPED, closed_on=cast.TODAY)
    assert browser.post(PAGE, {**data, **COMPLETE, "action": "submit"}).status_code == 302


def test_date_changed_meanwhile_is_asked_about_once(browser, measure):
    milestone = cast.milestone(measure, DUE, "Gegenbesuch")
    fields = COMPLETE | answer(milestone, outcome="done", done_on="2026-11-02")
    data = form_data(browser.get(PAGE), having="version") | fields
    Milestone.objects.update(due=dt.date(2027, 4, 1))
    response = browser.post(PAGE, {**data, "action": "submit"})
    assert response.status_code == 422
    assert "Der Termin wurde inzwischen auf den 01.04.2027 geändert. Gilt Ihre Angabe noch?" in text_of(response)
    again = form_data(response, having="version")
    assert browser.post(PAGE, {**again, "action": "submit"}).status_code == 302
    assert MilestoneReport.objects.get().old_due == dt.date(2027, 4, 1)


def test_milestone_added_meanwhile_is_asked_for_after_an_error(browser, measure):
    data = form_data(browser.get(PAGE), having="version")
    milestone = cast.milestone(measure, DUE, "Neu")
    response = browser.post(PAGE, {**data, "action": "submit"})
    assert response.status_code == 422
    assert form_data(response, having="version")[f"milestone-{milestone.pk}-outcome"] == ["unchanged"]
