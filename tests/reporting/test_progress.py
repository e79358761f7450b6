"""The figures and entries of a report."""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hannover_intl.council.choices import PaperType
from hannover_intl.organisation.models import Actor
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.report import Money, Reading, Scope
from measures.choices import FundingSource, IndicatorKind, Light, MilestoneState, Progress
from measures.models import (
    FundingLine,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Invitation,
    Measure,
    MilestoneMove,
    Objective,
)
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 30)
BEFORE = dt.date(2025, 12, 31)
QUERIES = 15


def entry(number: str = "1.1", day: dt.date = DAY):
    return next(measure for measure in build_progress_report(day).measures if measure.number == number)


def counts(rows) -> dict[str, int]:
    return {row.label.value: row.number for row in rows if row.number}


def full_measure(number: str) -> Measure:
    """A measure with one row of everything that a report reads."""
    measure = cast.measure(number)
    objective = Objective.objects.get_or_create(number=1, title="Standort")[0]
    measure.objectives.add(objective)
    measure.cooperating_units.add(cast.unit("Feuerwehr"))
    measure.cooperating_actors.add(
        Actor.objects.get_or_create(name="Leibniz Universität Hannover", kind="university")[0]
    )
    cast.status(measure, Progress.PLANNING, BEFORE)
    cast.update(measure, DAY, achieved="Erreicht.", next_steps="Nächster Schritt.")
    milestone = cast.milestone(measure, dt.date(2026, 9, 30))
    moved = {"effective_on": BEFORE, "old_due": dt.date(2026, 3, 31), "new_due": milestone.due}
    MilestoneMove.objects.create(milestone=milestone, reason="Verzug", **moved)
    indicator = Indicator.objects.create(measure=measure, name="Treffen", unit="Zahl", kind=IndicatorKind.OUTPUT)
    IndicatorValue.objects.create(indicator=indicator, measured_on=BEFORE, value=Decimal("3.5"))
    IndicatorTarget.objects.create(indicator=indicator, due=dt.date(2027, 12, 31), value=10)
    FundingLine.objects.create(
        measure=measure, year=2026, source=FundingSource.BUDGET, planned=100, committed=60, spent=20
    )
    return measure


@pytest.mark.parametrize("measures", [1, 3])
def test_queries_do_not_grow_with_the_measures(measures):
    for number in range(1, measures + 1):
        full_measure(f"1.{number}")
    with CaptureQueriesContext(connection) as queries:
        report = build_progress_report(DAY)
    assert (len(report.measures), len(queries)) == (measures, QUERIES)


def test_every_adopted_measure_is_counted_once():
    states = [*Progress.values, Progress.ONGOING]
    target = cast.measure("4.9")
    for position, progress in enumerate(states, start=1):
        measure = cast.measure(f"1.{position}")
        merged = {"merged_into": target} if progress == Progress.MERGED else {}
        cast.status(measure, progress, BEFORE, reason="Grund", **merged)
    report = build_progress_report(DAY)
    assert asdict(report.balance) == {"active": 4, "ongoing": 2, "done": 1, "dropped": 1, "merged": 1}
    assert report.balance.adopted == len(report.measures) == 9
    assert counts(report.by_progress) == dict.fromkeys(Progress.values, 1) | {"not_started": 2, "ongoing": 2}


def test_figures_of_fields_add_up_and_fields_without_measures_are_there():
    cast.action_field(2)
    on_track, late = cast.measure("1.1"), cast.measure("3.1", planned_end=dt.date(2026, 6, 1))
    cast.status(on_track, Progress.IN_PROGRESS)
    cast.status(late, Progress.IN_PROGRESS)
    report = build_progress_report(DAY)
    assert [(section.number, len(section.measures)) for section in report.sections] == [(1, 1), (2, 0), (3, 1)]
    assert [counts(section.by_light) for section in report.sections] == [{"on_track": 1}, {}, {"delayed": 1}]
    assert counts(report.by_light) == {"on_track": 1, "delayed": 1}


