"""How a cell of a list names an object of the strategy."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from hannover_intl.core.resources.widgets import Reference, Row, by_key
from hannover_intl.core.spreadsheets.cells import to_date
from measures.models import ActionField, Measure, Objective, ReportingRound


class MeasureReference(Reference):
    """A measure by its number."""

    model = Measure

    def find_many(self, keys: Collection[str]) -> dict[str, list[Measure]]:
        return by_key(Measure.objects.filter(number__in=keys), lambda measure: (measure.number,))

    def name(self, instance: Measure) -> str:
        return instance.number


class _NumberedReference(Reference):
    """An objective or a field by its number or its title."""

    def find_many(self, keys: Collection[str]) -> dict[str, list[Any]]:
        named = by_key(self.model._default_manager.all(), lambda row: (str(row.number), row.title))  # a handful
        return {key: named.get(_number(key), []) for key in keys}

    def name(self, instance: Any) -> str:
        return str(instance.number)


def _number(key: str) -> str:
    return str(int(key)) if key.isdecimal() and len(key) < len("32767") else key


class ObjectiveReference(_NumberedReference):
    """An objective."""

    model = Objective


class ActionFieldReference(_NumberedReference):
    """An action field."""

    model = ActionField


class RoundReference(Reference):
    """A reporting round by its as_of day or its title."""

    model = ReportingRound

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Any:
        """A day in a date cell is as good as one in text."""
        return super().clean(f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else value, row, **kwargs)

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        try:
            named: dict[str, Any] = {"as_of": to_date(key)}
        except ValueError:
            named = {"title": key}
        return ReportingRound.objects.filter(**named)

    def name(self, instance: ReportingRound) -> str:
        return f"{instance.as_of:%d.%m.%Y}"
