"""The page on which a report is composed. Frozen, it is only read."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hannover_intl.core.admin import rows_to_delete, rows_to_save
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_waiting import Line, Sort, waits
from hannover_intl.core.history import Entry, entries_of
from hannover_intl.council.models import Consultation, Paper
from hannover_intl.reporting.admin import hints
from hannover_intl.reporting.admin.forms import ReportForm
from hannover_intl.reporting.admin.inlines import AddresseeInline, BlockInline
from hannover_intl.reporting.admin.pages import NAME, ReportPages
from hannover_intl.reporting.choices import ReportState
from hannover_intl.reporting.completeness import missing, without_council_paper
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.progress import scope_title
from hannover_intl.reporting.querysets import CONTENT
from hannover_intl.reporting.services.drafts import create_report, discard_report, save_report

_FROZEN = (
    "paper",
    "as_of",
    "scope_text",
    "layout",
    "keep",
    "reason",
    "supersedes",
    "compared_with",
    "frozen_at",
    "frozen_by",
    "published_at",
    "published_by",
    "payload_sha256",
    "html_sha256",
    "pdf_sha256",
)


_WAITING = {
    ReportState.FROZEN: (
        Sort.DECISION,
        ngettext_lazy(
            "%d Bericht ist festgeschrieben und noch nicht veröffentlicht",
            "%d Berichte sind festgeschrieben und noch nicht veröffentlicht",
        ),
    ),
    ReportState.DRAFT: (Sort.GAP, ngettext_lazy("%d Bericht ist im Entwurf", "%d Berichte sind im Entwurf")),
}


@admin.register(CommitteeReport)
class CommitteeReportAdmin(ReportPages, AuditedAdmin):
    """A draft that was never frozen can be discarded; any other stays."""

    form = ReportForm
    hints = hints.REPORT
    list_display = ["reference", "subject", "as_of", "state", "layout"]
    list_display_links = ["reference", "subject"]
    list_filter = ["state", "scope_kind"]
    list_select_related = ["paper"]
    folded_search = ("paper__number", "paper__suffix", "paper__name")
    search_help_text = _("Nummer oder Betreff")
    inlines = [AddresseeInline, BlockInline]

    @admin.display(description=_("Drucksache"), ordering="paper__number")
    def reference(self, report: CommitteeReport) -> str:
        """Number with suffix."""
        return report.paper.reference

    @admin.display(description=_("Betreff"), ordering="paper__name")
    def subject(self, report: CommitteeReport) -> str:
        """What the paper is called."""
        return report.paper.name

    @admin.display(description=_("Umfang"))
    def scope_text(self, report: CommitteeReport) -> str:
        """Which measures it covers."""
        return scope_title(report.scope) or str(_("alle Maßnahmen"))

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CommitteeReport]":
        return super().get_queryset(request).select_related("paper").defer(*CONTENT)

    # --- Page ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and obj.is_frozen:
            return [(None, {"fields": list(_FROZEN)})]
        return super().get_fieldsets(request, obj)

    fieldsets = [
        (None, {"fields": ["as_of", "scope", "compared_with", "layout"]}),
        (
            _("Drucksache"),
            {"fields": [("paper_type", "number", "suffix"), "name", "date", "reason", "keep", "is_nonpublic"]},
        ),
    ]

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Blocks and addressees are proposed when the draft is stored; then they can be changed."""
        return self.inlines if obj is not None and not obj.is_frozen else []

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "compared_with":
            frozen = CommitteeReport.objects.exclude(state=ReportState.DRAFT).without_content().newest_first()
            kwargs = {"queryset": frozen, **kwargs}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A frozen report is read."""
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_frozen)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft is an intention."""
        return obj is not None and self.has_change_permission(request, obj)

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        report = form.instance
        if report.pk is None:
            create_report(request.user, report=report, paper=form.paper, today=timezone.localdate())
            return
        addressees, blocks = formsets
        save_report(
            request.user,
            report=report,
            expected_version=form.expected_version,
            blocks=rows_to_save(blocks),
            removed_blocks=rows_to_delete(blocks),
            consultations=rows_to_save(addressees),
            removed_consultations=rows_to_delete(addressees),
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        discard_report(request.user, report=obj)  # type: ignore[arg-type]  # the site lets nobody else in

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """On to the page with blocks and addressees: a new report is never complete."""
        return HttpResponseRedirect(reverse(f"admin:{NAME}_change", args=[obj.pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Below the form stands what is missing, and which measures still need a paper of their own."""
        report = context.get("original")
        if report is not None and not report.is_frozen and request.method == "GET":
            today = timezone.localdate()
            paper = compose(report, today)
            context |= {"missing": missing(report, paper, today), "without_paper": without_council_paper(paper)}
        return super().render_change_form(request, context, *args, **kwargs)

    def tools(self, request: HttpRequest, obj: CommitteeReport) -> list[tuple[str, Any]]:
        offered = [("preview", _("Vorschau")), ("preview_pdf", _("Vorschau als PDF"))]
        if not obj.is_frozen:
            offered.append(("freeze", _("Festschreiben")))
        else:
            offered += [("revision", _("Neufassung")), ("supplement", _("Ergänzung"))]
        if obj.state == ReportState.FROZEN:
            offered.append(("publish", _("Veröffentlichen")))
        return [(reverse(f"admin:{NAME}_{name}", args=[obj.pk]), label) for name, label in offered]

    def public_page(self, obj: CommitteeReport) -> str | None:
        seen = CommitteeReport.objects.visible_to(AnonymousUser(), timezone.localdate()).filter(pk=obj.pk)
        return obj.get_absolute_url() if obj.is_published and seen.exists() else None

    # --- History ---

    def history_models(self) -> list[tuple[type[Model], str]]:
        return [(BlockInline.model, "report_id")]

    def _row_entries(self, obj: Model) -> Iterator[tuple[str, Entry]]:
        """Blocks, and the paper with its addressees, which are changed on the same page."""
        yield from super()._row_entries(obj)
        paper = obj.paper_id  # type: ignore[attr-defined]  # a CommitteeReport
        for model, lookup in ((Paper, {"id": paper}), (Consultation, {"paper_id": paper})):
            for entry in entries_of(model, **lookup):
                yield str(model._meta.verbose_name), entry


@waits
def reports_wait(_today: dt.date) -> Iterator[Line]:
    """Papers that are not frozen yet, and those that are and not published."""
    found = dict(CommitteeReport.objects.values_list("state").annotate(number=Count("pk")).order_by("state"))
    list_url = reverse("admin:reporting_committeereport_changelist")
    for state, (sort, sentence) in _WAITING.items():
        if number := found.get(state, 0):
            yield Line(sort, sentence % number, f"{list_url}?state__exact={state.value}", number)
