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

from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from measures.admin.plans import MEANWHILE, plan_page, seen_version
from measures.models import Measure
from measures.services.people import People, change_people, plan_people

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


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
            versions = {measure.pk: seen_version(request, measure.pk) for measure in queryset}
            done = change_people(request.user, versions=versions, people=people, today=today)
        except VersionConflict:
            messages.error(request, MEANWHILE)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            sentence = ngettext("%d Maßnahme ist geändert.", "%d Maßnahmen sind geändert.", done)
            messages.success(request, sentence % done)
            return None
    measures = list(Measure.objects.filter(pk__in=queryset.values("pk")).select_related("contact", "deputy"))
    return _page(admin_page, request, queryset, form, plan_people(measures, people, today))


def _page(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[Measure]", form: PeopleForm, plan: Any = None
) -> HttpResponse:
    context = {
        "title": _("Ansprechperson oder Vertretung ändern"),
        "plan": plan,
    }
    return plan_page(
        admin_page, request, queryset, form=form, template="admin/measures/measure/people.html", context=context
    )
