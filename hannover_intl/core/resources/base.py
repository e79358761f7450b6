"""The base of all resources: columns from the model, keys from the domain, writes through services."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import RowResult

from hannover_intl.core.audit import Actor, delete_audited, save_audited
from hannover_intl.core.resources.fields import ExtraField, ListModelField, cell_of
from hannover_intl.core.resources.sharing import LINKS, share_links, share_related
from hannover_intl.core.resources.widgets import Reference, References, Row
from hannover_intl.core.spreadsheets.reading import KnownHeaders, folded
from hannover_intl.core.usage import own_links, used_by
from hannover_intl.core.versioning import VersionConflict, VersionedModel, note_as_read

KEY = "=key"  # a column that no file can have: the primary key of the object that a row speaks of
_AT_ONCE = 1_000  # objects that are read by one query: a database driver holds all rows of its answer


class ListRowResult(RowResult):
    """What became of a row: for a changed object also (column, old, new) of every cell that differs."""

    changes: tuple[tuple[str, str, str], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    """Every cell of the row as it reads now, for a new or changed object."""


class ListResource(ModelResource):
    """A list of one kind of objects, known by the natural key ``Meta.import_id_fields``."""

    references: ClassVar[dict[str, Reference]] = {}
    """For every relation of the list: how a cell names the other object."""
    aliases: ClassVar[dict[str, str]] = {}
    """Further headers (in lower case) and the column they mean."""
    optional_keys: ClassVar[dict[str, Any]] = {}
    """Columns that belong to the key but may be missing, with the value they have then."""
    filled_by_service: ClassVar[frozenset[str]] = frozenset()
    """Required fields that may be left empty, as the service fills them."""

    explained_by: ClassVar[tuple[str, ...]] = ()
    """Columns that say why a value changes; undoing an import fills them."""
    comes_with: ClassVar[tuple[str, ...]] = ()
    """Relations whose rows a new object brings with it; they go when an import that created it is undone."""

    restores: bool = False
    """Whether the rows bring back what stood there before an import."""

    if TYPE_CHECKING:
        _meta: Any

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_diff = True  # it would copy every object with all that hangs on it; the report shows old and new cells
        store_instance = True

    def __init__(self, *, actor: Actor, today: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # django-import-export has no types
        self.actor = actor
        self.today = today
        self.on_row: Callable[[], None] | None = None  # told of every row that was read, for a bar of progress
        for field in self.fields.values():
            _remember_others(field.widget, self._meta.model)

    def save(self, instance: Any, created: bool) -> None:
        """Write one row through the service of its kind; here that of simple objects. Raises ValidationError."""
        save_audited(instance, actor=self.actor)

    def remove(self, instance: Any) -> None:
        """Delete what an import created, as long as nothing was linked to it since. Raises ValidationError."""
        parts = [row for name in self.comes_with for row in getattr(instance, name).all()]
        used = list(used_by(instance, but={type(row) for row in parts} | own_links(instance)))
        if used:
            raise ValidationError(_("Darauf verweisen inzwischen andere: %s.") % ", ".join(used))
        for part in (*parts, instance):
            delete_audited(part, actor=self.actor)

    def find(self, row: Row) -> Any:
        """The stored object of a row, or None. Raises ValueError for a cell of the key that cannot be read."""
        keys = {name: self.fields[name].clean(row) for name in self.get_import_id_fields()}
        if None in keys.values():
            return None
        for name, missing in self.optional_keys.items():
            keys[name] = self.fields[name].clean(row) if name in row else missing
        return self.get_queryset().filter(**keys).first()

    def said(self, instance: Any, name: str) -> Any:
        """The value of a column as the row says it, else as stored; None for a new object without it."""
        field = self.fields[name]
        value = getattr(instance, "_said", {}).get(name)
        return field.get_value(instance) if value is None else value

    def rows_of(self, queryset: "models.QuerySet[Any]") -> list[list[Any]]:
        """The cells of these objects, in their order and with the columns of the list. The queries are constant."""
        keys = list(queryset.values_list("pk", flat=True))
        instances = {instance.pk: instance for instance in self.stored("pk", keys)}
        fields = [self.fields[name] for name in self.columns]
        return [
            [field.widget.typed(field.get_value(instance), instance) for field in fields]
            for instance in (instances[key] for key in keys if key in instances)
        ]

    def stored(self, name: str, values: Iterable[Any]) -> list[Any]:
        """The objects with one of these values in a field, with what their columns need.

        What they name is read once for all of them, and is one object where several name the same.
        """
        wanted = list(values)
        rows = self.get_queryset().order_by()
        parts = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
        found = [instance for part in parts for instance in rows.filter(**{f"{name}__in": part})]
        if not issubclass(self._meta.model, VersionedModel):
            note_as_read(found)
        for field in self._meta.model._meta.get_fields():
            if field.name in self.fields and isinstance(field, models.ForeignKey):
                share_related(field, found, self.reference(field.name))
            elif field.name in self.fields and isinstance(field, models.ManyToManyField):
                share_links(field, found, self.reference(field.name))
        return found

    def forget(self) -> None:
        """What was read of other lists holds no longer."""
        for reference in self.references_of_columns().values():
            reference.forget()

    def references_of_columns(self) -> dict[str, Reference]:
        """By column that names other objects: how it does so."""
        named = {name: self.reference(name) for name in self.fields}
        return {name: reference for name, reference in named.items() if isinstance(reference, Reference)}

    def reference(self, name: str) -> Reference:
        """How the cells of a relation name the other object."""
        widget = self.fields[name].widget
        found: Reference = widget.reference if isinstance(widget, References) else widget
        return found

    @property
    def columns(self) -> dict[str, str]:
        """The German names of all columns, in their order."""
        return {name: self.label(name) for name in self.get_export_order()}

    def label(self, name: str) -> str:
        """The German name of a column."""
        return str(self.fields[name].label or name)

    def known_headers(self) -> KnownHeaders:
        """The German and the English name of every column; the columns of the key must be there."""
        names = {folded(label): name for name, label in self.columns.items()}
        names |= self.aliases | {folded(name): name for name in self.fields}
        return KnownHeaders(names, frozenset(self.get_import_id_fields()))

    def read_headers(self, headers: Iterable[str]) -> dict[str, str]:
        """The column of each header that is known. Raises ValidationError: one twice, or one of the key missing."""
        known = self.known_headers()
        columns = {header: known.column(header) for header in headers if known.column(header)}
        twice = {name for name in columns.values() if list(columns.values()).count(name) > 1}
        missing = [name for name in self.get_import_id_fields() if name not in columns.values()]
        errors = [_("Die Spalte „%s“ kommt mehrmals vor.") % self.label(name) for name in sorted(twice)]
        errors += [_("Die Spalte „%s“ fehlt.") % self.label(name) for name in missing]
        if errors:
            raise ValidationError(errors)
        return columns

    # --- What follows hooks into django-import-export ---

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Field:
        """The column of a field: its German label, its German cells; an empty cell leaves a default in force."""
        options = {"attribute": field_name, "column_name": field_name, "label": django_field.verbose_name}
        reference = cls.references.get(field_name)
        if isinstance(django_field, models.ManyToManyField) and reference is not None:
            return ExtraField(read=_related(field_name), widget=References(reference), **options)
        keeps_default = django_field.has_default() and not isinstance(django_field, models.BooleanField)
        return ListModelField(keeps_default=keeps_default, widget=reference or cell_of(django_field), **options)

    @classmethod
    def get_row_result_class(cls) -> type[ListRowResult]:
        """With old and new values."""
        return ListRowResult

    def read_rows(self, rows: Collection[Row]) -> list[ListRowResult]:
        """Read all rows, of which each may be stored at once. Raises what is no fault of a row."""
        results = [self.import_row(row, None, row_number=position) for position, row in enumerate(rows, start=1)]
        for result in results:
            for error in result.errors:
                raise error.error
        return results

    def before_import_row(self, row: Row, **kwargs: Any) -> None:
        """Tell of the progress."""
        if self.on_row is not None:
            self.on_row()

    def get_instance(self, instance_loader: Any, row: Row) -> Any:
        """The stored object; a key that cannot be read is reported with the other cells of the row."""
        if KEY in row:
            return self.get_queryset().filter(pk=row[KEY]).first()
        try:
            return self.find(row)
        except ValueError:
            return None

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """What could not be read, and what is missing; everything else the service checks."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        for name, field in self.fields.items():
            if name not in errors and self._is_required(name) and field.get_value(instance) in (None, ""):
                errors[name] = [_("Bitte füllen Sie diese Zelle aus.")]
        if errors:
            raise ValidationError(errors)

    def _is_required(self, name: str) -> bool:
        if isinstance(self.fields[name], ExtraField) or name in self.filled_by_service:
            return False
        field = self._meta.model._meta.get_field(name)
        return not (field.blank or field.has_default())

    def save_instance(self, instance: Any, is_create: bool, row: Row, **kwargs: Any) -> None:
        """Save one row wholly or not at all."""
        try:
            with transaction.atomic():
                self.save(instance, is_create)
        except VersionConflict:
            raise ValidationError(_("Das hat gerade jemand geändert. Bitte versuchen Sie es noch einmal.")) from None
        except PermissionDenied:
            raise ValidationError(_("Dazu haben Sie kein Recht. Bitte nehmen Sie die Zeile aus der Liste.")) from None

    def save_m2m(self, instance: Any, row: Row, **kwargs: Any) -> None:
        """Relations are saved by the service."""

    def after_init_instance(self, instance: Any, new: bool, row: Row, **kwargs: Any) -> None:
        """Note how the object reads before the row changes it."""
        instance._values = self._values(instance)
        if not new:
            instance._before = tuple(self.cells(instance, row).values())

    def skip_row(self, instance: Any, original: Any, row: Row, import_validation_errors: Any = None) -> bool:
        """A row that changes no value is not stored."""
        before = instance.__dict__.pop("_values")
        return not import_validation_errors and bool(before == self._values(instance))

    def _values(self, instance: Any) -> dict[str, Any]:
        return {name: field.get_value(instance) for name, field in self.fields.items()}

    def after_import_row(self, row: Row, row_result: ListRowResult, **kwargs: Any) -> None:
        """Note old and new values of a changed object; where nothing of what the row says was taken, it is none."""
        if not (row_result.is_update() or row_result.is_new()):
            return
        self.note_cells(row_result, self._as_stored(row_result.instance), row)
        if row_result.is_update() and not row_result.changes:
            row_result.import_type = RowResult.IMPORT_TYPE_SKIP

    def _as_stored(self, instance: Any) -> Any:
        """The object as it reads now: a service need not take all that waits on the instance."""
        if not any(isinstance(field, ExtraField) and field.read for field in self.fields.values()):
            return instance
        stored = self.get_queryset().get(pk=instance.pk)
        stored._before = getattr(instance, "_before", None)
        return stored

    def note_cells(self, row_result: ListRowResult, instance: Any, row: Iterable[str]) -> None:
        """How a new or changed object reads now, and of a changed one also how it read before."""
        row_result.cells = tuple(self.cells(instance, row).items())
        before = getattr(instance, "_before", None) if row_result.is_update() else None
        if before is not None:
            pairs = list(zip(before, row_result.cells, strict=True))
            row_result.changes = tuple((name, old, new) for old, (name, new) in pairs if old != new)
            # Of two equal texts one is enough: long ones would be held for thousands of rows.
            instance._before = tuple(new if old == new else old for old, (_name, new) in pairs)

    def cells(self, instance: Any, names: Iterable[str]) -> dict[str, str]:
        """The cells of an object in these columns, as a file would show them."""
        wanted = set(names)
        return {name: field.export(instance) for name, field in self.fields.items() if name in wanted}


def _remember_others(widget: Any, own: type[models.Model]) -> None:
    """No row changes what another list holds, so objects of other models are looked up once and not for every row."""
    reference = widget.reference if isinstance(widget, References) else widget
    if isinstance(reference, Reference):
        # The version of an object changes with every row that is written to it.
        reference.remembers = reference.model is not own and not issubclass(reference.model, VersionedModel)


def _related(name: str) -> Callable[[Any], list[Any]]:
    def read(instance: Any) -> list[Any]:
        links = instance.__dict__.get(LINKS, {})
        if name in links or not instance.pk:
            return list(links.get(name, ()))
        return sorted(getattr(instance, name).all(), key=lambda other: other.pk)

    return read
