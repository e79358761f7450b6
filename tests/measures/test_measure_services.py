"""Writes of the office: measures, their status and their milestones."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.audit import RowError
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import Actor, OrgUnit
from measures.choices import MilestoneState, Progress
from measures.models import Measure, Milestone, Objective, StatusChange
from measures.services.measures import (
    MeasureRelations,
    MilestoneEdit,
    change_status,
    save_measure,
    save_milestone,
    save_milestones,
)
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = cast.TODAY
DAY = dt.timedelta(days=1)


def save(measure, actor=None, version=None, relations=None, **changes):
    for name, value in changes.items():
        setattr(measure, name, value)
    relations = relations or MeasureRelations([], [], [])
    version = measure.version if version is None else version
    return save_measure(actor, measure=measure, relations=relations, expected_version=version, today=TODAY)


def errors_of(call):
    with pytest.raises(ValidationError) as error:
        call()
    return error.value.message_dict


# --- Measures ---


def test_new_measure_begins_as_not_started_on_the_day_of_its_adoption():
    measure = cast.measure()
    change = measure.status_changes.get()
    assert (change.progress, change.effective_on) == (Progress.NOT_STARTED, cast.ADOPTED)


def test_change_raises_the_version_and_leaves_its_author():
    office, measure = cast.office(), cast.measure()
    save(measure, office, title="Neuer Titel")
    stored = Measure.objects.get()
    assert (stored.title, stored.version) == ("Neuer Titel", 2)
    assert stored.history.first().history_user == office


def test_second_writer_with_the_same_version_overwrites_nothing():
    measure = cast.measure()
    save(measure, title="Erste Fassung", version=1)
    with pytest.raises(VersionConflict) as conflict:
        save(Measure.objects.get(), title="Zweite Fassung", version=1)
    assert conflict.value.current == measure
    assert Measure.objects.get().title == "Erste Fassung"


def test_stored_measure_is_not_written_without_a_version():
    measure = cast.measure()
    with pytest.raises(VersionConflict):
        save_measure(None, measure=measure, relations=MeasureRelations([], [], []), expected_version=None, today=TODAY)


def test_relations_replace_the_former_ones_and_are_in_the_history():
    measure = cast.measure()
    unit, actor = cast.unit("Fachbereich Kultur"), Actor.objects.create(name="Hochschule", kind="university")
    objective = Objective.objects.create(number=1, title="Standort")
    office = cast.office()
    save(measure, office, relations=MeasureRelations([objective], [unit], [actor]))
    assert [list(each.all()) for each in _relations(measure)] == [[objective], [unit], [actor]]
    assert {row.history_user for row in measure.history.filter(version=2)} == {office}
    save(measure)
    assert [list(each.all()) for each in _relations(measure)] == [[], [], []]


def _relations(measure):
    return measure.objectives, measure.cooperating_units, measure.cooperating_actors


def test_lead_unit_is_not_at_the_same_time_a_cooperating_one():
    measure = cast.measure()
    relations = MeasureRelations([], OrgUnit.objects.all(), [])
    assert list(errors_of(lambda: save(measure, relations=relations))) == ["cooperating_units"]


def test_contact_needs_a_role_for_the_lead_unit():
    measure = cast.measure()
    assert list(errors_of(lambda: save(measure, contact=cast.outsider()))) == ["contact"]


def test_contact_whose_role_ended_yesterday_is_refused_when_named_anew():
    former = cast.person("ehemals@example.org", Role.CONTACT, cast.unit(), until=TODAY - DAY)
    measure = cast.measure()
    assert list(errors_of(lambda: save(measure, deputy=former))) == ["deputy"]


def test_contact_that_was_named_before_does_not_hold_up_other_changes():
    contact = cast.contact()
    measure = cast.measure(contact=contact)
    contact.roles.update(until=TODAY - DAY)
    assert save(Measure.objects.get(pk=measure.pk), title="Neu").contact == contact


def test_former_contact_is_checked_again_when_the_lead_unit_changes():
    measure = cast.measure(contact=cast.contact())
    other = cast.unit("Fachbereich Umwelt und Stadtgrün")
    assert list(errors_of(lambda: save(Measure.objects.get(pk=measure.pk), lead_unit=other))) == ["contact"]


def test_contact_and_deputy_are_two_accounts():
    contact = cast.contact()
    measure = cast.measure(contact=contact)
    assert list(errors_of(lambda: save(measure, deputy=contact))) == ["deputy"]


def test_number_of_a_measure_that_got_another_one_is_not_given_again():
    save(cast.measure("1.1"), number="1.2")
    assert errors_of(lambda: cast.measure("1.1")) == {"number": ["Diese Nummer ist schon vergeben."]}


def test_measure_may_take_its_own_former_number_back():
    measure = save(cast.measure("1.1"), number="1.2")
    assert save(measure, number="1.1").number == "1.1"


def test_search_text_follows_the_texts():
    measure = cast.measure(description="Förderung von Städtepartnerschaften")
    save(measure, description="Jugendaustausch")
    found = [list(Measure.objects.search(query)) for query in ("FOERDERUNG", "jugendaustausch")]
    assert found == [[], [measure]]


# --- Status ---


def change(measure, version=None, **fields):
    fields = {"progress": Progress.IN_PROGRESS, "effective_on": TODAY} | fields
    row = StatusChange(measure=measure, **fields)
    return change_status(None, change=row, expected_version=measure.version if version is None else version)


def test_status_change_claims_the_version_of_the_measure():
    measure = cast.measure()
    change(measure)
    with pytest.raises(VersionConflict):
        change(Measure.objects.get(), version=1, progress=Progress.DONE)
    assert Measure.objects.as_of(TODAY).get().progress == Progress.IN_PROGRESS


def test_status_before_the_adoption_is_refused():
    measure = cast.measure()
    assert list(errors_of(lambda: change(measure, effective_on=cast.ADOPTED - DAY))) == ["effective_on"]


def test_status_change_keeps_its_author():
    office, measure = cast.office(), cast.measure()
    row = StatusChange(measure=measure, progress=Progress.DONE, effective_on=TODAY)
    change_status(office, change=row, expected_version=1)
    assert measure.status_changes.get(progress=Progress.DONE).actor == office


def test_merger_that_leads_back_over_several_measures_is_refused():
    one, two, three = (cast.measure(number) for number in ("1.1", "1.2", "1.3"))
    change(one, progress=Progress.MERGED, merged_into=two)
    change(two, progress=Progress.MERGED, merged_into=three)
    refused = errors_of(lambda: change(three, progress=Progress.MERGED, merged_into=one))
    assert list(refused) == ["merged_into"]


def test_merger_into_a_measure_that_was_merged_elsewhere_is_accepted():
    one, two, three = (cast.measure(number) for number in ("1.1", "1.2", "1.3"))
    change(one, progress=Progress.MERGED, merged_into=two)
    assert change(three, progress=Progress.MERGED, merged_into=one).merged_into == one


def test_refused_status_leaves_the_version_as_it_was():
    measure = cast.measure()
    errors_of(lambda: change(measure, progress=Progress.DROPPED))
    assert Measure.objects.get().version == 1


# --- Milestones ---


def test_moved_milestone_keeps_its_former_date_with_reason_and_author():
    office, milestone = cast.office(), cast.milestone(cast.measure(), TODAY)
    milestone.due = TODAY + DAY
    save_milestone(office, milestone=milestone, today=TODAY, move_reason=" Die Reise ist verschoben. ")
    move = milestone.moves.get()
    assert (move.old_due, move.new_due, move.reason) == (TODAY, TODAY + DAY, "Die Reise ist verschoben.")
    assert (move.actor, milestone.history.first().history_user) == (office, office)


def test_milestone_is_not_moved_without_a_reason():
    milestone = cast.milestone(cast.measure(), TODAY)
    milestone.due = TODAY + DAY
    refused = errors_of(lambda: save_milestone(None, milestone=milestone, today=TODAY, move_reason=" "))
    assert refused == {"reason": ["Warum wird der Meilenstein verschoben? Bitte begründen."]}
    assert Milestone.objects.get().due == TODAY


def test_milestone_with_the_same_date_leaves_no_move():
    milestone = cast.milestone(cast.measure(), TODAY)
    milestone.title = "Konzept ist beschlossen"
    save_milestone(None, milestone=milestone, today=TODAY, move_reason="ohne Belang")
    assert (Milestone.objects.get().title, milestone.moves.count()) == ("Konzept ist beschlossen", 0)


def test_new_milestone_is_known_from_today_on():
    measure = cast.measure()
    save_milestones(None, edits=[MilestoneEdit(Milestone(measure=measure, title="Auftakt", due=TODAY))], today=TODAY)
    known = [Milestone.objects.as_of(day).count() for day in (TODAY - DAY, TODAY)]
    assert known == [0, 1]


def test_error_in_one_milestone_names_it_and_undoes_the_others():
    measure = cast.measure()
    good = Milestone(measure=measure, title="Auftakt", due=TODAY)
    bad = Milestone(measure=measure, title="Abschluss", due=TODAY, state=MilestoneState.DONE, closed_on=TODAY + DAY)
    with pytest.raises(RowError) as error:
        save_milestones(None, edits=[MilestoneEdit(good), MilestoneEdit(bad)], today=TODAY)
    assert (error.value.row, error.value.message_dict) == (bad, {"closed_on": ["Dieser Tag liegt in der Zukunft."]})
    assert Milestone.objects.count() == 0
