"""The blocks that new reports begin with."""

from django.contrib import admin

from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from hannover_intl.reporting.admin import hints
from hannover_intl.reporting.models import BlockTemplate


@admin.register(BlockTemplate)
class BlockTemplateAdmin(DeletableMistakes, AuditedAdmin):
    """A template that no report uses can be deleted; any other is retired."""

    hints = hints.TEMPLATE
    list_display = ["position", "heading", "source", "is_required", "is_active"]
    list_display_links = ["heading"]
    fields = ["position", "heading", "source", "text", "is_required", "is_active"]
