"""Reporting rounds in the office: opened after a look at who is asked, closed after a look at what is missing."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse

from measures.choices import Progress, RoundState
from measures.models import Invitation, ReportingRound
from measures.services.content import UpdateContent
from measures.services.rounds import open_round
from measures.services.updates import Draft, approve_update, submit_update
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/reportinground/"


def planned(title="2. Halbjahr 2026", **fields):
    return cast.reporting_round(title, **{"state": RoundState.PLANNED} | fields)


def address(of, name="change"):
    return reverse(f"admin:measures_reportinground_{name}", args=[of.pk])


def told(response):
    return [str(message) for message in response.context["messages"]]


def press(of, name):
    return browser(cast.office()).post(address(of, name), follow=True)


def submitted(measure, of):
    content = UpdateContent(progress=Progress.IN_PROGRESS, achieved="Auftakt", next_steps="Programm")
    draft = Draft(content=content, version=0, measure_version=measure.version)
    return submit_update(None, measure=measure, reporting_round=of, draft=draft, today=cast.TODAY)


def test_round_is_planned_with_german_dates_and_its_author():
    office = cast.office()
    data = form_data(browser(office).get(f"{LIST}add/"), having="title")
    data |= {"title": "1. Halbjahr 2027", "as_of": "30.06.2027", "opens_on": "01.06.2027", "deadline": "15.07.2027"}
    browser(office).post(f"{LIST}add/", data)
    new = ReportingRound.objects.get()
    assert (new.as_of, new.state, new.history.get().history_user) == (
        dt.date(2027, 6, 30),
        RoundState.PLANNED,
        office,
    )


def test_deadline_before_the_beginning_is_refused():
    client = browser(cast.office())
    data = form_data(client.get(f"{LIST}add/"), having="title")
    data |= {"title": "1. Halbjahr 2027", "as_of": "30.06.2027", "opens_on": "01.06.2027", "deadline": "31.05.2027"}
    response = client.post(f"{LIST}add/", data)
    assert response.status_code == 422
    assert "Die Frist liegt vor dem Beginn der Runde." in text_of(response)


def test_opening_shows_first_who_is_asked_and_who_cannot_be():
    of = planned()
    cast.measure("1.1", contact=cast.contact())
    cast.measure("1.2", cast.unit("Fachbereich Umwelt und Stadtgrün"))
    cast.status(cast.measure("1.3"), Progress.DONE)
    response = browser(cast.office()).get(address(of, "open"))
    context = response.context
    assert (context["units"], [measure.number for measure in context["measures"]]) == (2, ["1.1", "1.2"])
    assert [measure.number for measure in context["without_contact"]] == ["1.2"]
    assert ReportingRound.objects.get().state == RoundState.PLANNED


def test_confirmed_opening_asks_the_units(mailoutbox, django_capture_on_commit_callbacks):
    of = planned()
    cast.measure("1.1", contact=cast.contact())
    with django_capture_on_commit_callbacks(execute=True):
        response = press(of, "open")
    assert told(response) == ["Die Runde ist eröffnet. Die Einladungen sind auf dem Weg."]
    assert (ReportingRound.objects.get().state, Invitation.objects.count(), len(mailoutbox)) == (RoundState.OPEN, 1, 1)


def test_second_open_round_is_refused_with_a_message():
    cast.reporting_round()
    of = planned("1. Halbjahr 2027", as_of=dt.date(2027, 6, 30))
    response = press(of, "open")
    assert told(response) == ["Es ist schon eine Berichtsrunde offen. Bitte schließen Sie diese zuerst."]
    of.refresh_from_db()
    assert of.state == RoundState.PLANNED


def test_round_opened_by_somebody_else_in_the_same_moment_is_a_message_too(monkeypatch):
    def collide(*args, **kwargs):
        raise IntegrityError("round_at_most_one_open")

    monkeypatch.setattr("measures.admin.rounds.open_round", collide)
    response = press(planned(), "open")
    assert told(response) == ["Im selben Moment wurde eine andere Runde eröffnet. Es ist höchstens eine Runde offen."]


def test_round_is_opened_once():
    of = planned()
    open_round(None, reporting_round=of, today=cast.TODAY)
    assert told(press(of, "open")) == ["Diese Runde wurde schon eröffnet."]


def test_answers_are_shown_by_unit_and_name_no_person():
    of = planned()
    contact = cast.contact()
    approved, waiting, missing = (cast.measure(number, contact=contact) for number in ("1.1", "1.2", "1.3"))
    cast.measure("2.1", cast.unit("Fachbereich Umwelt und Stadtgrün"))
    open_round(None, reporting_round=of, today=cast.TODAY)
    update = submitted(approved, of)
    approve_update(None, update=update, expected_version=1, measure_version=1, today=cast.TODAY)
    submitted(waiting, of)
    response = browser(cast.office()).get(address(of))
    answers = [
        (each.unit, each.asked, each.approved, each.submitted, each.silent) for each in response.context["answers"]
    ]
    assert answers == [
        ("Fachbereich Umwelt und Stadtgrün", 1, [], [], ["2.1"]),
        ("Kulturbüro", 3, ["1.1"], ["1.2"], [missing.number]),
    ]
    assert contact.email not in text_of(response)


def test_list_counts_the_answers():
    of = planned()
    measures = [cast.measure(number) for number in ("1.1", "1.2", "1.3")]
    open_round(None, reporting_round=of, today=cast.TODAY)
    for measure in measures[:2]:
        submitted(measure, of)
    changelist = browser(cast.office()).get(LIST).context["cl"]
    assert [changelist.model_admin.answered(row) for row in changelist.result_list] == ["2 von 3"]


def test_round_is_closed_after_a_look_at_what_is_missing():
    of = planned()
    cast.measure("1.1")
    open_round(None, reporting_round=of, today=cast.TODAY)
    question = text_of(browser(cast.office()).get(address(of, "close")))
    assert "keine Meldung in dieser Runde" in question
    client = browser(cast.User.objects.get(email="buero@example.org"))
    assert told(client.post(address(of, "close"), follow=True)) == ["Die Runde ist geschlossen."]
    assert ReportingRound.objects.get().state == RoundState.CLOSED


def test_round_with_waiting_updates_is_not_closed():
    of = planned()
    measure = cast.measure("1.1")
    open_round(None, reporting_round=of, today=cast.TODAY)
    submitted(measure, of)
    assert told(press(of, "close")) == ["In dieser Runde wartet noch 1 Sachstand auf eine Entscheidung."]
    assert ReportingRound.objects.get().state == RoundState.OPEN


def test_planned_round_is_not_closed():
    assert told(press(planned(), "close")) == ["Diese Runde ist nicht offen."]


def test_open_round_offers_its_deadline_alone():
    of = cast.reporting_round()
    client = browser(cast.office())
    data = form_data(client.get(address(of)), having="deadline")
    assert {"title", "as_of", "opens_on"}.isdisjoint(data)
    forged = data | {"deadline": "18.12.2026", "as_of": "30.06.2026", "state": "planned"}
    client.post(address(of), forged)
    of.refresh_from_db()
    assert (of.deadline, of.as_of, of.state) == (dt.date(2026, 12, 18), dt.date(2026, 12, 31), RoundState.OPEN)


def test_closed_round_is_read_only():
    of = cast.reporting_round(state=RoundState.CLOSED)
    client = browser(cast.office())
    assert client.get(address(of)).status_code == 200
    assert client.post(address(of), {"deadline": "18.12.2026"}).status_code == 403


def test_only_a_round_that_asked_nobody_can_be_deleted():
    never, asked = planned(), planned("1. Halbjahr 2027", as_of=dt.date(2027, 6, 30))
    cast.measure()
    open_round(None, reporting_round=asked, today=cast.TODAY)
    client = browser(cast.office())
    answers = [client.post(address(of, "delete"), {"post": "yes"}).status_code for of in (never, asked)]
    assert (answers, list(ReportingRound.objects.all())) == ([302, 403], [asked])
