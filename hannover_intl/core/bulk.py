"""Many objects of one model at once, written with their history once ``core.bulk_checks`` has nothing against them.

What ``save_audited`` is for one object, in a number of statements that does not depend on how many there are (but for
the size of a statement that the database takes). Only services use it, for they know the further rules.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils import timezone

from hannover_intl.core.audit import Actor

if TYPE_CHECKING:
    Field = models.Field[Any, Any]

_BATCH = 500  # rows of one statement on PostgreSQL: its text and its arrays are held in memory


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


def overwrite_all(instances: Sequence[Model], names: Collection[str], *, known_by: Sequence[str]) -> None:
    """Write only these fields of stored objects, without history. ``known_by`` names the fields of a constraint."""
    if instances:
        model = type(instances[0])
        fields = _fields(model, with_key=False)
        _execute(model, fields, _values(fields, instances, add=False), overwrite=(known_by, names))


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
        fields = _fields(model, with_key=False)
        _write_history(instances, fields, _values(fields, instances, add=False), actor, "-")
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
    names = [each.name for each in fields if not each.primary_key]
    _execute(model, fields, values, overwrite=((model._meta.pk.name,), names) if changed else None)
    if not changed:
        _learn_keys(instances)
    _write_links(rows, changed=changed)
    entries = _write_history(instances, fields, values, actor, "~" if changed else "+")
    history = model.history.model  # type: ignore[attr-defined]  # added by HistoricalRecords
    for relation in history._history_m2m_fields:
        _note_links(getattr(history, relation.name).model, relation, entries)


def _fields(model: type[Model], *, with_key: bool) -> list["Field"]:
    return [each for each in model._meta.concrete_fields if with_key or not each.primary_key]


def _values(fields: Sequence["Field"], instances: Sequence[Model], *, add: bool) -> list[list[Any]]:
    """What the database takes, field by field."""
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would be asked for every value
    prepare = [(each.pre_save, each.get_db_prep_save) for each in fields]
    return [[prep(pre(instance, add), database) for pre, prep in prepare] for instance in instances]


def _execute(
    model: type[Model],
    fields: Sequence["Field"],
    values: Sequence[Sequence[Any]],
    *,
    overwrite: tuple[Collection[str], Collection[str]] | None = None,
) -> None:
    """One statement, made by Django for a row or two and executed for all.

    ``bulk_create`` makes a statement of every few rows: that took six times as long as the database does. PostgreSQL
    takes a column as one array, SQLite row after row. Rows to ``overwrite`` (what they are known by, what is written)
    exist: the INSERT gives way to an UPDATE.
    """
    if not values:
        return
    query = InsertQuery(model)
    if overwrite is not None:
        known_by, names = ([model._meta.get_field(name) for name in part] for part in overwrite)
        query = InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=names, unique_fields=known_by)
    by_column = connection.vendor == "postgresql"
    query.insert_values(list(fields), [model()] * (2 if by_column else 1), raw=True)
    ((sql, _sample),) = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        if by_column:
            for start in range(0, len(values), _BATCH):
                batch = values[start : start + _BATCH]
                cursor.execute(sql, [list(column) for column in zip(*batch, strict=True)])
        else:
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
        _execute(through, (source, target), sorted(wanted - stored.keys()))


def _write_history(
    instances: Sequence[Any], fields: Sequence["Field"], values: Sequence[Sequence[Any]], actor: Actor, kind: str
) -> dict[Any, int]:
    """As django-simple-history writes it for one object; the keys of the new rows by that of the object."""
    model: Any = type(instances[0])
    history = model.history.model
    place = {each.name: position for position, each in enumerate(fields)}
    copied = [place[each.name] for each in history.tracked_fields if not each.primary_key]
    own = {
        "history_date": timezone.now(),
        "history_type": kind,
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
    return dict(written.values_list(names[0], "history_id"))


def _note_links(noted: Any, relation: Any, entries: Mapping[int, int]) -> None:
    """A row of history holds its links in a table of its own, one for each many-to-many field."""
    through = relation.remote_field.through
    names = [each.attname for each in through._meta.fields]
    columns = [noted._meta.get_field(each.name) for each in through._meta.fields]
    own = ends_of(relation)[0].attname
    links = through._base_manager.filter(**{f"{own}__in": entries.keys()}).values_list(*names)
    position = names.index(own)
    _execute(noted, [*columns, noted._meta.get_field("history")], [(*link, entries[link[position]]) for link in links])


def ends_of(relation: Any) -> tuple[Any, Any]:
    """The two fields of the table that holds a many-to-many field: of its own model, and of the other one."""
    fields = relation.remote_field.through._meta
    return fields.get_field(relation.m2m_field_name()), fields.get_field(relation.m2m_reverse_field_name())
