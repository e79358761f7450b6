"""What stands in the way of freezing, told in German."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from hannover_intl.council.choices import ConsultationRole, PaperType
from hannover_intl.council.models import Consultation
from hannover_intl.reporting.completeness import missing, without_council_paper
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.payload import load
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.report import Scope
from measures.choices import FundingSource, Progress, UpdateState
from measures.models import FundingLine, MeasureUpdate
from tests import cast
from tests.reporting import drafts

pytestmark = pytest.mark.django_db


def told(report, **changes) -> list[str]:
    return missing(report, replace(compose(report, cast.TODAY), **changes), cast.TODAY)


def test_a_complete_draft_lacks_nothing():
    assert told(drafts.draft()) == []


def test_number_addressees_and_day():
    report = drafts.draft("", as_of=dt.date(2026, 12, 31))
    Consultation.objects.all().delete()
    assert told(report) == [
        "Die Drucksache hat noch keine Nummer.",
        "Der Stichtag 31.12.2026 liegt in der Zukunft.",
        "Die Drucksache hat keine Adressaten.",
    ]


def test_committees_of_another_term_are_named():
    report = drafts.draft()
    old = drafts.committee("Sportausschuss", drafts.term("2021-2026", dt.date(2021, 11, 1)))
    Consultation.objects.create(paper=report.paper, committee=old, role=ConsultationRole.INFORMATION, position=2)
    assert told(report) == ["Diese Ausschüsse gehören nicht zur Wahlperiode am 23.11.2026: Sportausschuss."]


def test_required_blocks_are_there_and_say_something():
    report = drafts.draft()
    report.blocks.filter(heading="Anlass").delete()
    report.blocks.filter(heading="Berücksichtigung von Gender-Aspekten").update(text=" ")
    assert told(report) == [
        "Der Block „Anlass“ ist Pflicht und leer oder entfernt.",
        "Der Block „Berücksichtigung von Gender-Aspekten“ ist Pflicht und leer oder entfernt.",
    ]


def test_a_new_version_needs_its_reason():
    assert told(drafts.draft(suffix="N1")) == [
        "Eine Neufassung oder Ergänzung nennt auf dem Titelblatt ihren Grund. Bitte tragen Sie ihn ein."
    ]


def test_every_adopted_measure_is_counted_once():
    report = drafts.draft()
    other = cast.measure("2.1")
    paper = compose(report, cast.TODAY)
    first, second, *rest = paper.annex.sections
    short = replace(paper.annex, sections=(first, replace(second, measures=()), *rest))
    assert told(report, annex=short) == [
        f"Der Bericht enthält nicht jede beschlossene Maßnahme genau einmal: {other.number}.",
        "Die Bilanz geht nicht auf: 2 statt 1 Maßnahmen.",
    ]
    twice = replace(paper.annex, sections=(first, second, second))
    assert "nicht jede beschlossene Maßnahme genau einmal" in told(report, annex=twice)[0]


@pytest.mark.parametrize("state", [UpdateState.SUBMITTED, UpdateState.RETURNED])
def test_while_its_round_is_open_nothing_waits(state):
    report = drafts.draft(as_of=cast.TODAY)
    now = cast.reporting_round()
    measure = cast.Measure.objects.get()
    MeasureUpdate.objects.create(measure=measure, round=now, state=state, measure_version=1, comment="Bitte genauer.")
    waits = "warten Sachstände auf Ihre Entscheidung" if state == "submitted" else "sind Sachstände noch zur Korrektur"
    [text] = told(report)
    assert waits in text
    assert text.endswith(": 1.1.")
    now.state = "closed"
    now.save()
    assert told(report) == []


def test_a_scope_without_measures_is_told():
    cast.action_field(4)
    assert told(drafts.draft(scope_kind="field", scope_number=4)) == [
        "Zu diesem Stichtag ist in diesem Umfang keine Maßnahme beschlossen."
    ]


def test_a_scope_that_names_nothing_is_refused():
    with pytest.raises(ValidationError, match="Bitte wählen Sie, worüber berichtet wird"):
        drafts.draft(scope_kind="objective", scope_number=9)


def test_measures_of_a_committee_and_its_predecessors():
    successor = drafts.committee()
    old = drafts.committee("Kulturausschuss", drafts.term("2021-2026", dt.date(2021, 11, 1)), successor=successor)
    decided = cast.paper("2293/2019", paper_type=PaperType.DECISION)
    foreign = cast.paper("1153/2018")
    Consultation.objects.create(paper=decided, committee=old, role=ConsultationRole.DELIBERATION, position=1)
    cast.measure("1.1", adopted_by=decided)
    ended = cast.measure("1.2", adopted_by=foreign)
    cast.status(ended, Progress.DROPPED, reason="Grund", resolution=decided)
    cast.measure("1.3", adopted_by=foreign)
    report = build_progress_report(cast.TODAY, Scope("committee", successor.pk))
    assert [measure.number for measure in report.measures] == ["1.1", "1.2"]
    assert report.scope_title == "Maßnahmen des Gremiums „Kulturausschuss“"


def test_who_needs_money_without_a_decision_is_listed():
    decision = cast.paper("2293/2019", paper_type=PaperType.DECISION)
    measures = {
        "1.1": cast.measure("1.1"),
        "1.2": cast.measure("1.2", adopted_by=decision),
        "1.3": cast.measure("1.3"),
        "1.4": cast.measure("1.4"),
    }
    cast.status(measures["1.3"], Progress.PLANNING, resolution=decision)
    for number, measure in measures.items():
        source = FundingSource.BUDGET if number == "1.4" else FundingSource.ADDITIONAL
        FundingLine.objects.create(measure=measure, year=2026, source=source, planned=1000)
    found = without_council_paper(compose(drafts.draft(), cast.TODAY))
    assert [measure.number for measure in found] == ["1.1"]


def test_papers_are_german_whoever_composes_them(monkeypatch):
    drafts.without_printer(monkeypatch)
    report = drafts.draft()
    with translation.override("en"):
        frozen = drafts.freeze(report)
    paper = load(frozen.payload)
    assert (paper.path, paper.paper_type.text) == ("/berichte/9901-2026/", "Informationsdrucksache")
    assert "Federführung" in frozen.html
