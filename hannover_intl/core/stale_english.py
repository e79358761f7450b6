"""Whether the English text of an object is missing or older than its German one, told from the history.

English is outdated when the German text changed after the English one did: when the last row of the history with
another German text is younger than the last row with another English text. Nothing is stored, so every way of writing
counts, imports included. Works for every model with HistoricalRecords and a mapping ``ENGLISH``.
"""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def stale_english(queryset: "QuerySet[Any]") -> "QuerySet[Any]":
    """The rows of which at least one English text is older than its German one."""
    changed: dict[str, Coalesce] = {}
    stale = Q()
    for german, english in queryset.model.ENGLISH.items():
        changed |= {f"{name}_changed": _last_other(queryset.model, name) for name in (german, english)}
        stale |= ~Q(**{english: ""}) & Q(**{f"{german}_changed__gt": F(f"{english}_changed")})
    rows: QuerySet[Any] = queryset.alias(**changed).filter(stale)
    return rows


def missing_english(queryset: "QuerySet[Any]") -> "QuerySet[Any]":
    """The rows of which at least one German text has no English one."""
    missing = Q()
    for german, english in queryset.model.ENGLISH.items():
        missing |= ~Q(**{german: ""}) & Q(**{english: ""})
    return queryset.filter(missing)


def _last_other(model: Any, field: str) -> Coalesce:
    """The latest row of the history in which the field said something else; 0 if it never did."""
    others = model.history.filter(id=OuterRef("pk")).exclude(**{field: OuterRef(field)}).order_by("-history_id")
    return Coalesce(Subquery(others.values("history_id")[:1]), Value(0))
