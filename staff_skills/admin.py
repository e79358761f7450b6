"""What the office keeps: the wording of the consent, the list of subjects, and a look at the frozen figures.

Nothing here shows a person. Profiles, consents, requests and the log have no admin at all, so that neither the office
nor city IT comes to them by a back door; a test holds this.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceAdmin
from hannover_intl.core.admin_history import AuditedAdmin
from staff_skills.aggregates import K_INTERNAL, K_PUBLIC
from staff_skills.choices import Audience
from staff_skills.models import AggregateSnapshot, ConsentText, ExpertiseTopic


@admin.register(ConsentText)
class ConsentTextAdmin(AuditedAdmin):
    """A version is written once. Employees agreed to it, so it is never changed."""

    list_display = ["version", "valid_from"]
    fields = ["version", "valid_from", "text"]
    hints = {
        "version": _("Die nächste Zahl nach der letzten Fassung."),
        "valid_from": _("Ab diesem Tag wird dieser Text vorgelegt."),
        "text": _("Der ganze Wortlaut. Er lässt sich später nicht mehr ändern."),
    }

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)


@admin.register(ExpertiseTopic)
class ExpertiseTopicAdmin(AuditedAdmin):
    """A subject that is no longer offered stays where it was chosen."""

    list_display = ["name", "is_offered"]
    list_filter = ["is_offered"]
    folded_search = ("name",)
    fields = ["name", "is_offered"]
    hints = {
        "name": _("Kurz, wie es in der Auswahl stehen soll."),
        "is_offered": _("Ohne Häkchen steht es nicht mehr zur Wahl; wer es gewählt hat, behält es."),
    }


@admin.register(AggregateSnapshot)
class AggregateSnapshotAdmin(WorkplaceAdmin):
    """The frozen figures, to read."""

    list_display = ["quarter", "dimension", "audience", "taken_on"]
    list_filter = ["quarter", "dimension", "audience"]
    fields = ["quarter", "dimension", "audience", "taken_on", "figures"]
    readonly_fields = ["figures"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("Personen"))
    def figures(self, snapshot: AggregateSnapshot) -> str:
        """Each row as a span."""
        width = (K_PUBLIC if snapshot.audience == Audience.PUBLIC else K_INTERNAL) - 1
        rows = ((row["label"], row["at_least"], row["at_least"] + width) for row in snapshot.rows)
        return format_html_join("", "<p>{}: {}–{}</p>", rows) or "–"
