"""How lists of the admin look: days are short, so that more columns fit beside each other. Files keep the days."""

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


class PlainList(ModelAdmin):  # type: ignore[type-arg]  # of every model
    """A list under its name, whose columns of days read 31.12.2026."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The page, headed by what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list of the page."""
        changelist: Any = super().get_changelist_instance(request)
        links = changelist.list_display_links or ()
        changelist.list_display = [
            name if name in links else _shortened(self.model, name) for name in changelist.list_display
        ]
        return changelist


def _shortened(model: type[models.Model], name: Any) -> Any:
    """A column for a field that holds days, any other as it is."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return _column(field) if isinstance(field, models.DateField) else name


def _column(field: "models.DateField[Any, Any]") -> Callable[[Any], str | None]:
    def column(obj: Any) -> str | None:
        value = getattr(obj, field.attname)
        if isinstance(value, dt.datetime):
            return date_format(localtime(value), "d.m.Y H:i")
        return date_format(value, "d.m.Y") if value else None

    column.__name__ = field.name  # the name of its style
    column.short_description = field.verbose_name  # type: ignore[attr-defined]  # as admin.display() sets it
    column.admin_order_field = field.name  # type: ignore[attr-defined]  # likewise
    return column
