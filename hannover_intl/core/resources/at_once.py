"""Lists that may be long: read and checked without a write, then written at once in a short transaction.

What the rows need of the database is read before the first of them, in a number of queries that does not depend on
how many there are. A row is checked by the rules of its service and written by the service, with all others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from import_export.results import RowResult

from hannover_intl.core.bulk import Linked, check_all, delete_all, save_all
from hannover_intl.core.bulk_checks import Errors
from hannover_intl.core.resources.base import KEY, ListResource, ListRowResult
from hannover_intl.core.resources.widgets import Row
from hannover_intl.core.usage import own_links, users_of
from hannover_intl.core.versioning import claim


@dataclass(frozen=True)
class RowToStore:
    """A new or changed object, as a row of the list says it."""

    instance: Any
    created: bool


class LongListResource(ListResource):
    """A list of one kind of objects whose rows are checked and stored together."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._stored: dict[object, Any] = {}  # by the values of their key; for undoing by their primary key
        self._rows: dict[int, RowToStore] = {}  # by the identity of the object
        self._names: tuple[str, ...] = ()  # the columns of the rows
        self._checked: Any = None

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        """What the service says against each row, by its position; nothing is written. Here that of simple objects."""
        return self.checked(check_all(self.linked(rows)))

    def checked(self, checked: Any) -> Errors:
        """Keep what the service has checked until it is stored; what is wrong with it."""
        self._checked = checked
        errors: Errors = checked.errors
        return errors

    def linked(self, rows: Sequence[RowToStore]) -> list[Linked]:
        """The objects with what the rows say of their many-to-many fields."""
        names = [field.name for field in self._meta.model._meta.many_to_many if field.name in self.fields]
        return [Linked(row.instance, {name: self.said(row.instance, name) for name in names}) for row in rows]

    def store_rows(self) -> None:
        """Write the rows that were checked last, through the service. Raises VersionConflict."""
        save_all(self.actor, checked=self._checked)

    def found(self, key: object) -> Any:
        """The object with this primary key, if the rows that were read name it by that."""
        return self._stored.get(key)

    def texts_before(self, instance: Any) -> dict[str, str]:
        """How the cells of an object read before its row changed it, in the columns of the rows."""
        return dict(zip(self._names, instance._before, strict=True))

    def users(self, instances: Sequence[Any]) -> dict[Any, list[str]]:
        """What points to these objects, by their keys; what a new object brings with it does not count."""
        parts = {relation.related_model for relation in self._parts()}
        return users_of(instances, but=parts | own_links(self._meta.model))

    def remove_rows(self, instances: Sequence[Any]) -> None:
        """Delete what an import created. Raises VersionConflict, and IntegrityError if something points to it."""
        self.claim(instances)
        for relation in self._parts():
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": instances})
            delete_all(list(rows), actor=self.actor)
        delete_all(instances, actor=self.actor)

    def claim(self, instances: Sequence[Any]) -> None:
        """Take the right to delete these objects. Raises VersionConflict."""
        claim(instances)

    def _parts(self) -> list[Any]:
        return [self._meta.model._meta.get_field(name) for name in self.comes_with]

    def check(self, results: Sequence[ListRowResult]) -> None:
        """Ask the service about all rows that are new or changed, and note in each result how it reads then."""
        rows = list(self._rows.values())
        refused = self.check_rows(rows)
        errors = {id(rows[position].instance): error for position, error in refused.items()}
        for result in results:
            if not (result.is_new() or result.is_update()):
                continue
            instance = result.instance
            if id(instance) in errors:
                result.import_type = RowResult.IMPORT_TYPE_INVALID
                result.validation_error = errors[id(instance)]
            else:
                result.add_instance_info(instance)
                self.note_cells(result, instance, self._names)

    def read_rows(self, rows: Collection[Row]) -> list[ListRowResult]:
        """Read what the rows name before the first of them."""
        self.forget()
        self._rows = {}
        self._names = tuple(name for name in self.fields if name in next(iter(rows)))
        for name, reference in self.references_of_columns().items():
            if name in self._names and reference.knows_many:
                widget = self.fields[name].widget
                reference.remember({key for row in rows for key in _keys(widget, row[name])})
        self._stored = self._by_primary_key(rows) if KEY in next(iter(rows)) else self._by_own_key(rows)
        return super().read_rows(rows)

    def _by_primary_key(self, rows: Collection[Row]) -> dict[object, Any]:
        return {instance.pk: instance for instance in self.stored("pk", [row[KEY] for row in rows])}

    def _by_own_key(self, rows: Collection[Row]) -> dict[object, Any]:
        keys = {key[0]: None for key in map(self._key, rows) if key is not None}  # in the order of the rows
        found = self.stored(self.get_import_id_fields()[0], keys)
        return {self._key_of(instance): instance for instance in found}

    # --- What follows hooks into django-import-export ---

    def _key(self, row: Row) -> tuple[Any, ...] | None:
        """The values by which a row names its object; None if they cannot be read."""
        try:
            key = tuple(self.fields[name].clean(row) for name in self.get_import_id_fields())
            further = tuple(
                self.fields[name].clean(row) if name in row else missing for name, missing in self.optional_keys.items()
            )
        except ValueError:
            return None
        return None if None in key else (*key, *further)

    def _key_of(self, instance: Any) -> tuple[Any, ...]:
        names = (*self.get_import_id_fields(), *self.optional_keys)
        return tuple(self.fields[name].get_value(instance) for name in names)

    def get_instance(self, instance_loader: Any, row: Row) -> Any:
        """The object that is stored, or that a row above creates."""
        return self._stored.get(row[KEY] if KEY in row else self._key(row))

    def after_init_instance(self, instance: Any, new: bool, row: Row, **kwargs: Any) -> None:
        """What was stored is what the first row about an object finds."""
        if id(instance) in self._rows:
            instance._values = self._values(instance)
        else:
            super().after_init_instance(instance, new, row, **kwargs)

    def save_instance(self, instance: Any, is_create: bool, row: Row, **kwargs: Any) -> None:
        """Put it with the others. A row further down that names the same object finds this one."""
        self._rows.setdefault(id(instance), RowToStore(instance, created=is_create))
        if is_create:
            self._stored.setdefault(self._key_of(instance), instance)

    def after_import_row(self, row: Row, row_result: ListRowResult, **kwargs: Any) -> None:
        """How it reads is known once the service has looked at it."""


def _keys(widget: Any, value: Any) -> list[str]:
    try:
        return list(widget.keys(value))
    except ValueError:
        return []
