"""Lists that may be long: read and checked without a write, then written at once in a short transaction.

What the rows need of the database is read before the first of them, in a number of queries that does not depend on
how many there are. A row is checked by the rules of its service and written by the service, with all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from import_export.results import RowResult

from hannover_intl.core.resources.base import KEY, ListResource, ListRowResult
from hannover_intl.core.resources.widgets import Reference, References, Row


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

    def check_rows(self, rows: Sequence[RowToStore]) -> Mapping[int, ValidationError]:
        """What the service says against each row, by its position; nothing is written."""
        raise NotImplementedError

    def store_rows(self) -> None:
        """Write the rows that were checked last, through the service. Raises VersionConflict."""
        raise NotImplementedError

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
                self.note_cells(result, instance, result.row_values)
                result.row_values = {}  # only errors show what was written

    # --- What follows hooks into django-import-export ---

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Read what the rows name."""
        rows = [dict(zip(dataset.headers, cells, strict=True)) for cells in dataset]
        self._rows = {}
        for name, field in self.fields.items():
            reference = field.widget.reference if isinstance(field.widget, References) else field.widget
            if isinstance(reference, Reference):
                reference.remember({key for row in rows if name in row for key in _keys(field.widget, row[name])})
        self._stored = self._by_primary_key(rows) if KEY in dataset.headers else self._by_own_key(rows)

    def _by_primary_key(self, rows: Sequence[Row]) -> dict[object, Any]:
        keys = [row[KEY] for row in rows]
        return {instance.pk: instance for instance in self.with_relations().filter(pk__in=keys)}

    def _by_own_key(self, rows: Sequence[Row]) -> dict[object, Any]:
        first = self.get_import_id_fields()[0]
        keys = {key[0] for key in map(self._key, rows) if key is not None}
        found = self.with_relations().filter(**{f"{first}__in": keys})
        return {self._key_of(instance): instance for instance in found}

    def _key(self, row: Row) -> tuple[Any, ...] | None:
        """The values by which a row names its object; None if they cannot be read."""
        try:
            key = tuple(self.fields[name].clean(row) for name in self.get_import_id_fields())
        except ValueError:
            return None
        return None if None in key else key

    def _key_of(self, instance: Any) -> tuple[Any, ...]:
        return tuple(self.fields[name].get_value(instance) for name in self.get_import_id_fields())

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