def test_an_entry_holds_everything_as_plain_data():
    full_measure("1.1")
    found = entry()
    assert (found.path, found.lead_unit, found.adopted_by) == ("/massnahmen/1.1/", "Kulturbüro", "0383/2019")
    assert found.cooperating == ("Feuerwehr", "Leibniz Universität Hannover")
    assert found.objectives == (1,)
    assert (found.status.progress.text, found.status.since) == ("in Planung", BEFORE)
    assert (found.update.achieved, found.update.next_steps) == ("Erreicht.", "Nächster Schritt.")
    assert [(move.old_due, move.reason) for move in found.milestones[0].moves] == [(dt.date(2026, 3, 31), "Verzug")]
    assert found.indicators[0].values == (Reading(BEFORE, Decimal("3.50")),)
    assert found.funding_total == Money(Decimal(100), Decimal(60), Decimal(20))


def test_a_report_is_made_of_plain_data_only():
    full_measure("1.1")
    plain = (str, int, bool, dt.date, Decimal, type(None))

    def leaves(value):
        if isinstance(value, dict):
            value = tuple(value.values())
        return [leaf for item in value for leaf in leaves(item)] if isinstance(value, tuple) else [value]

    assert {type(leaf) for leaf in leaves(asdict(build_progress_report(DAY)))} <= set(plain)


def test_a_round_that_only_confirms_does_not_begin_a_state_anew():
    measure = cast.measure()
    cast.status(measure, Progress.IN_PROGRESS, dt.date(2020, 1, 1))
    cast.status(measure, Progress.IN_PROGRESS, BEFORE)
    cast.status(measure, Progress.DONE, DAY)
    cast.status(measure, Progress.IN_PROGRESS, DAY)  # corrects the slip of the same day
    assert entry().status.since == dt.date(2020, 1, 1)


def test_an_overridden_light_names_the_computed_one_and_the_reason():
    measure = cast.measure()
    cast.status(measure, Progress.IN_PROGRESS, BEFORE, light_override=Light.CRITICAL, reason="Stelle unbesetzt")
    status = entry().status
    assert (status.light.value, status.computed_light.value, status.reason) == (
        Light.CRITICAL,
        Light.ON_TRACK,
        "Stelle unbesetzt",
    )


def test_a_dropped_measure_names_reason_and_resolution():
    measure = cast.measure()
    resolution = cast.paper("1234/2025", paper_type=PaperType.DECISION)
    cast.status(measure, Progress.DROPPED, BEFORE, reason="Kein Bedarf", resolution=resolution)
    assert (entry().status.reason, entry().status.resolution) == ("Kein Bedarf", "1234/2025")


def test_a_merged_measure_and_its_target_name_each_other():
    measure, target = cast.measure("1.1"), cast.measure("2.1")
    cast.status(measure, Progress.MERGED, BEFORE, merged_into=target)
    assert entry("1.1").status.merged_into.number == "2.1"
    assert [other.number for other in entry("2.1").absorbed] == ["1.1"]
    only_target = build_progress_report(DAY, Scope("field", 2))
    assert [other.number for other in only_target.measures[0].absorbed] == ["1.1"]


def test_a_merger_that_was_taken_back_is_gone():
    measure, target = cast.measure("1.1"), cast.measure("2.1")
    cast.status(measure, Progress.MERGED, dt.date(2025, 6, 1), merged_into=target)
    cast.status(measure, Progress.IN_PROGRESS, BEFORE)
    assert entry("2.1").absorbed == ()


def test_units_have_the_names_of_the_day():
    new = cast.unit("Fachbereich Gesellschaftliche Teilhabe", valid_from=dt.date(2022, 1, 1))
    cast.unit("Integration", valid_to=dt.date(2021, 12, 31), successor=new)
    cast.measure(lead_unit=new)
    assert entry(day=dt.date(2021, 6, 30)).lead_unit == "Integration"
    assert entry().lead_unit == "Fachbereich Gesellschaftliche Teilhabe"


