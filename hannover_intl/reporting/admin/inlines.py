"""Rows of the page on which a report is composed: its blocks, and the addressees of its paper."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone

from hannover_intl.core.admin import WorkplaceInline
from hannover_intl.council.admin import CommitteeField, ConsultationInline
from hannover_intl.council.models import Committee, Meeting, Paper
from hannover_intl.reporting.admin import hints
from hannover_intl.reporting.admin.forms import AddresseeFormSet
from hannover_intl.reporting.models import ReportBlock


class BlockInline(WorkplaceInline):
    """Headed parts in their order; one of a required template can be rewritten, not removed."""

    model = ReportBlock
    hints = hints.BLOCK
    fields = [("position", "heading", "source"), "text"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A free block, or one that this report does without."""
        return self.has_change_permission(request, obj)


class AddresseeInline(ConsultationInline):
    """The committees of today's legislative term, and whoever is addressed already."""

    formset = AddresseeFormSet
    fields = [("position", "role", "committee"), ("meeting", "agenda_item")]

    def __init__(self, parent_model: type[Model], admin_site: AdminSite) -> None:
        super().__init__(Paper, admin_site)  # the rows belong to the paper of the report

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        today, report = timezone.localdate(), request.resolver_match.kwargs.get("object_id")
        known = report if str(report).isdigit() else None
        current = Q(term__start__lte=today, term__end__gte=today)
        addressed = Q(consultations__paper__report=known)
        committees = Committee.objects.filter(current | addressed).distinct()
        if db_field.related_model is Committee:
            choices = committees.select_related("term")
            return super().formfield_for_foreignkey(
                db_field, request, **{"form_class": CommitteeField, **kwargs, "queryset": choices}
            )
        if db_field.related_model is Meeting:
            meetings = Meeting.objects.filter(committee__in=committees).select_related("committee")
            return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": meetings})
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
