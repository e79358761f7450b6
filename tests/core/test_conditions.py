"""Conditions of constraints, worked out in Python, say what the database says."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from hannover_intl.core.conditions import is_violated, names_in
from measures.models import Measure, Milestone, MilestoneMove, StatusChange
from partnerships.models import Activity, Agreement, Partner, StatusEntry

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
