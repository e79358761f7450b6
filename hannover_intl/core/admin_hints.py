"""Help of the office at its fields: what belongs there, said where it is typed.

What holds for everybody stands at the model's field (``help_text``); what only the office's pages show stands in the
``hints`` of the page.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.admin.options import BaseModelAdmin


class HintedFields(BaseModelAdmin):  # type: ignore[type-arg]  # of every model
    """A page or inline whose fields may have hints."""

    hints: ClassVar[Mapping[str, Any]] = {}
    """By field: a sentence for fields without a help text of their own."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """With its hint."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and not field.help_text:
            field.help_text = self.hints.get(db_field.name, "")
        return field
