"""What points to an object: nobody deletes what something else still names."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel


def used_by(obj: models.Model, *, but: Collection[type[models.Model]] = ()) -> Iterator[str]:
    """The German names of the models whose rows point to ``obj``. Histories do not count, and neither does ``but``.

    Asks as few tables as its caller takes names.
    """
    relations: list[Any] = [
        field for field in obj._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)
    ]
    for relation in relations:
        model = relation.related_model
        if model in but or _is_history(model):
            continue
        if model._base_manager.filter(**{relation.field.name: obj}).exists():
            yield str(model._meta.verbose_name_plural)


def own_links(obj: models.Model) -> set[Any]:
    """The tables of the many-to-many fields of ``obj``: their rows go with it."""
    fields: list[Any] = list(obj._meta.many_to_many)
    return {field.remote_field.through for field in fields}


def _is_history(model: Any) -> bool:
    return hasattr(model, "tracked_fields") or hasattr(model, "m2m_history_id")
