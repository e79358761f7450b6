"""Conditions of constraints, worked out in Python, say what the database says."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from hannover_intl.core.conditions import field_at_fault, is_violated, names_in
from hannover_intl.council.models import Consultation
from hannover_intl.organisation.models import OrgUnit, RoleAssignment
from measures.models import Measure, Milestone, MilestoneMove, ReportingRound, StatusChange
from partnerships.models import Activity, Agreement, Partner, PartnershipReview, StatusEntry, TravelLeg

CHECKS = [
    (model, constraint)
    for model in (Measure, Milestone, MilestoneMove, StatusChange, Activity, Agreement, Partner, StatusEntry)
    for constraint in model._meta.constraints
    if isinstance(constraint, CheckConstraint)
]
MOST = 200


def samples(field: models.Field) -> list:
    """Values on both sides of what conditions ask."""
    if field.choices:
        return [*(value for value, _label in field.flatchoices), ""]
    if isinstance(field, models.ForeignKey):
        return [None, 1, 2]
    if isinstance(field, models.DateField):
        return [None, dt.date(2026, 1, 1), dt.date(2026, 1, 2)]
    if isinstance(field, models.IntegerField):
        return [None, 0, 1, 3, 99_999]
    if isinstance(field, models.DecimalField):
        return [None, Decimal(-1), Decimal(0), Decimal(95)]
    return ["", "x"]


def is_refused(constraint: CheckConstraint, instance: models.Model) -> bool:
    """What the database says."""
    try:
        constraint.validate(type(instance), instance)
    except ValidationError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CHECKS, ids=[constraint.name for _model, constraint in CHECKS])
def test_python_and_the_database_agree(model, constraint):
    fields = [model._meta.get_field(name) for name in sorted(set(names_in(constraint.condition)))]
    verdicts = set()
    for values in itertools.islice(itertools.product(*map(samples, fields)), MOST):
        instance = model(**{field.attname: value for field, value in zip(fields, values, strict=True)})
        refused = is_refused(constraint, instance)
        assert is_violated(constraint.condition, instance) is refused, values
        verdicts.add(refused)
    assert verdicts == {True, False}


def test_the_fields_of_a_condition_are_named():
    (_start, constraint, *_rest) = [each for each in Measure._meta.constraints if each.name.startswith("measure_")]
    assert set(names_in(constraint.condition)) == {"planned_end", "planned_start"}


def test_what_is_not_known_is_not_guessed():
    with pytest.raises(NotImplementedError):
        is_violated(Q(title__icontains="a"), Milestone(title="a"))
    with pytest.raises(NotImplementedError):
        is_violated(Q(due=F("added_on")) ^ Q(title="a"), Milestone(title="a"))


UNWORDED = models.BaseConstraint.default_violation_error_message
DAY, LATER = dt.date(2026, 1, 1), dt.date(2026, 1, 2)


@pytest.mark.parametrize(
    ("instance", "name", "field"),
    [
        (Measure(planned_start=LATER, planned_end=DAY), "measure_planned_end_not_before_start", "planned_end"),
        (Milestone(state="done"), "milestone_state_agrees_with_date", "closed_on"),
        (Milestone(state="open", closed_on=DAY), "milestone_state_agrees_with_date", "closed_on"),
        (StatusChange(progress="dropped"), "status_dropped_needs_reason", "reason"),
        (StatusChange(light_override="red"), "status_light_override_needs_reason", "reason"),
        (StatusChange(progress="merged"), "status_merged_needs_target", "merged_into"),
        (Partner(latitude=Decimal(91), longitude=Decimal(0)), "partner_lies_on_the_globe", "latitude"),
        (Partner(latitude=Decimal(9), longitude=Decimal(181)), "partner_lies_on_the_globe", "longitude"),
        (Partner(latitude=Decimal(9)), "partner_lies_on_the_globe", "longitude"),
        (OrgUnit(successor_id=1), "unit_successor_needs_end", "valid_to"),
        (RoleAssignment(role="contact"), "role_unit_except_office", "unit"),
        (PartnershipReview(held_on=DAY), "review_held_has_a_proposal", "proposal"),
        (ReportingRound(opens_on=DAY, deadline=LATER, grace_until=DAY), "round_dates_in_order", "grace_until"),
        (ReportingRound(deadline=LATER, editorial_deadline=DAY), "round_dates_in_order", "editorial_deadline"),
        (ReportingRound(deadline=DAY, second_reminder_on=DAY), "round_reminders_around_deadline", "second_reminder_on"),
        (TravelLeg(distance_km=5, persons=0), "travel_leg_is_plausible", "persons"),
        (Milestone(), "milestone_title_unique_in_measure", "title"),
        (Consultation(), "consultation_committee_once_per_paper", "paper"),
    ],
    ids=lambda part: part if isinstance(part, str) else type(part).__name__,
)  # fmt: skip
def test_a_violation_is_about_one_field(instance, name, field):
    constraint = next(each for each in instance._meta.constraints if each.name == name)
    every = [each.name for each in instance._meta.concrete_fields]
    assert field_at_fault(constraint, instance, every) == field


def test_a_violation_is_never_told_at_a_field_that_is_not_shown():
    constraint = next(each for each in Consultation._meta.constraints if each.name.endswith("committee_once_per_paper"))
    assert field_at_fault(constraint, Consultation(), ["committee", "position"]) == "committee"
    assert field_at_fault(constraint, Consultation(), ["position"]) is None


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model.__name__)
def test_a_message_of_a_model_means_one_constraint(model):
    """The office's forms know a violated constraint by its message."""
    own = [each for each in model._meta.constraints if each.violation_error_message != UNWORDED]
    assert len({str(each.violation_error_message) for each in own}) == len(own)
