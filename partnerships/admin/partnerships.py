"""Relations with the history of their status."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.audit import errors_of
from partnerships.admin import hints
from partnerships.admin.base import RegisterAdmin, RegisterInline
from partnerships.admin.forms import PartialDateField, RegisterForm, RegisterRowForm
from partnerships.admin.public import public_relations
from partnerships.choices import RECORDED_STATUSES, PartnershipStatus
from partnerships.models import Agreement, Partnership, PartnershipReview, StatusEntry
from partnerships.resources.partnerships import PartnershipResource
from partnerships.rgre import rgre_table
from partnerships.services.register import PartnershipRelations, change_status, save_partnership

NOTHING = "–"


class PartnershipForm(RegisterForm):
    """A relation; since when it exists may be known in part only."""

    since = PartialDateField(label=_("besteht seit"), required=False)
    partial_dates = {"since": ("since_known", "since_precision")}
    unit_fields = ("responsible_unit", "involved_units")


class StatusEntryForm(RegisterRowForm):
    """A new status and from when it holds."""

    effective_on = PartialDateField(label=_("gilt ab"))
    partial_dates = {"effective_on": ("effective_known", "effective_precision")}


class StatusInline(RegisterInline):
    """One more status; what was recorded is shown above and never changed: a correction is a new row."""

    model = StatusEntry
    hints = hints.STATUS
    form = StatusEntryForm
    fields = ["status", "effective_on", "reason", "resolution"]
    extra = 1
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[StatusEntry]":
        return super().get_queryset(request).none()

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Nobody records "unknown": it is what an empty history means."""
        choices = [("", "---------"), *((status.value, status.label) for status in RECORDED_STATUSES)]
        return super().formfield_for_choice_field(db_field, request, **{"choices": choices, **kwargs})


class StatusFilter(admin.SimpleListFilter):
    """The status of today."""

    title = _("Stand")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return PartnershipStatus.choices

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(status=self.value()) if self.value() in PartnershipStatus.values else queryset


class QuietFilter(admin.SimpleListFilter):
    """Active relations in which nothing has happened for two years."""

    title = _("Aktivität")
    parameter_name = "activity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("quiet", _("aktiv, aber nichts seit 24 Monaten"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.quiet() if self.value() == "quiet" else queryset  # type: ignore[attr-defined]  # ours


@admin.action(description=_("Ausgewählte für die Datenbank des RGRE ausgeben (CSV)"), permissions=["view"])
def export_for_rgre(admin_page: Any, request: HttpRequest, queryset: "QuerySet[Partnership]") -> HttpResponse:
    """The four classes of the RGRE."""
    response = HttpResponse(
        rgre_table(Partnership.objects.filter(pk__in=queryset.values("pk"))), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="rgre.csv"'
    return response


@admin.register(Partnership)
class PartnershipAdmin(EnglishAdmin, RegisterAdmin):
    """Relations are never deleted: they end, with a reason."""

    list_resource = PartnershipResource
    hints = hints.PARTNERSHIP
    form = PartnershipForm
    list_display = ["partner", "kind", "status_today", "since_shown", "responsible_unit", "last_activity"]
    list_filter = [
        StatusFilter, QuietFilter, "kind", "is_public", "is_example",
        ("responsible_unit", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["partner", "responsible_unit"]
    actions = [export_for_rgre]
    readonly_fields = ["former_status", "part_links"]
    inlines = [StatusInline]
    fieldsets = [
        (None, {"fields": ["partner", "kind", "topic", "district", "since", "is_public", "is_example"]}),
        (_("Zuständigkeit"), {"fields": ["responsible_unit", "involved_units", "actors"]}),
        (_("Inhalt"), {"fields": ["description", "reason", "objectives", "measures"]}),
        (_("Englisch"), {"fields": ["topic_en", "description_en", "reason_en", "english_state"]}),
    ]
    parts_fieldset = (_("Stand und Unterlagen"), {"fields": ["former_status", "part_links"]})

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Partnership]":
        today = timezone.localdate()
        return Partnership.objects.standing_on(today).with_activity(request.user, today)

    @admin.display(description=_("Stand"))
    def status_today(self, partnership: Partnership) -> str:
        """With its day."""
        since = partnership.status_since_known
        return f"{partnership.status_label} ({since})" if since else partnership.status_label

    @admin.display(description=_("besteht seit"), ordering="since")
    def since_shown(self, partnership: Partnership) -> str:
        """As far as it is known."""
        return str(partnership.since_known or NOTHING)

    @admin.display(description=_("letzte Aktivität"), ordering="last_activity_on")
    def last_activity(self, partnership: Partnership) -> Any:
        """The day on which it began."""
        return partnership.last_activity_on

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return [self.parts_fieldset, *fieldsets] if obj else fieldsets

    @admin.display(description=_("Verlauf des Stands"))
    def former_status(self, partnership: Partnership) -> SafeString | str:
        """Every status with its reason, its resolution and who recorded it."""
        entries = StatusEntry.objects.filter(partnership=partnership).select_related("actor", "resolution")
        rows = ((entry, entry.reason, entry.resolution or "", entry.actor or "") for entry in entries)
        return format_html_join("", "<div>{} {} {} {}</div>", rows) or NOTHING

    @admin.display(description=_("Vereinbarungen und Überprüfungen"))
    def part_links(self, partnership: Partnership) -> SafeString | str:
        """Links to what has a page of its own."""
        agreements = [("agreement", part) for part in Agreement.objects.filter(partnership=partnership)]
        reviews = [("partnershipreview", part) for part in PartnershipReview.objects.filter(partnership=partnership)]
        rows = (
            (reverse(f"admin:partnerships_{kind}_change", args=[part.pk]), part) for kind, part in agreements + reviews
        )
        return format_html_join("", '<div><a href="{}">{}</a></div>', rows) or NOTHING

    def tools(self, request: HttpRequest, obj: Partnership) -> list[tuple[str, Any]]:
        def adding(model: str) -> str:
            return f"{reverse(f'admin:partnerships_{model}_add')}?partnership={obj.pk}"

        return [
            (adding("agreement"), _("Vereinbarung hinzufügen")),
            (adding("partnershipreview"), _("Überprüfung vorsehen")),
            (reverse("partnerships:comparison"), _("Vergleich aller Beziehungen")),
        ]

    def public_page(self, obj: Partnership) -> str | None:
        return obj.get_absolute_url() if public_relations().filter(pk=obj.pk).exists() else None

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        names = ("involved_units", "actors", "objectives", "measures")
        partnership = save_partnership(
            request.user,
            partnership=form.instance,
            relations=PartnershipRelations(**{name: form.cleaned_data[name] for name in names}),
            expected_version=form.expected_version,
        )
        (entries,) = formsets
        for entry in rows_to_save(entries):
            with errors_of(entry):
                change_status(request.user, entry=entry, expected_version=partnership.version)
