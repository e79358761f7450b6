"""Delegation files: programme, people, gifts."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTimeWidget
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import rows_to_delete, rows_to_save
from hannover_intl.core.audit import delete_audited, errors_of
from partnerships.admin import hints
from partnerships.admin.base import DeletableRows, RegisterAdmin
from partnerships.admin.forms import RegisterForm
from partnerships.choices import DELEGATIONS
from partnerships.models import Activity, DelegationFile, DelegationParticipant, Gift, ProgrammeItem
from partnerships.services.delegations import (
    save_delegation_file,
    save_gift,
    save_participant,
    save_programme_item,
)


class DelegationForm(RegisterForm):
    """The day of deletion may be left to the rule."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "delete_on" in self.fields:
            self.fields["delete_on"].required = False
        if "activity" in self.fields:
            open_ones = Q(delegation_file__isnull=True) | Q(pk=self.instance.activity_id)
            offered = Activity.objects.filter(open_ones, kind__in=DELEGATIONS)
            self.fields["activity"].queryset = offered  # type: ignore[attr-defined]  # a choice of rows

    def _get_validation_exclusions(self) -> set[str]:
        """The service fills the day."""
        return {*super()._get_validation_exclusions(), "delete_on"}  # type: ignore[misc]  # unknown to the stubs


class ProgrammeInline(DeletableRows):
    """By day and time."""

    model = ProgrammeItem
    hints = hints.PROGRAMME
    fields = ["day", "starts", "ends", "title", "title_en", "place", "note", "note_en"]
    formfield_overrides = {
        **DeletableRows.formfield_overrides,
        models.TimeField: {"widget": AdminTimeWidget(format="%H:%M")},  # a programme knows no seconds
    }


class ParticipantInline(DeletableRows):
    """Names, functions and organisations; nothing else, and only until the day of deletion."""

    model = DelegationParticipant
    hints = hints.PARTICIPANT
    fields = ["side", "name", "function", "organisation"]


class GiftInline(DeletableRows):
    """The register of gifts."""

    model = Gift
    hints = hints.GIFT
    fields = ["direction", "given_on", "description", "other_side", "value", "decision"]


@admin.register(DelegationFile)
class DelegationFileAdmin(RegisterAdmin):
    """One file for each delegation."""

    hints = hints.DELEGATION
    form = DelegationForm
    list_display = ["activity", "start", "language_list", "delete_on", "deleted_on"]
    list_select_related = ["activity"]
    search_column = "activity__search_text"
    search_fields = ["activity__search_text"]
    search_help_text = _("Titel, Ort oder Partner der Reise")
    readonly_fields = ["deleted_on"]
    fields = ["activity", "languages", "greeting", "greeting_en", "delete_on", "deleted_on"]
    inlines = [ProgrammeInline, ParticipantInline, GiftInline]

    @admin.display(description=_("Beginn"), ordering="activity__start")
    def start(self, file: DelegationFile) -> Any:
        """Of the delegation."""
        return file.activity.start

    @admin.display(description=_("Sprachen"))
    def language_list(self, file: DelegationFile) -> str:
        """In words."""
        return ", ".join(file.language_names) or "–"

    def tools(self, request: HttpRequest, obj: DelegationFile) -> list[tuple[str, Any]]:
        german, english = (reverse("partnerships:programme_pdf", args=[obj.pk, language]) for language in ("de", "en"))
        return [(german, _("Programm als PDF (Deutsch)")), (english, _("Programm als PDF (Englisch)"))]

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        file = save_delegation_file(request.user, file=form.instance, expected_version=form.expected_version)
        today = timezone.localdate()
        for formset in formsets:
            for row in rows_to_delete(formset):
                delete_audited(row, actor=request.user)
            for row in rows_to_save(formset):
                row.file = file
                with errors_of(row):
                    self._save_row(request, row, today)

    def _save_row(self, request: Any, row: Any, today: Any) -> None:
        if isinstance(row, ProgrammeItem):
            save_programme_item(request.user, item=row)
        elif isinstance(row, DelegationParticipant):
            save_participant(request.user, participant=row, today=today)
        else:
            save_gift(request.user, gift=row)
