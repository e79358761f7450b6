"""The office's first page names what waits, with links to exactly these rows."""

import datetime as dt

import pytest

from hannover_intl.core.admin_waiting import waiting
from hannover_intl.reporting.models import CommitteeReport
from measures.models import MeasureUpdate
from tests import cast
from tests.pages import browser, text_of
from tests.partnerships import cast as register

AGREEMENTS = (
    "2 Vereinbarungen mit Fristen in den nächsten 12 Monaten, "
    "die nächste am 31.12.2026: Vertrag, letzter Tag für eine Kündigung"
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)


def lines():
    return [line for _heading, found in waiting(cast.TODAY) for line in found]


def everything_waits():
    """One, two or three of each thing that can wait, and beside it something that does not."""
    contact = cast.contact()
    measures = [cast.measure(number, contact=contact) for number in ("1.1", "1.2", "1.3")]
    cast.measure("1.4")
    cast.status(cast.measure("1.5"), "done")
    in_round = cast.reporting_round()
    cast.reporting_round("1. Halbjahr 2027", as_of=dt.date(2027, 6, 30), state="planned", opens_on=cast.TODAY)
    later = {"as_of": dt.date(2027, 12, 31), "opens_on": dt.date(2027, 11, 1), "deadline": dt.date(2027, 12, 1)}
    cast.reporting_round("Runde in einem Jahr", state="planned", **later)
    for measure, state in zip(measures, ("submitted", "submitted", "returned"), strict=True):
        in_round.invitations.create(measure=measure)
        comment = "Bitte das Datum nennen." if state == "returned" else ""
        MeasureUpdate.objects.create(measure=measure, round=in_round, measure_version=1, state=state, comment=comment)
    for number, of in enumerate(measures[:2]):
        of.title, of.title_en = "Alt", "Old"
        of.save()
        of.title = f"Neu {number}"
        of.save()
    CommitteeReport.objects.create(paper=cast.paper("0001/2026"), as_of=cast.TODAY)
    relations_wait()


def relations_wait():
    relation = register.partnership()
    register.agreement("Vertrag", of=relation, valid_until=dt.date(2027, 6, 30), notice_by=dt.date(2026, 12, 31))
    register.agreement("Absprache", of=relation, renewal_on=dt.date(2027, 1, 15))
    register.agreement("Unbefristet", of=relation)
    register.review(partnership=relation, due_on=cast.TODAY)
    register.review(partnership=relation, due_on=dt.date(2027, 5, 1))
    register.request("Neu", deadline=dt.date(2026, 12, 20))
    register.request("Alt", deadline=dt.date(2026, 11, 20))
    decided = {"decision": "decline", "decision_reason": "Passt nicht.", "decided_on": cast.TODAY}
    for topic, answered_on in (("Entschieden", None), ("Beantwortet", cast.TODAY)):
        request = register.request(topic)
        type(request).objects.filter(pk=request.pk).update(**decided, answered_on=answered_on)


def test_nothing_but_the_round_to_plan_waits_in_an_empty_portal():
    assert [(line.text, line.url) for line in lines()] == [
        ("Keine Berichtsrunde ist geplant", "/admin/measures/reportinground/add/")
    ]


def test_a_day_without_work_is_said(monkeypatch):
    monkeypatch.setattr("hannover_intl.core.admin_waiting._SOURCES", [])
    assert "Heute wartet nichts auf Sie." in text_of(browser(cast.office()).get("/admin/"))


def test_everything_is_named_under_its_heading():
    everything_waits()
    found = [(str(heading), sorted(line.text for line in lines)) for heading, lines in waiting(cast.TODAY)]
    assert found == [
        (
            "Zu entscheiden",
            [
                "1 entschiedene Anfrage ist zu beantworten",
                "1 Überprüfung ist fällig",
                "2 Anfragen sind zu entscheiden",
                "2 Sachstände warten auf Ihre Entscheidung",
            ],
        ),
        (
            "Fristen",
            [
                "1 Anfrage ist nach Ablauf ihrer Frist nicht entschieden",
                "1. Halbjahr 2027 ist seit 23.11.2026 zu eröffnen",
                AGREEMENTS,
                "2. Halbjahr 2026: Frist 11.12.2026, 2 von 3 gemeldet",
            ],
        ),
        (
            "Was noch fehlt",
            [
                "1 Bericht ist im Entwurf",
                "1 laufende Maßnahme ist ohne Ansprechperson",
                "1 zurückgegebener Sachstand ist noch nicht korrigiert",
                "Maßnahmen, deren Englisch veraltet ist: 2",
            ],
        ),
    ]


def test_every_count_leads_to_exactly_so_many_rows():
    everything_waits()
    client = browser(cast.office())
    counted = {line.url: line.number for line in lines() if line.number is not None}
    assert {url: client.get(url).context["cl"].result_count for url in counted} == counted
    assert len(counted) == 10


def test_every_link_of_the_first_page_opens():
    everything_waits()
    client = browser(cast.office())
    shown = client.get("/admin/").content.decode()
    for line in lines():
        assert f'href="{line.url}"' in shown
        assert client.get(line.url).status_code == 200
