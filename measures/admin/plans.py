"""What the pages share that show a change to several measures before it is stored for all of them or for none."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import page

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

MEANWHILE = _("Eine der Maßnahmen wurde inzwischen geändert. Es wurde nichts gespeichert; unten steht der neue Stand.")


def seen_version(request: Any, key: int) -> int:
    """The version of a measure that the page showed; 0, which no measure has, where it says none."""
    sent = request.POST.get(f"version-{key}", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004 -- fits the column


def plan_page(
    admin_page: "ModelAdmin[Any]",
    request: Any,
    queryset: "QuerySet[Any]",
    *,
    form: Form,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The form, and below it the ``plan`` of ``context`` once there is one; 422 where the form has errors."""
    plan = context["plan"] or ()
    shared = {
        "form": form,
        "is_storable": any(row.is_change for row in plan) and not any(row.errors for row in plan),
        "chosen": list(queryset.values_list("pk", flat=True)),
        "errors": form.errors,
    }
    return page(request, admin_page, template, shared | context, 422 if form.errors else 200)
