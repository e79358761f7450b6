"""Many objects of one model at once, written with their history once ``core.bulk_checks`` has nothing against them.

What ``save_audited`` is for one object, in a number of statements that does not depend on how many there are (but for
the size of a statement that the database takes). Only services use it, for they know the further rules.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model, UniqueConstraint, Value
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils import timezone

from hannover_intl.core.audit import Actor
from hannover_intl.core.bulk_checks import Errors, errors_of_all
from hannover_intl.core.conditions import is_violated
from hannover_intl.core.versioning import claim

if TYPE_CHECKING:
    Field = models.Field[Any, Any]

_PLAIN = (str, int, bool, type(None))  # types that any field but one for JSON hands to the database as they are
_BATCH = 500  # rows of one statement on PostgreSQL: its text and its arrays are held in memory


@dataclass(frozen=True)
class Linked:
    """An object with what its many-to-many fields shall hold; fields that are not named stay as they are."""

    instance: Model
    links: Mapping[str, Collection[Model]] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """Objects that were checked together: only these can be stored together."""

    rows: Sequence[Linked]
    errors: Errors


def check_all(rows: Sequence[Linked], rule: Callable[[Linked], object] = lambda row: None) -> Checked:
    """Ask the rule of a service and the constraints of the tables about new and changed objects; nothing is written.

    The rule raises ValidationError; it may also fill what the portal fills.
    """
    errors: Errors = {}
    for position, row in enumerate(rows):
        try:
            rule(row)
        except ValidationError as error:
            errors[position] = error
    return Checked(rows, errors_of_all([row.instance for row in rows]) | errors)


def save_all(actor: Actor, *, checked: Checked) -> None:
    """Store what was checked, in the transaction of the caller. Raises VersionConflict, and IntegrityError."""
    if checked.errors:
        raise ValidationError(list(checked.errors.values()))
    changed = [row for row in checked.rows if row.instance.pk is not None]
    claim([row.instance for row in changed])
    update_all(changed, actor=actor)
    create_all([row for row in checked.rows if row.instance.pk is None], actor=actor)


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


def delete_all(instances: Sequence[Model], *, actor: Actor) -> None:
    """Delete objects to which nothing points, with their links; their history, if there is one, tells of it.

    The database refuses what something else points to by then: raises IntegrityError at the end of the transaction.
    """
    if not instances:
        return
    model, keys = type(instances[0]), [instance.pk for instance in instances]
    for relation in model._meta.many_to_many:
        source, _target = ends_of(relation)
        _delete(source.model, source.attname, keys)
    if hasattr(model, "history"):
        _write_history(model, keys, actor, "-")
    _delete(model, "pk", keys)


def _delete(model: type[Model], name: str, keys: Sequence[Any]) -> None:
    """One statement: nothing hangs on these rows that Django would have to look for."""
    rows: Any = model._base_manager.filter(**{f"{name}__in": keys})
    rows._raw_delete(DEFAULT_DB_ALIAS)


def _write(rows: Sequence[Linked], actor: Actor, *, changed: bool) -> None:
    instances = [row.instance for row in rows]
    model = type(instances[0])
    fields = _fields(model, with_key=changed)
    values = _values(fields, instances, add=not changed)
    # The rows exist, so that an INSERT which gives way to an UPDATE writes them.
    _execute(model, fields, values, update=changed)
    if not changed:
        _learn_keys(instances)
    _write_links(rows, changed=changed)
    _write_history(model, [instance.pk for instance in instances], actor, "~" if changed else "+")


def _fields(model: type[Model], *, with_key: bool) -> list["Field"]:
    return [each for each in model._meta.concrete_fields if with_key or not each.primary_key]


def _values(fields: Sequence["Field"], instances: Sequence[Model], *, add: bool) -> list[list[Any]]:
    """What the database takes, field by field: for each of them the values of all objects."""
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would be asked for every value
    columns = []
    for each in fields:
        plain = () if isinstance(each, models.JSONField) else _PLAIN
        values = (each.pre_save(instance, add) for instance in instances)
        columns.append([
            value if type(value) in plain else each.get_db_prep_save(value, database) for value in values
        ])  # fmt: skip
    return columns


def _execute(
    model: type[Model], fields: Sequence["Field"], values: Sequence[Sequence[Any]], *, update: bool = False
) -> None:
    """One statement, made by Django for a row or two and executed for all.

    ``bulk_create`` makes a statement of every few rows: that took six times as long as the database does. PostgreSQL
    takes a column as one array, SQLite row after row.
    """
    if not values:
        return
    query = InsertQuery(model)
    if update:
        others = [each for each in fields if not each.primary_key]
        query = InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=others, unique_fields=[model._meta.pk])
    by_column = connection.vendor == "postgresql"
    query.insert_values(list(fields), [model()] * (2 if by_column else 1), raw=True)
    ((sql, _sample),) = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        if by_column:
            for start in range(0, len(values[0]), _BATCH):
                cursor.execute(sql, [list(column[start : start + _BATCH]) for column in values])
        else:
            cursor.executemany(sql, list(zip(*values, strict=True)))


def _learn_keys(instances: Sequence[Model]) -> None:
    """New objects learn their keys by what is unique about them."""
    model = type(instances[0])
    names = [model._meta.get_field(name).attname for name in _unique(instances)]  # type: ignore[union-attr]  # concrete fields
    wanted = {getattr(instance, names[0]) for instance in instances}
    stored = model._base_manager.filter(**{f"{names[0]}__in": wanted}).values_list("pk", *names)
    keys = {tuple(values): pk for pk, *values in stored}
    for instance in instances:
        instance.pk = keys[tuple(getattr(instance, name) for name in names)]
        instance._state.adding = False


def _unique(instances: Sequence[Model]) -> Sequence[str]:
    """The fields that tell these objects from all others."""
    options = instances[0]._meta
    for each in options.constraints:
        condition: Any = getattr(each, "condition", None)
        if isinstance(each, UniqueConstraint) and not any(
            condition is not None and is_violated(condition, instance) for instance in instances
        ):
            return each.fields
    return [next(each.name for each in options.fields if each.unique and not each.primary_key)]


def _write_links(rows: Sequence[Linked], *, changed: bool) -> None:
    for name in {name for row in rows for name in row.links}:
        relation: Any = rows[0].instance._meta.get_field(name)
        through = relation.remote_field.through
        source, target = ends_of(relation)
        wanted = {(row.instance.pk, other.pk) for row in rows for other in row.links.get(name, ())}
        named = [row.instance.pk for row in rows if changed and name in row.links]
        present = through._base_manager.filter(**{f"{source.attname}__in": named})
        stored = {(own, other): pk for own, other, pk in present.values_list(source.attname, target.attname, "pk")}
        gone = [pk for pair, pk in stored.items() if pair not in wanted]
        if gone:
            through._base_manager.filter(pk__in=gone).delete()
        _execute(through, (source, target), list(zip(*sorted(wanted - stored.keys()), strict=True)))


def _write_history(model: Any, keys: Sequence[Any], actor: Actor, kind: str) -> None:
    """As django-simple-history writes it for one object; the database copies what was just written."""
    history, now = model.history.model, timezone.now()
    said = {
        "history_date": Value(now, models.DateTimeField()),
        "history_type": Value(kind),
        "history_user_id": Value(actor.pk if actor is not None else None, models.BigIntegerField()),
        "history_change_reason": Value(None, models.CharField()),
    }
    rows = model._base_manager.filter(pk__in=keys).order_by("pk").annotate(**said)
    _copy(rows, [*(each.attname for each in history.tracked_fields), *said], history)
    for relation in history._history_m2m_fields:
        _copy_links(relation, history, now, keys)


def _copy_links(relation: Any, history: Any, now: dt.datetime, keys: Sequence[Any]) -> None:
    """A row of history holds its links in a table of its own, one for each many-to-many field.

    Django knows no way from the links to the history; a subquery for each link let PostgreSQL search all of it.
    """
    through, noted = relation.remote_field.through, getattr(history, relation.name).model
    quote = connection.ops.quote_name
    names = [quote(each.column) for each in through._meta.concrete_fields]
    own, pk = quote(ends_of(relation)[0].column), quote(history.instance_type._meta.pk.column)
    columns, read = ", ".join(names), ", ".join(f"link.{name}" for name in names)
    sql = (
        f"INSERT INTO {quote(noted._meta.db_table)} ({columns}, history_id) SELECT {read}, entry.history_id "  # noqa: S608 -- names of our own tables
        f"FROM {quote(history._meta.db_table)} entry "
        f"JOIN {quote(through._meta.db_table)} link ON link.{own} = entry.{pk} "
        f"WHERE entry.history_date = %s AND entry.{pk} IN ({', '.join(['%s'] * len(keys))})"
    )
    moment = history._meta.get_field("history_date").get_db_prep_value(now, connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, [moment, *keys])


def _copy(rows: "models.QuerySet[Any]", names: Sequence[str], model: type[Model]) -> None:
    """Insert what ``rows`` reads into the columns of the same names of another model, within the database."""
    columns = {each.attname: str(each.column) for each in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    into = ", ".join(quote(columns[name]) for name in names)
    sql, params = rows.values_list(*names).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({into}) {sql}", params)


def ends_of(relation: Any) -> tuple[Any, Any]:
    """The two fields of the table that holds a many-to-many field: of its own model, and of the other one."""
    fields = relation.remote_field.through._meta
    return fields.get_field(relation.m2m_field_name()), fields.get_field(relation.m2m_reverse_field_name())
