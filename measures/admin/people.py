"""Other contacts for several measures: chosen, looked at, then stored for all of them or for none."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hannover_intl.core.admin import page
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from measures.models import Measure
from measures.services.people import People, change_people, plan_people

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

_MEANWHILE = _("Eine der Maßnahmen wurde inzwischen geändert. Es wurde nichts gespeichert; unten steht der neue Stand.")


class PeopleForm(forms.Form):
    """Who is to be asked."""

    contact = forms.ModelChoiceField(User.objects.none(), label=_("Ansprechperson"), required=False)
    deputy = forms.ModelChoiceField(User.objects.none(), label=_("Vertretung"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = User.objects.filter(is_active=True)  # type: ignore[attr-defined]  # a choice of rows
            field.empty_label = _("bleibt, wie es ist")  # type: ignore[attr-defined]  # likewise


@admin.action(description=_("Ansprechperson oder Vertretung ändern"), permissions=["change"])
def change_people_of_selected(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[Measure]"
) -> HttpResponse | None:
    """First the choice, then what it changes, then the change."""
    step = request.POST.get("step", "")
    form = PeopleForm(request.POST if step else None)
    if not step or not form.is_valid():
        return _page(admin_page, request, queryset, form)
    people, today = People(**form.cleaned_data), timezone.localdate()
    if step == "store":
        try:
            versions = {measure.pk: _seen(request, measure.pk) for measure in queryset}
            done = change_people(request.user, versions=versions, people=people, today=today)
        except VersionConflict:
            messages.error(request, _MEANWHILE)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            sentence = ngettext("%d Maßnahme ist geändert.", "%d Maßnahmen sind geändert.", done)
            messages.success(request, sentence % done)
            return None
    measures = list(Measure.objects.filter(pk__in=queryset.values("pk")).select_related("contact", "deputy"))
    return _page(admin_page, request, queryset, form, plan_people(measures, people, today))


def _seen(request: Any, key: int) -> int:
    sent = request.POST.get(f"version-{key}", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004 -- fits the column


def _page(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[Measure]", form: PeopleForm, plan: Any = None
) -> HttpResponse:
    context = {
        "title": _("Ansprechperson oder Vertretung ändern"),
        "form": form,
        "plan": plan,
        "is_storable": bool(plan) and any(row.is_change for row in plan) and not any(row.errors for row in plan),
        "chosen": list(queryset.values_list("pk", flat=True)),
        "errors": form.errors,
    }
    return page(request, admin_page, "admin/measures/measure/people.html", context, 422 if form.errors else 200)
