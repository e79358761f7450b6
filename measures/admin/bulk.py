"""Decisions on several updates at once. Each stands for itself; what was skipped is told with its reason."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hannover_intl.core.admin import page
from hannover_intl.core.text import clean_text
from hannover_intl.core.versioning import VersionConflict
from measures.choices import UpdateState
from measures.models import MeasureUpdate
from measures.services.updates import BulkResult, approve_updates, return_update

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


@admin.action(description=_("Ausgewählte Sachstände freigeben"), permissions=["decide"])
def approve_selected(admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[MeasureUpdate]") -> None:
    """Approve what waits; a measure that changed after the report is left to be read."""
    result = approve_updates(request.user, updates=queryset, today=timezone.localdate())
    done = len(result.done)
    _tell(request, result, ngettext("%d Sachstand ist freigegeben.", "%d Sachstände sind freigegeben.", done))


@admin.action(description=_("Ausgewählte Sachstände zurückgeben"), permissions=["decide"])
def return_selected(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[MeasureUpdate]"
) -> HttpResponse | None:
    """Ask for the comment on a page of its own, then return what waits."""
    comment = clean_text(request.POST.get("comment", ""))
    waiting = list(queryset.filter(state=UpdateState.SUBMITTED))
    if not comment or not waiting:
        return _ask_for_comment(admin_page, request, queryset.count(), waiting)
    result = BulkResult()
    for update in queryset:
        try:
            result.done.append(
                return_update(request.user, update=update, expected_version=update.version, comment=comment)
            )
        except (ValidationError, VersionConflict) as error:
            message = " ".join(error.messages) if isinstance(error, ValidationError) else str(_("gerade geändert"))
            result.skipped.append((update, message))
    done = len(result.done)
    _tell(request, result, ngettext("%d Sachstand ist zurückgegeben.", "%d Sachstände sind zurückgegeben.", done))
    return None


def _ask_for_comment(
    admin_page: "ModelAdmin[Any]", request: HttpRequest, chosen: int, waiting: list[MeasureUpdate]
) -> HttpResponse | None:
    if not waiting:
        messages.warning(request, _("Keiner der ausgewählten Sachstände wartet auf eine Entscheidung."))
        return None
    asked = "comment" in request.POST
    context = {
        "title": _("Sachstände zurückgeben"),
        "updates": waiting,
        "others": chosen - len(waiting),
        "errors": [_("Bitte schreiben Sie, was zu ändern ist.")] if asked else [],
    }
    return page(
        request, admin_page, "admin/measures/measureupdate/return_selected.html", context, 422 if asked else 200
    )


def _tell(request: HttpRequest, result: BulkResult, sentence: str) -> None:
    """One message for what was done, one for each that was not."""
    if result.done:
        messages.success(request, sentence % len(result.done))
    for update, reason in result.skipped:
        text = _("%(update)s wurde übersprungen: %(reason)s") % {"update": update, "reason": reason}
        messages.warning(request, text)
