"""Activities with what was agreed on and how people travelled."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import forms_to_save, rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from hannover_intl.core.audit import delete_audited, errors_of
from measures.models import Measure
from partnerships.admin import hints
from partnerships.admin.base import DeletableRows, RegisterAdmin
from partnerships.admin.forms import RegisterForm, RegisterRowForm
from partnerships.admin.public import page_of_activity
from partnerships.models import Activity, DelegationFile, FollowUp, TravelLeg
from partnerships.resources.activities import ActivityResource
from partnerships.services.activities import (
    ActivityRelations,
    make_milestone,
    save_activity,
    save_follow_up,
    save_travel_leg,
)

RELATIONS = ("partners", "networks", "units", "actors", "measures")


class ActivityForm(RegisterForm):
    """Offers the units of today."""

    unit_fields = ("lead_unit", "units")


class FollowUpForm(RegisterRowForm):
    """What was agreed on; it may become a milestone of a measure."""

    unit_fields = ("unit",)
    milestone_of = forms.ModelChoiceField(
        label=_("zum Meilenstein machen bei"),
        queryset=Measure.objects.all(),
        required=False,
        help_text=_("Legt in dieser Maßnahme einen Meilenstein mit Titel und Termin an."),
    )


class FollowUpInline(DeletableRows):
    """A milestone that came of it is shown and stays."""

    model = FollowUp
    hints = hints.FOLLOW_UP
    form = FollowUpForm
    fields = ["title", "unit", "due", "done_on", "milestone_of", "milestone"]
    readonly_fields = ["milestone"]


class TravelInline(DeletableRows):
    """The estimate stands beside its method."""

    model = TravelLeg
    hints = hints.TRAVEL
    fields = ["mode", "distance_km", "persons", "estimate", "source"]
    readonly_fields = ["estimate", "source"]

    @admin.display(description=_("geschätzt (kg CO₂e)"))
    def estimate(self, leg: TravelLeg) -> str:
        """Distance × persons × factor."""
        return str(number_format(leg.co2_kg, decimal_pos=0, force_grouping=True)) if leg.pk else "–"


@admin.register(Activity)
class ActivityAdmin(DeletableMistakes, EnglishAdmin, RegisterAdmin):
    """Delegations, projects, exchanges, events."""

    list_resource = ActivityResource
    hints = hints.ACTIVITY
    form = ActivityForm
    list_display = ["title", "kind", "start", "end", "lead_unit", "cancelled"]
    list_filter = ["kind", "cancelled", "is_public", "is_example", ("partners", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["lead_unit"]
    date_hierarchy = "start"
    inlines = [FollowUpInline, TravelInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "start", "end", "place", "cancelled", "is_public", "is_example"]}),
        (_("Beteiligte"), {"fields": ["partners", "networks", "lead_unit", "units", "actors", "participants"]}),
        (_("Inhalt"), {"fields": ["purpose", "result", "measures"]}),
        (_("Kosten"), {"fields": ["cost", "cost_note"]}),
        (_("Englisch"), {"fields": ["title_en", "summary_en", "english_state"]}),
    ]

    def tools(self, request: HttpRequest, obj: Activity) -> list[tuple[str, Any]]:
        if not obj.is_delegation:
            return []
        file = DelegationFile.objects.filter(activity=obj).first()
        if file is not None:
            return [(reverse("admin:partnerships_delegationfile_change", args=[file.pk]), _("Delegationsakte öffnen"))]
        return [(f"{reverse('admin:partnerships_delegationfile_add')}?activity={obj.pk}", _("Delegationsakte anlegen"))]

    def public_page(self, obj: Activity) -> str | None:
        return page_of_activity(obj)

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_activity(
            request.user,
            activity=form.instance,
            relations=ActivityRelations(**{name: form.cleaned_data[name] for name in RELATIONS}),
            expected_version=form.expected_version,
        )
        follow_ups, legs = formsets
        for row in [*rows_to_delete(follow_ups), *rows_to_delete(legs)]:
            delete_audited(row, actor=request.user)
        rows_to_save(follow_ups)
        for row_form in forms_to_save(follow_ups):
            with errors_of(row_form.instance):
                self._save_follow_up(request, row_form)
        for leg in rows_to_save(legs):
            with errors_of(leg):
                save_travel_leg(request.user, leg=leg)

    def _save_follow_up(self, request: Any, row_form: Any) -> None:
        save_follow_up(request.user, follow_up=row_form.instance)
        measure = row_form.cleaned_data.get("milestone_of")
        if measure is not None:
            make_milestone(
                request.user,
                follow_up=row_form.instance,
                measure=measure,
                expected_version=measure.version,
                today=timezone.localdate(),
            )
