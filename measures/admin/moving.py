"""Several milestones moved at once: chosen, looked at, then stored for all of them or for none."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hannover_intl.core.forms import PlainTextField
from hannover_intl.core.versioning import VersionConflict
from measures.admin.plans import MEANWHILE, plan_page, seen_version
from measures.models import Milestone
from measures.models.updates import TEXT_LIMIT
from measures.services.together import Shift, move_milestones, plan_moves

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

_FARTHEST = 3650


class ShiftForm(forms.Form):
    """By how many days, or to which day; and why."""

    days = forms.IntegerField(
        label=_("Um so viele Tage"),
        help_text=_("Zum Beispiel 14; mit Minus davor: früher."),
        min_value=-_FARTHEST,
        max_value=_FARTHEST,
        required=False,
    )
    day = forms.DateField(
        label=_("oder alle auf diesen Tag"),
        help_text=_("Zum Beispiel 31.12.2026."),
        required=False,
    )
    reason = PlainTextField(
        label=_("Grund der Terminänderung"),
        help_text=_("Er steht bei jedem verschobenen Meilenstein."),
        max_length=TEXT_LIMIT,
        rows=2,
    )

    def clean(self) -> dict[str, Any]:
        """One of both."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (cleaned.get("days") is None) == (cleaned.get("day") is None):
            self.add_error("days", _("Bitte geben Sie eine Zahl von Tagen oder einen Tag an, nicht beides."))
        return cleaned


@admin.action(description=_("Ausgewählte Meilensteine verschieben"), permissions=["move"])
def move_selected(admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[Milestone]") -> HttpResponse | None:
    """First where to, then what that changes, then the change."""
    step = request.POST.get("step", "")
    form = ShiftForm(request.POST if step else None)
    if not step or not form.is_valid():
        return _page(admin_page, request, queryset, form)
    shift, today = Shift(**form.cleaned_data), timezone.localdate()
    if step == "store":
        milestones = list(queryset.select_related("measure"))
        versions = {milestone.measure_id: seen_version(request, milestone.measure_id) for milestone in milestones}
        try:
            done = move_milestones(request.user, milestones=milestones, versions=versions, shift=shift, today=today)
        except VersionConflict:
            messages.error(request, MEANWHILE)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            sentence = ngettext("%d Meilenstein ist verschoben.", "%d Meilensteine sind verschoben.", done)
            messages.success(request, sentence % done)
            return None
    plan = plan_moves(list(queryset.select_related("measure")), shift, today)
    return _page(admin_page, request, queryset, form, plan)


def _page(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[Milestone]", form: ShiftForm, plan: Any = None
) -> HttpResponse:
    context = {
        "title": _("Meilensteine verschieben"),
        "plan": plan,
        "measures": {row.milestone.measure_id: row.milestone.measure.version for row in plan or ()}.items(),
    }
    return plan_page(
        admin_page, request, queryset, form=form, template="admin/measures/milestone/move.html", context=context
    )
