"""Many objects of one model at once: checked as ``full_clean`` does, and written with their history.

What ``save_audited`` is for one object, in a number of statements that does not depend on how many there are (but for
the size of a statement that the database takes). Only services use it, for they know the further rules.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import CheckConstraint, ForeignKey, Model, UniqueConstraint
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils import timezone

from hannover_intl.core.audit import Actor
from hannover_intl.core.conditions import is_violated, names_in

if TYPE_CHECKING:
    Field = models.Field[Any, Any]

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


@dataclass(frozen=True)
class Linked:
    """An object with what its many-to-many fields shall hold; fields that are not named stay as they are."""

    instance: Model
    links: Mapping[str, Collection[Model]] = field(default_factory=dict)


def create_all(rows: Sequence[Linked], *, actor: Actor) -> None:
    """Store new objects that were checked, with their links and one row of history each."""
    if rows:
        _write(rows, actor, changed=False)


def update_all(rows: Sequence[Linked], *, actor: Actor) -> None:
    """Store changed objects that were checked, with their links and one row of history each."""
    if rows:
        _write(rows, actor, changed=True)


def insert_all(instances: Iterable[Model]) -> None:
    """Store new objects without history; they do not learn their keys."""
    written = list(instances)
    if written:
        fields = _fields(type(written[0]), with_key=False)
        _execute(type(written[0]), fields, _values(fields, written, add=True))


def _write(rows: Sequence[Linked], actor: Actor, *, changed: bool) -> None:
    instances = [row.instance for row in rows]
    model = type(instances[0])
    fields = _fields(model, with_key=changed)
    values = _values(fields, instances, add=not changed)
    # The rows exist, so that an INSERT which gives way to an UPDATE writes them.
    _execute(model, fields, values, update=changed)
    if not changed:
        _learn_keys(instances)
    _write_links(rows)
    _write_history(instances, fields, values, actor, changed=changed)


def _fields(model: type[Model], *, with_key: bool) -> list["Field"]:
    return [each for each in model._meta.concrete_fields if with_key or not each.primary_key]


def _values(fields: Sequence["Field"], instances: Sequence[Model], *, add: bool) -> list[list[Any]]:
    """What the database takes, field by field."""
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would be asked for every value
    prepare = [(each.pre_save, each.get_db_prep_save) for each in fields]
    return [[prep(pre(instance, add), database) for pre, prep in prepare] for instance in instances]


def _execute(
    model: type[Model], fields: Sequence["Field"], values: Sequence[Sequence[Any]], *, update: bool = False
) -> None:
    """One statement, made by Django for one row and executed for all.

    ``bulk_create`` makes a statement of every few rows: that took six times as long as the database does.
    """
    if not values:
        return
    query = InsertQuery(model)
    if update:
        others = [each for each in fields if not each.primary_key]
        query = InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=others, unique_fields=[model._meta.pk])
    query.insert_values(list(fields), [model()], raw=True)
    ((sql, _one),) = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _learn_keys(instances: Sequence[Model]) -> None:
    """New objects learn their keys by what is unique about them."""
    model = type(instances[0])
    unique = next(each.fields for each in model._meta.total_unique_constraints)
    names = [model._meta.get_field(name).attname for name in unique]  # type: ignore[union-attr]  # concrete fields
    wanted = {getattr(instance, names[0]) for instance in instances}
    stored = model._base_manager.filter(**{f"{names[0]}__in": wanted}).values_list("pk", *names)
    keys = {tuple(values): pk for pk, *values in stored}
    for instance in instances:
        instance.pk = keys[tuple(getattr(instance, name) for name in names)]
        instance._state.adding = False


def _write_links(rows: Sequence[Linked]) -> None:
    for name in {name for row in rows for name in row.links}:
        relation: Any = rows[0].instance._meta.get_field(name)
        through = relation.remote_field.through
        source, target = _ends(relation)
        wanted = {(row.instance.pk, other.pk) for row in rows for other in row.links.get(name, ())}
        named = [row.instance.pk for row in rows if name in row.links]
        present = through._base_manager.filter(**{f"{source.attname}__in": named})
        stored = {(own, other): pk for own, other, pk in present.values_list(source.attname, target.attname, "pk")}
        gone = [pk for pair, pk in stored.items() if pair not in wanted]
        if gone:
            through._base_manager.filter(pk__in=gone).delete()
        _execute(through, (source, target), sorted(wanted - stored.keys()))


def _write_history(
    instances: Sequence[Any], fields: Sequence["Field"], values: Sequence[Sequence[Any]], actor: Actor, *, changed: bool
) -> None:
    """As django-simple-history writes it for one object."""
    model: Any = type(instances[0])
    history = model.history.model
    place = {each.name: position for position, each in enumerate(fields)}
    copied = [place[each.name] for each in history.tracked_fields if not each.primary_key]
    own = {
        "history_date": timezone.now(),
        "history_type": "~" if changed else "+",
        "history_user": actor.pk if actor is not None else None,
        "history_change_reason": None,
    }
    names = [model._meta.pk.name, *(fields[position].name for position in copied), *own]
    columns = [history._meta.get_field(name) for name in names]
    said = [
        column.get_db_prep_save(value, connection) for column, value in zip(columns[-4:], own.values(), strict=True)
    ]
    rows = [
        [instance.pk, *(line[position] for position in copied), *said]
        for instance, line in zip(instances, values, strict=True)
    ]
    _execute(history, columns, rows)
    keys = [instance.pk for instance in instances]
    written = history._base_manager.filter(**{f"{names[0]}__in": keys}, history_date=own["history_date"])
    entries = dict(written.values_list(names[0], "history_id"))
    for relation in history._history_m2m_fields:
        _note_links(getattr(history, relation.name).model, relation, entries)


def _note_links(noted: Any, relation: Any, entries: Mapping[int, int]) -> None:
    """A row of history holds its links in a table of its own, one for each many-to-many field."""
    through = relation.remote_field.through
    names = [each.attname for each in through._meta.fields]
    columns = [noted._meta.get_field(each.name) for each in through._meta.fields]
    own = _ends(relation)[0].attname
    links = through._base_manager.filter(**{f"{own}__in": entries.keys()}).values_list(*names)
    position = names.index(own)
    _execute(noted, [*columns, noted._meta.get_field("history")], [(*link, entries[link[position]]) for link in links])


def _ends(relation: Any) -> tuple[Any, Any]:
    fields = relation.remote_field.through._meta
    return fields.get_field(relation.m2m_field_name()), fields.get_field(relation.m2m_reverse_field_name())
