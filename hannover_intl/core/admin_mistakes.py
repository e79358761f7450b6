"""Deleting in the admin, where it is allowed at all: what was entered by mistake and is linked to nothing."""

from typing import Any

from django.http import HttpRequest

from hannover_intl.core.admin import WorkplaceOptions
from hannover_intl.core.usage import used_by


class DeletableMistakes(WorkplaceOptions):
    """In front of an admin class: what was entered by mistake can be deleted as long as nothing points to it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One object at a time, from its own page."""
        return obj is not None and self.has_change_permission(request, obj) and not any(used_by(obj))
