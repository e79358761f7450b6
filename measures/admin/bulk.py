"""Decisions on several updates at once: looked at first; what is left as it is is told with its reason."""

from dataclasses import dataclass, field
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
from measures.services.together import approve_updates, plan_approvals
from measures.services.updates import return_update

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

_MEANWHILE = _("Inzwischen wurde etwas geändert. Es wurde nichts freigegeben; unten steht der neue Stand.")


@dataclass
class _Result:
    """What became of each update that was returned; ``skipped`` names the reason."""

    done: list[MeasureUpdate] = field(default_factory=list)
    skipped: list[tuple[MeasureUpdate, str]] = field(default_factory=list)


@admin.action(description=_("Ausgewählte Sachstände freigeben"), permissions=["decide"])
def approve_selected(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[MeasureUpdate]"
) -> HttpResponse | None:
    """First what becomes public, then all of that; a measure that changed after the report is left to be read."""
    today = timezone.localdate()
    if request.POST.get("step") == "store":
        seen = {update.pk: seen_versions(request, update.pk) for update in queryset}
        try:
            done = approve_updates(request.user, seen={key: pair for key, pair in seen.items() if pair}, today=today)
        except VersionConflict:
            messages.error(request, _MEANWHILE)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            sentence = ngettext("%d Sachstand ist freigegeben.", "%d Sachstände sind freigegeben.", done)
            messages.success(request, sentence % done)
            return None
    plan = plan_approvals(queryset.select_related("measure", "round"), today)
    context = {
        "title": _("Sachstände freigeben"),
        "ready": [row.update for row in plan if not row.why_not],
        "left": [row for row in plan if row.why_not],
    }
    return page(request, admin_page, "admin/measures/measureupdate/approve_selected.html", context)


def seen_versions(request: Any, key: int) -> tuple[int, int] | None:
    """The versions of an update and of its measure as the page showed them; None for one that was not offered."""
    parts = request.POST.get(f"seen-{key}", "").split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):  # noqa: PLR2004 -- a pair that fits the column
        return None
    return int(parts[0]), int(parts[1])


@admin.action(description=_("Ausgewählte Sachstände zurückgeben"), permissions=["decide"])
def return_selected(
    admin_page: "ModelAdmin[Any]", request: Any, queryset: "QuerySet[MeasureUpdate]"
) -> HttpResponse | None:
    """Ask for the comment on a page of its own, then return what waits."""
    comment = clean_text(request.POST.get("comment", ""))
    waiting = list(queryset.filter(state=UpdateState.SUBMITTED))
    if not comment or not waiting:
        return _ask_for_comment(admin_page, request, queryset.count(), waiting)
    result = _Result()
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


def _tell(request: HttpRequest, result: _Result, sentence: str) -> None:
    """One message for what was done, one for each that was not."""
    if result.done:
        messages.success(request, sentence % len(result.done))
    for update, reason in result.skipped:
        text = _("%(update)s wurde übersprungen: %(reason)s") % {"update": update, "reason": reason}
        messages.warning(request, text)
