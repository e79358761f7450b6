"""What points to an object: nobody deletes what something else still names."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel


def used_by(obj: models.Model, *, but: Collection[type[models.Model]] = ()) -> Iterator[str]:
    """The German names of the models whose rows point to ``obj``. Histories do not count, and neither does ``but``.

    Asks as few tables as its caller takes names.
    """
    for relation in _relations(type(obj), but):
        model = relation.related_model
        if model._base_manager.filter(**{relation.field.name: obj}).exists():
            yield str(model._meta.verbose_name_plural)


def users_of(objs: Sequence[models.Model], *, but: Collection[type[models.Model]] = ()) -> dict[Any, list[str]]:
    """As ``used_by`` for many objects of one model, by their keys; asks each table once."""
    found: dict[Any, list[str]] = {}
    for relation in _relations(type(objs[0]), but) if objs else ():
        model, name = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{f"{name}__in": [obj.pk for obj in objs]})
        for key in rows.order_by().values_list(name, flat=True).distinct():
            found.setdefault(key, []).append(str(model._meta.verbose_name_plural))
    return found


def _relations(model: type[models.Model], but: Collection[type[models.Model]]) -> list[Any]:
    relations = [field for field in model._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)]
    return [each for each in relations if each.related_model not in but and not _is_history(each.related_model)]


def own_links(obj: models.Model | type[models.Model]) -> set[Any]:
    """The tables of the many-to-many fields of ``obj``: their rows go with it."""
    fields: list[Any] = list(obj._meta.many_to_many)
    return {field.remote_field.through for field in fields}


def _is_history(model: Any) -> bool:
    return hasattr(model, "tracked_fields") or hasattr(model, "m2m_history_id")