def test_money_is_summed_by_year_and_source():
    for number in ("1.1", "1.2"):
        measure = cast.measure(number)
        for source in (FundingSource.BUDGET, FundingSource.ADDITIONAL):
            FundingLine.objects.create(measure=measure, year=2026, source=source, planned=Decimal("10.50"))
    report = build_progress_report(DAY)
    assert [(row.year, row.source.value, row.money.planned) for row in report.funding] == [
        (2026, "budget", Decimal("21.00")),
        (2026, "additional", Decimal("21.00")),
    ]
    assert report.funding_total.planned == Decimal("42.00")


def test_a_scope_holds_its_measures_only():
    first, second = cast.measure("1.1"), cast.measure("2.1")
    objective = Objective.objects.create(number=1, title="Standort")
    second.objectives.add(objective)
    for scope, title in (
        (Scope("field", 2), "Handlungsfeld 2 Handlungsfeld 2"),
        (Scope("objective", 1), "Oberziel 1 Standort"),
    ):
        report = build_progress_report(DAY, scope)
        assert ([measure.number for measure in report.measures], report.scope_title) == (["2.1"], title)
        assert [section.number for section in report.sections] == [2]
        assert report.balance.adopted == 1
    assert first.number not in [measure.number for measure in report.measures]


def test_an_unknown_scope_is_an_error():
    with pytest.raises(LookupError):
        build_progress_report(DAY, Scope("field", 9))


def test_a_number_belongs_to_a_field_or_an_objective():
    with pytest.raises(ValueError, match="number"):
        Scope("all", 1)


def test_who_was_asked_and_did_not_answer_is_silent():
    answered, silent, ended, not_asked = (cast.measure(f"1.{number}") for number in range(1, 5))
    for measure in (answered, silent, ended):
        Invitation.objects.create(round=cast.finished_round(DAY), measure=measure)
    cast.update(answered, DAY)
    cast.update(silent, BEFORE, achieved="Früher erreicht.")
    cast.update(silent, DAY, state="submitted", achieved="Noch nicht freigegeben.")
    cast.status(ended, Progress.DONE, DAY)
    report = build_progress_report(DAY)
    assert [measure.is_silent for measure in report.measures] == [False, True, True, False]
    assert (report.asked, report.answered) == (3, 1)
    assert (report.measures[1].update.achieved, report.measures[1].update.day) == ("Früher erreicht.", BEFORE)
    assert not not_asked.invitations.exists()


def test_a_report_belongs_to_the_round_about_its_day_even_if_it_began_later():
    cast.finished_round(BEFORE)
    later = cast.reporting_round("1. Halbjahr", as_of=DAY, opens_on=dt.date(2026, 7, 6), deadline=dt.date(2026, 7, 31))
    assert build_progress_report(DAY).round.title == later.title
    assert build_progress_report(dt.date(2026, 5, 1)).round.as_of == BEFORE


def test_texts_are_cleaned_of_what_does_not_print():
    measure = cast.measure(title="Aus\u202etausch\x07", description="Eins\x08\r\nzwei \u2066drei")
    assert (entry().title, entry().description) == ("Austausch", "Eins\nzwei drei")
    assert measure.title != entry().title


def test_a_long_description_ends_with_a_whole_word():
    cast.measure(description="Fachaustausch " * 100)
    assert len(entry().description) <= 502
    assert entry().description.endswith("Fachaustausch …")


def test_milestones_that_passed_open_are_overdue():
    measure = cast.measure()
    cast.milestone(measure, DAY, "heute fällig")
    cast.milestone(measure, BEFORE, "überschritten")
    cast.milestone(measure, BEFORE, "erreicht", state=MilestoneState.DONE, closed_on=BEFORE)
    assert [(row.title, row.overdue) for row in entry().milestones] == [
        ("überschritten", True),
        ("erreicht", False),
        ("heute fällig", False),
    ]
