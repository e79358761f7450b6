"""The columns of a list."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from import_export.fields import Field
from import_export.widgets import Widget

from hannover_intl.core.resources import widgets
from hannover_intl.core.resources.widgets import Row

_WIDGETS: "tuple[tuple[type[models.Field[Any, Any]], type[Widget]], ...]" = (
    (models.CharField, widgets.LineCell),
    (models.TextField, widgets.TextCell),
    (models.DateTimeField, widgets.MomentCell),
    (models.DateField, widgets.DateCell),
    (models.DecimalField, widgets.DecimalCell),
    (models.IntegerField, widgets.IntegerCell),
    (models.BooleanField, widgets.BooleanCell),
)


class ListField(Field):
    """A column with the German label of its field."""

    def __init__(self, *, label: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]  # django-import-export has no types
        self.label = label


class ExtraField(ListField):
    """A column that is no plain field of the model: what a row says waits on the instance until the service takes it.

    ``read`` tells what is stored. Without it the column is only written: it explains a change and makes none.
    """

    def __init__(self, *, read: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def get_value(self, instance: models.Model) -> Any:
        """What the row says, else what is stored."""
        if self.read is None:
            return None
        said = getattr(instance, "_said", {})
        return said[self.attribute] if self.attribute in said else self.read(instance)

    def save(self, instance: models.Model, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        """Keep what the row says."""
        said: dict[str, Any] = instance.__dict__.setdefault("_said", {})
        said[self.attribute] = self.clean(row, **kwargs)


class ListModelField(ListField):
    """A column that is a field of the model; an empty cell may leave a default in force."""

    def __init__(self, *, keeps_default: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keeps_default = keeps_default

    def get_value(self, instance: models.Model) -> Any:
        """The value, None where there is none yet."""
        try:
            return getattr(instance, self.attribute)
        except ObjectDoesNotExist:
            return None

    def save(self, instance: models.Model, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        """Take the cell, unless it is empty where a default holds."""
        cleaned = self.clean(row, **kwargs)
        if not (self.keeps_default and cleaned in (None, "")):
            setattr(instance, self.attribute, cleaned)


def cell_of(field: Any) -> Widget:
    """How the cells of a plain field of a model are read and shown."""
    if field.choices:
        return widgets.ChoiceCell(field.choices)
    return next(widget for kind, widget in _WIDGETS if isinstance(field, kind))()
