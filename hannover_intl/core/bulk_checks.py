"""Many objects of one model at once, checked as ``full_clean`` does in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import CheckConstraint, ForeignKey, Model, UniqueConstraint

from hannover_intl.core.conditions import is_violated, names_in

Errors = dict[int, ValidationError]
"""What is wrong with an object, by its position."""


def errors_of_all(instances: Sequence[Model]) -> Errors:
    """What ``full_clean`` says of each object; the objects are also compared with each other.

    Whether related objects exist is left to the database: who has one in hand has read it there.
    """
    found = [_field_errors(instance) for instance in instances]
    for each in instances[0]._meta.fields if instances else ():
        if each.unique and not each.primary_key:
            _check_unique((each.name,), None, instances, found)
    for constraint in instances[0]._meta.constraints if instances else ():
        if isinstance(constraint, CheckConstraint):
            _check(constraint, instances, found)
        elif isinstance(constraint, UniqueConstraint):
            _check_unique(tuple(constraint.fields), constraint, instances, found)
    return {position: ValidationError(errors) for position, errors in enumerate(found) if errors}


def _field_errors(instance: Model) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    for each in instance._meta.fields:
        value = getattr(instance, each.attname)
        if each.primary_key or (each.blank and value in each.empty_values):
            continue
        try:
            if isinstance(each, ForeignKey):
                models.Field.validate(each, value, instance)  # what a ForeignKey adds is a query for each object
            else:
                setattr(instance, each.attname, each.clean(value, instance))
        except ValidationError as error:
            errors[each.name] = error.error_list
    try:
        instance.clean()
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    return errors


def _check(constraint: CheckConstraint, instances: Sequence[Model], found: list[dict[str, Any]]) -> None:
    condition: Any = constraint.condition
    names = set(names_in(condition))
    for instance, errors in zip(instances, found, strict=True):
        if names.isdisjoint(errors) and is_violated(condition, instance):
            _refuse(errors, constraint)


def _check_unique(
    fields: tuple[str, ...],
    constraint: UniqueConstraint | None,
    instances: Sequence[Model],
    found: list[dict[str, Any]],
) -> None:
    """Refuse what has the values of a stored object that is not among these, or of one before it."""
    condition: Any = constraint.condition if constraint else None
    names = [instances[0]._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]  # concrete fields
    keys = {
        position: tuple(getattr(instance, name) for name in names)
        for position, instance in enumerate(instances)
        if set(fields).isdisjoint(found[position]) and not (condition and is_violated(condition, instance))
    }
    stored = type(instances[0])._base_manager.filter(**{f"{names[0]}__in": {key[0] for key in keys.values()}})
    if condition is not None:
        stored = stored.filter(condition)
    own = {instance.pk for instance in instances}
    taken = {tuple(values) for pk, *values in stored.values_list("pk", *names) if pk not in own}
    for position, key in keys.items():
        if None in key:
            continue
        if key in taken:
            _refuse_repeated(found[position], fields, constraint, instances[position])
        taken.add(key)


def _refuse_repeated(
    errors: dict[str, Any], fields: tuple[str, ...], constraint: UniqueConstraint | None, instance: Model
) -> None:
    if constraint is not None:
        _refuse(errors, constraint)
    else:
        errors.setdefault(fields[0], []).append(instance.unique_error_message(type(instance), fields))


def _refuse(errors: dict[str, Any], constraint: models.BaseConstraint) -> None:
    message = ValidationError(constraint.get_violation_error_message(), code=constraint.violation_error_code)
    errors.setdefault(NON_FIELD_ERRORS, []).append(message)
