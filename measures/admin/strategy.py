"""The frame of the Handlungskonzept: objectives and action fields."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_english import EnglishAdmin
from measures.admin import hints
from measures.models import ActionField, Objective
from measures.resources.strategy import ActionFieldResource, ObjectiveResource


class FrameAdmin(EnglishAdmin):
    """Numbered headings with a description."""

    hints = hints.FRAME
    list_display = ["number", "title"]
    list_display_links = ["number", "title"]
    folded_search = ("number", "title")
    search_help_text = _("Nummer oder Titel")
    fields = ["number", "title", "title_en", "english_state", "description"]


@admin.register(Objective)
class ObjectiveAdmin(FrameAdmin):
    """The Oberziele."""

    list_resource = ObjectiveResource


@admin.register(ActionField)
class ActionFieldAdmin(FrameAdmin):
    """The Handlungsfelder."""

    list_resource = ActionFieldResource
