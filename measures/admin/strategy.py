"""The frame of the Handlungskonzept: objectives and action fields."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_history import AuditedAdmin
from measures.models import ActionField, Objective
from measures.resources.strategy import ActionFieldResource, ObjectiveResource


class FrameAdmin(AuditedAdmin):
    """Numbered headings with a description."""

    list_display = ["number", "title"]
    list_display_links = ["number", "title"]
    folded_search = ("number", "title")
    search_help_text = _("Nummer oder Titel")
    fields = ["number", "title", "title_en", "description"]


@admin.register(Objective)
class ObjectiveAdmin(FrameAdmin):
    """The Oberziele."""

    list_resource = ObjectiveResource


@admin.register(ActionField)
class ActionFieldAdmin(FrameAdmin):
    """The Handlungsfelder."""

    list_resource = ActionFieldResource
