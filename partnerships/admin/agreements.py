"""Agreements with their files."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnerships.admin import hints
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms import PartialDateField, RegisterForm
from partnerships.admin.public import public_relations
from partnerships.models import Agreement, Partnership
from partnerships.resources.activities import AgreementResource
from partnerships.services.agreements import save_agreement


class AgreementForm(RegisterForm):
    """An agreement; its file is chosen here and checked by the service."""

    signed_on = PartialDateField(label=_("unterzeichnet"), required=False)
    partial_dates = {"signed_on": ("signed_known", "signed_precision")}
    upload = forms.FileField(
        label=_("Datei hochladen"),
        required=False,
        allow_empty_file=True,  # what is wrong with it is said by the check
        help_text=_("PDF, höchstens 20 MB. Ersetzt die bisherige Datei; sie bleibt im Verlauf."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def _add_refusal(self, error: Any) -> None:
        """What is wrong with the file is said at its field."""
        if hasattr(error, "error_dict") and "file" in error.error_dict:
            error.error_dict["upload"] = error.error_dict.pop("file")
        super()._add_refusal(error)


class ExpiryFilter(admin.SimpleListFilter):
    """Agreements on which somebody has to act within a year."""

    title = _("Fristen")
    parameter_name = "deadline"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("year", _("in den nächsten 12 Monaten"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.expiring(timezone.localdate()) if self.value() == "year" else queryset  # type: ignore[attr-defined]  # ours


@admin.register(Agreement)
class AgreementAdmin(RegisterAdmin):
    """Agreements are never deleted; they expire."""

    list_resource = AgreementResource
    hints = hints.AGREEMENT
    form = AgreementForm
    list_display = ["title", "partnership", "signed_shown", "valid_until", "notice_by", "renewal_on", "has_file"]
    list_filter = [ExpiryFilter, "kind", "is_example"]
    list_select_related = ["partnership__partner"]
    search_column = "partnership__search_text"
    search_fields = ["partnership__search_text"]
    search_help_text = _("Partner oder Wörter der Partnerschaft")
    readonly_fields = ["stored_file"]
    fieldsets = [
        (
            None,
            {"fields": ["partnership", "kind", "title", "parties", "signed_on", "signed_by", "paper", "is_example"]},
        ),
        (_("Laufzeit"), {"fields": ["valid_until", "renews_automatically", "renewal_on", "notice_by"]}),
        (_("Datei"), {"fields": ["stored_file", "upload", "file_is_public"]}),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "partnership":
            kwargs["queryset"] = Partnership.objects.select_related("partner")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("unterzeichnet"), ordering="signed_on")
    def signed_shown(self, agreement: Agreement) -> str:
        """As far as it is known."""
        return str(agreement.signed_known or "–")

    @admin.display(description=_("Datei"))
    def has_file(self, agreement: Agreement) -> str:
        """Whether the file is here."""
        return str(_("ja") if agreement.file else _("nein"))

    @admin.display(description=_("gespeicherte Datei"))
    def stored_file(self, agreement: Agreement) -> SafeString | str:
        """A link to the file."""
        if not agreement.file:
            return "–"
        url = reverse("partnerships:agreement_file", args=[agreement.pk])
        kilobytes = (agreement.file_size or 0) // 1024
        return format_html('<a href="{}">{}</a>', url, _("PDF öffnen (%(size)s KB)") % {"size": kilobytes})

    def public_page(self, obj: Agreement) -> str | None:
        """Where the page of its relation lists it."""
        relation = public_relations().filter(pk=obj.partnership_id).first()
        return f"{relation.get_absolute_url()}#vereinbarungen" if relation else None

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_agreement(
            request.user,
            agreement=form.instance,
            expected_version=form.expected_version,
            upload=form.cleaned_data["upload"],
        )
