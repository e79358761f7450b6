"""What is known of measures, milestones and updates on a day: the history decides, and nothing later gets in."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from measures.choices import Light, MilestoneState, Progress, UpdateState
from measures.models import Measure, MeasureUpdate, Milestone, MilestoneMove
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
CHANGED = dt.date(2024, 2, 1)


def numbers(measures):
    return [measure.number for measure in measures]


def progress_on(day):
    return Measure.objects.as_of(day).get().progress


def test_measure_appears_on_the_day_of_its_adoption():
    cast.measure("1.1")
    assert numbers(Measure.objects.as_of(cast.ADOPTED - DAY)) == []
    assert numbers(Measure.objects.as_of(cast.ADOPTED)) == ["1.1"]


def test_progress_changes_on_its_day_and_not_before():
    cast.status(cast.measure(), Progress.IN_PROGRESS, CHANGED)
    assert progress_on(CHANGED - DAY) == Progress.NOT_STARTED
    assert progress_on(CHANGED) == Progress.IN_PROGRESS
    assert progress_on(cast.TODAY) == Progress.IN_PROGRESS


def test_of_two_changes_on_one_day_the_one_recorded_last_holds():
    measure = cast.measure()
    cast.status(measure, Progress.DONE, CHANGED)
    correction = cast.status(measure, Progress.IN_PROGRESS, CHANGED)
    found = Measure.objects.as_of(CHANGED).get()
    assert (found.progress, found.status_id) == (Progress.IN_PROGRESS, correction.pk)


def test_change_recorded_late_for_an_earlier_day_does_not_replace_a_later_one():
    measure = cast.measure()
    cast.status(measure, Progress.DONE, CHANGED)
    cast.status(measure, Progress.IN_PROGRESS, CHANGED - DAY)
    assert progress_on(CHANGED - DAY) == Progress.IN_PROGRESS
    assert progress_on(CHANGED) == Progress.DONE


def test_measure_without_any_history_has_not_begun():
    measure = cast.measure()
    measure.status_changes.all().delete()
    found = Measure.objects.as_of(cast.TODAY).get()
    assert (found.progress, found.progress_since, found.status_id) == (Progress.NOT_STARTED, cast.ADOPTED, None)


def test_override_of_the_light_holds_until_the_next_change():
    measure = cast.measure()
    cast.status(measure, on=CHANGED, light_override=Light.CRITICAL, reason="Die Mittel fehlen.")
    cast.status(measure, on=CHANGED + 30 * DAY)
    overridden = Measure.objects.as_of(CHANGED).get()
    assert (overridden.light, overridden.computed_light) == (Light.CRITICAL, Light.ON_TRACK)
    assert Measure.objects.as_of(CHANGED + 30 * DAY).get().light == Light.ON_TRACK


def test_override_does_not_outlive_the_end_of_a_measure():
    cast.status(cast.measure(), Progress.DONE, CHANGED, light_override=Light.CRITICAL, reason="Versehen")
    assert Measure.objects.as_of(CHANGED).get().light == ""


@pytest.mark.parametrize(
    ("progress", "running"),
    [
        (Progress.NOT_STARTED, True),
        (Progress.PLANNING, True),
        (Progress.IN_PROGRESS, True),
        (Progress.ONGOING, True),
        (Progress.DONE, False),
        (Progress.DROPPED, False),
        (Progress.MERGED, False),
    ],
)
def test_running_leaves_out_what_has_ended(progress, running):
    target = cast.measure("1.2")
    merged_into = target if progress == Progress.MERGED else None
    cast.status(cast.measure("1.1"), progress, CHANGED, reason="Grund", merged_into=merged_into)
    assert ("1.1" in numbers(Measure.objects.as_of(CHANGED).running())) is running


def test_measure_adopted_in_the_future_is_visible_to_the_office_alone():
    cast.measure("1.1", adopted_on=cast.TODAY + DAY)
    cast.measure("1.2", adopted_on=cast.TODAY)
    people = [AnonymousUser(), cast.contact(), cast.outsider()]
    assert [numbers(Measure.objects.visible_to(person, cast.TODAY)) for person in people] == [["1.2"]] * 3
    assert numbers(Measure.objects.visible_to(cast.office(), cast.TODAY)) == ["1.1", "1.2"]


def test_numbers_are_ordered_as_people_count():
    for number in ("2.1", "1.10", "1.9"):
        cast.measure(number)
    assert numbers(Measure.objects.all()) == ["1.9", "1.10", "2.1"]


@pytest.mark.parametrize("query", ["FÖRDERUNG", "foerderung", "forderung", "förder strasse", "1.1", "Poznan"])
def test_search_folds_umlauts(query):
    cast.measure("1.1", title="Förderung in der Bristolstraße", description="mit Poznań")
    cast.measure("1.2", title="Etwas anderes")
    assert numbers(Measure.objects.search(query)) == ["1.1"]


def test_milestone_is_unknown_before_it_was_added():
    cast.milestone(cast.measure(), due=dt.date(2027, 1, 1), added_on=CHANGED)
    assert list(Milestone.objects.as_of(CHANGED - DAY)) == []
    assert Milestone.objects.as_of(CHANGED).count() == 1


def test_milestone_is_open_until_the_day_it_was_reached():
    reached = cast.milestone(cast.measure(), due=CHANGED, state=MilestoneState.DONE, closed_on=CHANGED)
    before, after = (Milestone.objects.as_of(day).get() for day in (CHANGED - DAY, CHANGED))
    assert (before.state_then, after.state_then) == (MilestoneState.OPEN, MilestoneState.DONE)
    assert reached.measure.pk == Measure.objects.as_of(CHANGED).get(next_due=None).pk


def test_milestone_had_on_each_day_the_date_of_that_day():
    first, second, third = dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    milestone = cast.milestone(cast.measure(), due=third)
    moves = [(dt.date(2023, 12, 1), first, second), (dt.date(2024, 12, 1), second, third)]
    for day, old, new in moves:
        MilestoneMove.objects.create(milestone=milestone, effective_on=day, old_due=old, new_due=new, reason="Grund")
    days = [dt.date(2023, 11, 30), dt.date(2023, 12, 1), dt.date(2024, 11, 30), dt.date(2024, 12, 1)]
    assert [Milestone.objects.as_of(day).get().due_then for day in days] == [first, second, second, third]
    assert [Measure.objects.as_of(day).get().next_due for day in days] == [first, second, second, third]


def test_of_two_moves_on_one_day_the_first_has_the_former_date():
    milestone = cast.milestone(cast.measure(), due=dt.date(2026, 1, 1))
    for old, new in [(2024, 2025), (2025, 2026)]:
        MilestoneMove.objects.create(
            milestone=milestone,
            effective_on=CHANGED,
            old_due=dt.date(old, 1, 1),
            new_due=dt.date(new, 1, 1),
            reason="Grund",
        )
    assert Milestone.objects.as_of(CHANGED - DAY).get().due_then == dt.date(2024, 1, 1)
    assert Milestone.objects.as_of(CHANGED).get().due_then == dt.date(2026, 1, 1)


def test_next_due_is_the_earliest_open_milestone():
    measure = cast.measure()
    cast.milestone(measure, dt.date(2026, 1, 1), "Erreicht", state=MilestoneState.DONE, closed_on=CHANGED)
    cast.milestone(measure, dt.date(2026, 9, 1), "Als Zweites")
    cast.milestone(measure, dt.date(2026, 3, 1), "Als Nächstes")
    cast.milestone(cast.measure("1.2"), dt.date(2026, 2, 1), "Einer anderen Maßnahme")
    assert Measure.objects.as_of(cast.TODAY).get(number="1.1").next_due == dt.date(2026, 3, 1)


def test_only_approved_updates_in_force_are_public_latest_first():
    measure = cast.measure()
    first, second = cast.update(measure, dt.date(2025, 6, 30)), cast.update(measure, dt.date(2025, 12, 31))
    for month, state in enumerate((UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.RETURNED), start=1):
        cast.update(measure, dt.date(2026, month, 1), state=state, comment="Bitte kürzen.")
    assert list(MeasureUpdate.objects.approved_by(cast.TODAY)) == [second, first]
    assert list(MeasureUpdate.objects.approved_by(dt.date(2025, 12, 30))) == [first]
    assert list(MeasureUpdate.objects.approved_by(dt.date(2025, 6, 29))) == []
    assert [row.state for row in MeasureUpdate.objects.waiting()] == [UpdateState.SUBMITTED]


def test_latest_approved_gives_each_measure_its_own():
    one, two = cast.measure("1.1"), cast.measure("1.2")
    old, other = cast.update(one, dt.date(2025, 6, 30)), cast.update(two, dt.date(2025, 6, 30))
    new = cast.update(one, dt.date(2025, 12, 31))
    assert set(MeasureUpdate.objects.latest_approved(cast.TODAY)) == {new, other}
    assert set(MeasureUpdate.objects.latest_approved(dt.date(2025, 7, 1))) == {old, other}


def test_of_two_updates_in_force_from_one_day_the_one_written_last_holds():
    measure = cast.measure()
    cast.update(measure, dt.date(2025, 6, 30), effective_on=CHANGED)
    second = cast.update(measure, dt.date(2025, 1, 31), effective_on=CHANGED)
    assert list(MeasureUpdate.objects.latest_approved(CHANGED)) == [second]


def test_people_report_on_the_measures_their_unit_leads():
    own = cast.measure("1.1")
    cast.measure("1.2", lead_unit=cast.unit("Fachbereich Umwelt und Stadtgrün"))
    contact = cast.contact()
    assert list(Measure.objects.reportable_by(contact, cast.TODAY)) == [own]
    assert list(Measure.objects.reportable_by(AnonymousUser(), cast.TODAY)) == []
    assert list(Measure.objects.reportable_by(contact, cast.ADOPTED - DAY)) == []
