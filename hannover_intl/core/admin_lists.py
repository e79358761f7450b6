"""How lists of the admin look: short words, so that more columns fit beside each other. Files keep days as days."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from hannover_intl.core.admin_words import yes_or_no


class PlainList(ModelAdmin):  # type: ignore[type-arg]  # of every model
    """A list under its name, that says 31.12.2026, and ja or nein instead of a picture with an English name."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The page, headed by what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list of the page."""
        changelist: Any = super().get_changelist_instance(request)
        columns = {name: _plain(self.model, name) for name in changelist.list_display}
        changelist.list_display = list(columns.values())
        changelist.list_display_links = [columns.get(name, name) for name in changelist.list_display_links or ()]
        return changelist


def _plain(model: type[models.Model], name: Any) -> Any:
    """A column for a field that holds days, or yes or no; any other as it is."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return _column(field) if isinstance(field, models.DateField | models.BooleanField) else name


def _column(field: "models.Field[Any, Any]") -> Callable[[Any], str | None]:
    def column(obj: Any) -> str | None:
        return _in_words(getattr(obj, field.attname))

    column.__name__ = field.name  # the name of its style
    column.short_description = field.verbose_name  # type: ignore[attr-defined]  # as admin.display() sets it
    column.admin_order_field = field.name  # type: ignore[attr-defined]  # likewise
    return column


def _in_words(value: dt.date | bool | None) -> str | None:
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, dt.datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if value else None
