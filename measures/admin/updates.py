"""The office's inbox: updates of the departments, to be approved or returned."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hannover_intl.core.admin import page
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.history import NOTHING
from hannover_intl.core.search import matches
from hannover_intl.core.text import clean_text
from hannover_intl.core.versioning import VersionConflict
from measures.admin.bulk import approve_selected, return_selected
from measures.admin.filters import WaitingFilter
from measures.admin.public import public_page
from measures.admin.review import reported_light, review
from measures.choices import UpdateState
from measures.models import MeasureUpdate
from measures.policies import may_decide
from measures.resources.updates import UpdateResource
from measures.services.updates import approve_update, return_update

_OVERTAKEN = _("Inzwischen wurde etwas geändert. Bitte prüfen Sie den Stand von jetzt und entscheiden Sie noch einmal.")


@admin.register(MeasureUpdate)
class MeasureUpdateAdmin(AuditedAdmin):
    """Texts are the departments' own: the office reads, approves and returns."""

    list_resource = UpdateResource
    list_display = ["number", "title", "round", "unit", "state", "submitted_at", "light"]
    list_display_links = ["number", "title"]
    list_filter = [
        WaitingFilter, "round", "measure__action_field",
        ("measure__lead_unit", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["measure__lead_unit", "round"]
    search_fields = ["measure__search_text"]
    search_help_text = _("Nummer oder Text der Maßnahme")
    actions = [approve_selected, return_selected]

    # --- Rights ---

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Asked by the actions."""
        return may_decide(request.user, timezone.localdate())

    # --- List ---

    def get_queryset(self, request: HttpRequest) -> "QuerySet[MeasureUpdate]":
        return super().get_queryset(request).prefetch_related("milestone_reports", "measure__milestones")

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        return queryset.filter(matches("measure__search_text", search_term)), False

    @admin.display(description=_("Nummer"))
    def number(self, update: MeasureUpdate) -> str:
        """Of the measure."""
        return update.measure.number

    @admin.display(description=_("Maßnahme"))
    def title(self, update: MeasureUpdate) -> str:
        """Of the measure."""
        return update.measure.title

    @admin.display(description=_("Federführung"))
    def unit(self, update: MeasureUpdate) -> str:
        """Of the measure."""
        return str(update.measure.lead_unit)

    @admin.display(description=_("Ampel"))
    def light(self, update: MeasureUpdate) -> str:
        """As it would be after approval; a draft is not for the office to read."""
        if update.state == UpdateState.DRAFT:
            return NOTHING
        return reported_light(update, update.measure, list(update.measure.milestones.all()), timezone.localdate())

    # --- Page ---

    def get_urls(self) -> list[URLPattern]:
        def address(route: str, view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(require_POST(view))
            return path(f"<path:object_id>/{route}/", guarded, name=f"measures_measureupdate_{name}")

        return [
            address("freigeben", self.approve_view, "approve"),
            address("zurueckgeben", self.return_view, "return"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The published state beside the reported one, with the two decisions."""
        return self._review_page(request, object_id)

    def approve_view(self, request: Any, object_id: str) -> HttpResponse:
        """Decide: it becomes public."""
        update = self._update(request, object_id)
        try:
            approve_update(
                request.user,
                update=update,
                expected_version=_number(request, "version"),
                measure_version=_number(request, "measure_version"),
                today=timezone.localdate(),
            )
        except (ValidationError, VersionConflict) as error:
            return self._refused(request, object_id, error)
        messages.success(request, _("Der Sachstand zu %(update)s ist freigegeben.") % {"update": update})
        return HttpResponseRedirect(reverse("admin:measures_measureupdate_changelist"))

    def return_view(self, request: Any, object_id: str) -> HttpResponse:
        """Decide: the department corrects it."""
        update = self._update(request, object_id)
        comment = clean_text(request.POST.get("comment", ""))
        try:
            return_update(request.user, update=update, expected_version=_number(request, "version"), comment=comment)
        except (ValidationError, VersionConflict) as error:
            return self._refused(request, object_id, error)
        messages.success(request, _("Der Sachstand zu %(update)s ist zurückgegeben.") % {"update": update})
        return HttpResponseRedirect(reverse("admin:measures_measureupdate_changelist"))

    def _update(self, request: HttpRequest, object_id: str) -> MeasureUpdate:
        update: MeasureUpdate | None = self.get_object(request, object_id)
        if update is None or not self.has_decide_permission(request):
            raise Http404
        return update

    def _refused(self, request: HttpRequest, object_id: str, error: Exception) -> HttpResponse:
        """The page as it is by now, with the reason and what was typed."""
        if isinstance(error, ValidationError):
            return self._review_page(request, object_id, error.messages, 422)
        message = _(
            "Inzwischen wurde etwas geändert. Bitte prüfen Sie den Stand von jetzt und entscheiden Sie noch einmal."
        )
        return self._review_page(request, object_id, [message], 409)

    def _review_page(
        self, request: HttpRequest, object_id: str, errors: Any = (), status: int = 200
    ) -> TemplateResponse:
        update = self._update(request, object_id)
        context = {
            "title": _("Sachstand zu %(update)s") % {"update": update},
            "object": update,
            "review": review(update, timezone.localdate()),
            "public_page": public_page(update.measure),
            "errors": errors,
            "comment": request.POST.get("comment", ""),
        }
        return page(request, self, "admin/measures/measureupdate/review.html", context, status)


def _number(request: HttpRequest, name: str) -> int:
    """A version as the page sent it; anything else matches no version."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004 -- fits the column
