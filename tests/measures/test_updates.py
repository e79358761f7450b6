"""The way of an update from the first draft to the public state of its measure."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.versioning import VersionConflict
from measures.choices import Light, MilestoneOutcome, MilestoneState, Progress, RoundState, UpdateState
from measures.models import Measure, MeasureUpdate, Milestone, MilestoneReport, ReportingRound, StatusChange
from measures.services.content import MilestoneContent, UpdateContent
from measures.services.updates import (
    Draft,
    UpdateClosed,
    approve_update,
    return_update,
    save_draft,
    submit_update,
)
from tests import cast

pytestmark = pytest.mark.django_db

COMPLETE = UpdateContent(progress=Progress.IN_PROGRESS, achieved="Auftakt mit Bristol", next_steps="Programm abstimmen")


def open_round() -> ReportingRound:
    return ReportingRound.objects.filter(state=RoundState.OPEN).first() or cast.reporting_round()


def saved(measure: Measure, content: UpdateContent = COMPLETE, version: int = 0, actor=None) -> MeasureUpdate:
    draft = Draft(content, version=version, measure_version=measure.version)
    return save_draft(actor, measure=measure, reporting_round=open_round(), draft=draft, today=cast.TODAY)


def submitted(measure: Measure, content: UpdateContent = COMPLETE, version: int = 0, actor=None) -> MeasureUpdate:
    draft = Draft(content, version=version, measure_version=measure.version)
    return submit_update(actor, measure=measure, reporting_round=open_round(), draft=draft, today=cast.TODAY)


def approved(update: MeasureUpdate, actor=None, measure_version: int = 1) -> MeasureUpdate:
    version = update.version
    return approve_update(
        actor, update=update, expected_version=version, measure_version=measure_version, today=cast.TODAY
    )


def done(milestone: Milestone, **fields) -> UpdateContent:
    answer = {"outcome": MilestoneOutcome.DONE, "old_due": milestone.due, "done_on": dt.date(2026, 11, 2), **fields}
    return replace(COMPLETE, milestones=(MilestoneContent(milestone_id=milestone.pk, **answer),))


def moved(milestone: Milestone, **fields) -> UpdateContent:
    answer = {"new_due": dt.date(2027, 3, 1), "reason": "Die Partnerstadt hat die Reise verschoben.", **fields}
    return done(milestone, **{"outcome": MilestoneOutcome.MOVED, "done_on": None, **answer})


def progress_on(measure: Measure, day: dt.date) -> str:
    return Measure.objects.as_of(day).get(pk=measure.pk).progress


def test_draft_may_be_incomplete_and_changes_nothing_public():
    measure = cast.measure()
    assert saved(measure, UpdateContent()).state == UpdateState.DRAFT
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED


def test_submitted_update_is_not_public_before_approval():
    measure = cast.measure()
    submitted(measure)
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED
    assert list(MeasureUpdate.objects.approved_by(cast.TODAY)) == []


def test_approval_changes_the_measure_from_that_day_on():
    measure = cast.measure()
    approved(submitted(measure), actor=cast.office())
    assert progress_on(measure, cast.TODAY) == Progress.IN_PROGRESS
    assert progress_on(measure, cast.TODAY - dt.timedelta(days=1)) == Progress.NOT_STARTED
    assert MeasureUpdate.objects.approved_by(cast.TODAY).get().achieved == "Auftakt mit Bristol"


def test_every_step_leaves_one_entry_with_who_did_it():
    measure, contact, office = cast.measure(), cast.contact(), cast.office()
    draft = saved(measure, actor=contact)
    approved(submitted(measure, version=draft.version, actor=contact), actor=office)
    history = MeasureUpdate.history.order_by("version").values_list("version", "state", "history_user")
    assert list(history) == [
        (1, UpdateState.DRAFT, contact.pk),
        (2, UpdateState.SUBMITTED, contact.pk),
        (3, UpdateState.APPROVED, office.pk),
    ]
    assert StatusChange.objects.first().actor == office


def test_second_writer_gets_a_conflict_and_overwrites_nothing():
    measure = cast.measure()
    first = saved(measure)
    saved(measure, version=first.version)
    with pytest.raises(VersionConflict) as conflict:
        saved(measure, UpdateContent(achieved="Zweite Fassung"), version=first.version)
    assert conflict.value.current == first
    assert MeasureUpdate.objects.get().achieved == "Auftakt mit Bristol"


def test_two_who_both_begin_are_a_conflict_too():
    measure = cast.measure()
    saved(measure)
    with pytest.raises(VersionConflict):
        saved(measure, UpdateContent(achieved="Zweite Fassung"))
    assert MeasureUpdate.objects.get().achieved == "Auftakt mit Bristol"


def test_version_of_an_update_that_does_not_exist_is_a_conflict_with_nothing():
    with pytest.raises(VersionConflict) as conflict:
        saved(cast.measure(), version=7)
    assert conflict.value.current is None


def test_draft_replaces_the_answers_about_milestones():
    measure = cast.measure()
    first, second = (cast.milestone(measure, dt.date(2027, 1, day), f"Schritt {day}") for day in (1, 2))
    update = saved(measure, done(first))
    saved(measure, moved(second), version=update.version)
    assert [report.milestone for report in MilestoneReport.objects.all()] == [second]


def test_stored_content_is_read_back_as_it_was_written():
    measure = cast.measure()
    content = replace(moved(cast.milestone(measure, dt.date(2027, 1, 1))), reason="r", obstacles="o")
    assert UpdateContent.of(saved(measure, content)) == content


def test_reached_milestone_is_closed_by_approval():
    measure = cast.measure()
    overdue = cast.milestone(measure, due=dt.date(2026, 10, 1))
    approved(submitted(measure, done(overdue)))
    overdue.refresh_from_db()
    assert (overdue.state, overdue.closed_on) == (MilestoneState.DONE, dt.date(2026, 11, 2))
    assert Measure.objects.as_of(cast.TODAY).get().light == Light.ON_TRACK


def test_moved_milestone_keeps_its_former_date_for_former_days():
    measure = cast.measure()
    approved(submitted(measure, moved(cast.milestone(measure, due=dt.date(2026, 10, 1)))))
    assert Measure.objects.as_of(cast.TODAY).get().next_due == dt.date(2027, 3, 1)
    yesterday = Measure.objects.as_of(cast.TODAY - dt.timedelta(days=1)).get()
    assert (yesterday.next_due, yesterday.light) == (dt.date(2026, 10, 1), Light.DELAYED)


def test_approval_of_a_milestone_that_the_office_moved_meanwhile_is_refused_whole():
    measure = cast.measure()
    milestone = cast.milestone(measure, due=dt.date(2027, 1, 1))
    update = submitted(measure, done(milestone))
    milestone.due = dt.date(2027, 2, 1)
    milestone.save()
    with pytest.raises(ValidationError, match="nach dieser Meldung geändert"):
        approved(update)
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED
    assert progress_on(measure, cast.TODAY) == Progress.NOT_STARTED


def test_approval_against_another_version_of_the_measure_is_a_conflict():
    measure = cast.measure()
    update = submitted(measure)
    Measure.objects.update(version=2)
    with pytest.raises(VersionConflict):
        approved(update)
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED


@pytest.mark.parametrize(
    ("comment", "message"),
    [(" ", "Bitte schreiben Sie, was zu ändern ist."), ("x" * 20_001, "Der Text hat 20.001 Zeichen.")],
)
def test_return_needs_a_comment_of_bearable_length(comment, message):
    update = submitted(cast.measure())
    with pytest.raises(ValidationError) as error:
        return_update(None, update=update, expected_version=update.version, comment=comment)
    assert error.value.message_dict["comment"][0].startswith(message)
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED


def test_returned_update_can_be_corrected_and_submitted_again():
    measure, contact = cast.measure(), cast.contact()
    update = submitted(measure)
    returned = return_update(None, update=update, expected_version=update.version, comment="Bitte das Datum nennen.")
    again = submitted(measure, version=returned.version, actor=contact)
    assert (again.pk, again.state, again.author) == (update.pk, UpdateState.SUBMITTED, contact)


def test_draft_after_a_return_stays_returned():
    measure = cast.measure()
    update = submitted(measure)
    returned = return_update(None, update=update, expected_version=update.version, comment="Bitte das Datum nennen.")
    assert saved(measure, version=returned.version).state == UpdateState.RETURNED


@pytest.mark.parametrize("state", [UpdateState.SUBMITTED, UpdateState.APPROVED])
def test_update_that_is_with_the_office_takes_no_text(state):
    measure = cast.measure()
    update = submitted(measure)
    if state == UpdateState.APPROVED:
        approved(update)
    with pytest.raises(UpdateClosed, match="schon eingereicht"):
        saved(measure, UpdateContent(achieved="Später"), version=MeasureUpdate.objects.get().version)
    assert MeasureUpdate.objects.get().achieved == "Auftakt mit Bristol"


def test_closed_round_takes_no_update():
    cast.reporting_round(state=RoundState.CLOSED)
    draft = Draft(COMPLETE, version=0, measure_version=1)
    with pytest.raises(UpdateClosed, match="geschlossen"):
        save_draft(
            None,
            measure=cast.measure(),
            reporting_round=ReportingRound.objects.get(),
            draft=draft,
            today=cast.TODAY,
        )


@pytest.mark.parametrize("has_draft", [False, True])
def test_ended_measure_takes_no_update(has_draft):
    measure = cast.measure()
    version = saved(measure).version if has_draft else 0
    cast.status(measure, Progress.DROPPED, cast.TODAY, reason="Keine Mittel")
    with pytest.raises(UpdateClosed, match="beendet"):
        saved(measure, version=version)
