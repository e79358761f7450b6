"""Deleting in the admin, where it is allowed at all: what was entered by mistake and is linked to nothing."""

from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest

from hannover_intl.core.admin import WorkplaceOptions


class DeletableMistakes(WorkplaceOptions):
    """In front of an admin class: what was entered by mistake can be deleted as long as nothing points to it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One object at a time, from its own page."""
        return obj is not None and self.has_change_permission(request, obj) and not _is_used(obj)


def _is_used(obj: models.Model) -> bool:
    """Whether any row of any model but the histories points to ``obj``."""
    relations: list[Any] = [
        field for field in obj._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: obj}).exists()
        for relation in relations
        if not hasattr(relation.related_model, "tracked_fields")
    )
