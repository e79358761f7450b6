"""Conditions of database constraints, worked out in Python.

``full_clean`` asks the database once for every constraint of every object; for a list of thousands that takes minutes.
The condition stays the one that the model declares, and the database still has the last word.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db.models import BaseConstraint, CheckConstraint, F, Model, Q, UniqueConstraint

Truth = bool | None
"""As in SQL: None where a missing value leaves it open."""

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, choices: value in choices,
}


def is_violated(condition: Q, instance: Model) -> bool:
    """Whether a constraint with this condition refuses ``instance``; an open condition refuses nothing.

    Raises NotImplementedError for a lookup that is not known here.
    """
    return _holds(condition, instance) is False


def names_in(condition: Q) -> Iterator[str]:
    """The fields that a condition speaks of."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from names_in(child)
        elif isinstance(child, tuple):
            yield child[0].partition("__")[0]
            if isinstance(child[1], F):
                yield _name(child[1])


def field_at_fault(constraint: BaseConstraint, instance: Model, shown: Collection[str]) -> str | None:
    """The one of the fields ``shown`` at which a form tells that ``constraint`` refuses ``instance``, if any.

    Of a repeated row it is the first field that tells rows apart in words. Of a condition it is one that it fails on:
    rather one that may be left empty, for the others decide what belongs there; rather an empty one than a filled one.
    """
    fields = instance._meta.get_field

    def in_words(name: str) -> bool:
        return not fields(name).is_relation

    def rank(name: str) -> tuple[bool, bool, int]:
        return not fields(name).blank, _value(instance, name) not in (None, ""), -failing.count(name)  # type: ignore[union-attr]  # concrete

    if isinstance(constraint, UniqueConstraint):
        named = [name for name in constraint.fields if name in shown]
        return next(filter(in_words, named), named[0] if named else None)
    if not isinstance(constraint, CheckConstraint):
        return None
    failing = [name for name in _failing(constraint.condition, instance, wanted=True) if name in shown]
    return min(failing, key=rank, default=None)


def _failing(part: Any, instance: Model, *, wanted: bool) -> Iterator[str]:
    """The fields compared in what is not as ``wanted``; what only the database can compare is taken for that."""
    try:
        found = _part(part, instance)
    except NotImplementedError:
        found = not wanted
    if found is None or found is wanted:
        return
    if isinstance(part, Q):
        for child in part.children:
            yield from _failing(child, instance, wanted=wanted is not part.negated)
    elif isinstance(part, tuple):
        yield part[0].partition("__")[0]


def _holds(condition: Q, instance: Model) -> Truth:
    if condition.connector not in (Q.AND, Q.OR):
        raise NotImplementedError(condition.connector)
    decisive = condition.connector == Q.OR  # one True decides an OR, one False an AND
    found = _decided((_part(child, instance) for child in condition.children), decisive)
    return not found if condition.negated and found is not None else found


def _decided(parts: Iterable[Truth], decisive: bool) -> Truth:
    open_parts = False
    for part in parts:
        if part is decisive:
            return decisive
        open_parts = open_parts or part is None
    return None if open_parts else not decisive


def _part(child: Any, instance: Model) -> Truth:
    if isinstance(child, Q):
        return _holds(child, instance)
    if not isinstance(child, tuple):
        raise NotImplementedError(child)
    name, _separator, lookup = child[0].partition("__")
    value, other = _value(instance, name), child[1]
    if lookup == "isnull":
        return (value is None) is bool(other)
    is_expression = hasattr(other, "resolve_expression") and not isinstance(other, F)
    if is_expression or (lookup and lookup not in _COMPARED):
        raise NotImplementedError(child[0])
    other = _value(instance, _name(other)) if isinstance(other, F) else other
    if value is None or other is None:
        return None
    return _COMPARED[lookup or "exact"](value, other)


def _name(reference: F) -> str:
    name: str = reference.name  # type: ignore[attr-defined]  # forgotten in the stubs
    return name


def _value(instance: Model, name: str) -> Any:
    return getattr(instance, instance._meta.get_field(name).attname)  # type: ignore[union-attr]  # a concrete field
