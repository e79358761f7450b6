"""The way of an update from the first draft to the public state of its measure."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.versioning import VersionConflict
from measures.choices import Light, MilestoneOutcome, MilestoneState, Progress, RoundState, UpdateState
from measures.models import Measure, MeasureUpdate
from measures.services.content import MilestoneContent, UpdateContent
from measures.services.updates import (
    Draft,
    approve_update,
    approve_updates,
    return_update,
    save_draft,
    submit_update,
)
from tests import cast

pytestmark = pytest.mark.django_db

COMPLETE = UpdateContent(progress=Progress.IN_PROGRESS, achieved="Auftakt mit Bristol", next_steps="Programm abstimmen")


def draft(content: UpdateContent = COMPLETE, version: int = 0, measure_version: int = 1) -> Draft:
    return Draft(content=content, version=version, measure_version=measure_version)


def submitted(measure: Measure, content: UpdateContent = COMPLETE) -> MeasureUpdate:
    return submit_update(
        None,
        measure=measure,
        reporting_round=measures_round(),
        draft=draft(content, measure_version=measure.version),
        today=cast.TODAY,
    )


def measures_round():
    return cast.ReportingRound.objects.filter(state=RoundState.OPEN).first() or cast.reporting_round()


def progress_on(measure: Measure, day: dt.date) -> str:
    return Measure.objects.as_of(day).get(pk=measure.pk).progress


def test_draft_may_be_incomplete_and_changes_nothing_public():
    measure = cast.measure()
    update = save_draft(None, measure=measure, reporting_round=measures_round(), draft=draft(UpdateContent()))
    assert update.state == UpdateState.DRAFT
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED


def test_submitted_update_is_not_public_before_approval():
    measure = cast.measure()
    submitted(measure)
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED
    assert list(MeasureUpdate.objects.approved_by(cast.TODAY)) == []


def test_approval_changes_the_measure_from_that_day_on():
    measure = cast.measure()
    update = submitted(measure)
    approve_update(cast.office(), update=update, expected_version=update.version, measure_version=1, today=cast.TODAY)
    assert progress_on(measure, cast.TODAY) == Progress.IN_PROGRESS
    assert progress_on(measure, cast.TODAY - dt.timedelta(days=1)) == Progress.NOT_STARTED
    assert MeasureUpdate.objects.approved_by(cast.TODAY).get().achieved == "Auftakt mit Bristol"


def test_second_writer_gets_a_conflict_and_overwrites_nothing():
    measure = cast.measure()
    first = save_draft(None, measure=measure, reporting_round=measures_round(), draft=draft())
    save_draft(None, measure=measure, reporting_round=first.round, draft=draft(version=first.version))
    with pytest.raises(VersionConflict) as conflict:
        save_draft(
            None,
            measure=measure,
            reporting_round=first.round,
            draft=draft(UpdateContent(achieved="Zweite Fassung"), version=first.version),
        )
    assert conflict.value.current == first
    assert MeasureUpdate.objects.get().achieved == "Auftakt mit Bristol"


def test_obstacles_are_required_when_a_milestone_stays_overdue():
    measure = cast.measure()
    cast.milestone(measure, due=dt.date(2026, 10, 1))
    with pytest.raises(ValidationError) as error:
        submitted(measure)
    assert list(error.value.message_dict) == ["obstacles"]


def test_obstacles_are_not_required_when_the_update_reaches_the_overdue_milestone():
    measure = cast.measure()
    overdue = cast.milestone(measure, due=dt.date(2026, 10, 1))
    reached = MilestoneContent(
        milestone_id=overdue.pk,
        outcome=MilestoneOutcome.DONE,
        old_due=overdue.due,
        done_on=dt.date(2026, 11, 2),
    )
    content = UpdateContent(**{**COMPLETE.__dict__, "milestones": (reached,)})
    update = submitted(measure, content)
    approve_update(None, update=update, expected_version=update.version, measure_version=1, today=cast.TODAY)
    overdue.refresh_from_db()
    assert (overdue.state, overdue.closed_on) == (MilestoneState.DONE, dt.date(2026, 11, 2))
    assert Measure.objects.as_of(cast.TODAY).get().light == Light.ON_TRACK


def test_moved_milestone_keeps_its_former_date_for_former_days():
    measure = cast.measure()
    milestone = cast.milestone(measure, due=dt.date(2026, 10, 1))
    moved = MilestoneContent(
        milestone_id=milestone.pk,
        outcome=MilestoneOutcome.MOVED,
        old_due=milestone.due,
        new_due=dt.date(2027, 3, 1),
        reason="Die Partnerstadt hat die Reise verschoben.",
    )
    update = submitted(measure, UpdateContent(**{**COMPLETE.__dict__, "milestones": (moved,)}))
    approve_update(None, update=update, expected_version=update.version, measure_version=1, today=cast.TODAY)
    assert Measure.objects.as_of(cast.TODAY).get().next_due == dt.date(2027, 3, 1)
    yesterday = Measure.objects.as_of(cast.TODAY - dt.timedelta(days=1)).get()
    assert (yesterday.next_due, yesterday.light) == (dt.date(2026, 10, 1), Light.DELAYED)


def test_approval_of_a_milestone_that_the_office_moved_meanwhile_is_refused_whole():
    measure = cast.measure()
    milestone = cast.milestone(measure, due=dt.date(2027, 1, 1))
    report = MilestoneContent(
        milestone_id=milestone.pk, outcome=MilestoneOutcome.DONE, old_due=milestone.due, done_on=cast.TODAY
    )
    update = submitted(measure, UpdateContent(**{**COMPLETE.__dict__, "milestones": (report,)}))
    milestone.due = dt.date(2027, 2, 1)
    milestone.save()
    with pytest.raises(ValidationError):
        approve_update(None, update=update, expected_version=update.version, measure_version=1, today=cast.TODAY)
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED


def test_return_needs_a_comment():
    update = submitted(cast.measure())
    with pytest.raises(ValidationError) as error:
        return_update(None, update=update, expected_version=update.version, comment=" ")
    assert list(error.value.message_dict) == ["comment"]
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED


def test_returned_update_can_be_corrected_and_submitted_again(mailoutbox, django_capture_on_commit_callbacks):
    contact = cast.contact()
    measure = cast.measure(contact=contact)
    update = submitted(measure)
    with django_capture_on_commit_callbacks(execute=True):
        returned = return_update(
            None, update=update, expected_version=update.version, comment="Bitte das Datum nennen."
        )
    assert [mail.to for mail in mailoutbox] == [["kontakt.kultur@example.org"]]
    assert "Bitte das Datum nennen." in mailoutbox[0].body
    again = submit_update(
        contact,
        measure=measure,
        reporting_round=update.round,
        draft=draft(version=returned.version),
        today=cast.TODAY,
    )
    assert (again.pk, again.state) == (update.pk, UpdateState.SUBMITTED)


def test_closed_round_takes_no_update():
    closed = cast.reporting_round(state=RoundState.CLOSED)
    with pytest.raises(ValidationError, match="geschlossen"):
        save_draft(None, measure=cast.measure(), reporting_round=closed, draft=draft())


def test_bulk_approval_skips_measures_that_changed_after_the_report():
    clean, changed = submitted(cast.measure("1.1")), submitted(cast.measure("1.2"))
    Measure.objects.filter(pk=changed.measure_id).update(version=7)
    updates = MeasureUpdate.objects.select_related("measure", "round").order_by("pk")
    result = approve_updates(cast.office(), updates=updates, today=cast.TODAY)
    assert ([u.pk for u in result.done], [u.pk for u, _ in result.skipped]) == ([clean.pk], [changed.pk])
