"""The office keeps the council: terms, committees with their members, meetings, papers with their addressees."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceInline, rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.admin_forms import SharedChoiceField, WorkplaceForm
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from hannover_intl.core.audit import errors_of, save_audited
from hannover_intl.council import admin_hints as hints
from hannover_intl.council.choices import CLOSED_STATES
from hannover_intl.council.models import (
    Committee,
    CommitteeMembership,
    Consultation,
    LegislativeTerm,
    Meeting,
    Paper,
    Resolution,
)
from hannover_intl.council.resources import CommitteeResource, PaperResource, TermResource
from hannover_intl.council.services import save_committee, save_paper


class CommitteeField(SharedChoiceField):
    """Committees of all terms: the same name comes back in each of them, so the term stands beside it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.term})"


def _choices_of_council(db_field: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Committees with their term, meetings with their committee, without a query for each of them."""
    if db_field.related_model is Committee:
        return {"form_class": CommitteeField, "queryset": Committee.objects.select_related("term"), **kwargs}
    if db_field.related_model is Meeting:
        return {"queryset": Meeting.objects.select_related("committee"), **kwargs}
    return kwargs


def _page_of(committee: Committee, section: str) -> str | None:
    """Where the public page of a committee lists something."""
    return f"{committee.get_absolute_url()}#{section}" if committee.slug else None


def _is_public(paper: Paper) -> bool:
    return Paper.objects.visible_to(AnonymousUser(), timezone.localdate()).filter(pk=paper.pk).exists()


@admin.register(LegislativeTerm)
class LegislativeTermAdmin(AuditedAdmin):
    """Terms of the council."""

    list_resource = TermResource
    list_display = ["name", "start", "end"]
    folded_search = ("name",)
    search_help_text = _("Bezeichnung")
    fields = ["name", "start", "end"]


class MembershipInline(WorkplaceInline):
    """Seats; a seat is ended by its last day."""

    model = CommitteeMembership
    hints = hints.MEMBERSHIP
    fields = [("user", "since", "until")]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[CommitteeMembership]:
        return super().get_queryset(request).select_related("user", "committee")


@admin.register(Committee)
class CommitteeAdmin(EnglishAdmin):
    """Committees of all terms with their members."""

    hints = hints.COMMITTEE
    list_resource = CommitteeResource
    list_display = ["name", "term", "successor"]
    list_filter = ["term"]
    list_select_related = ["term", "successor"]
    folded_search = ("name",)
    search_help_text = _("Name des Ausschusses")
    fields = ["term", "name", "successor", "name_en", "english_state"]
    inlines = [MembershipInline]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **_choices_of_council(db_field, kwargs))

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_committee(request.user, committee=form.instance)
        for membership in (row for formset in formsets for row in rows_to_save(formset)):
            with errors_of(membership):
                save_audited(membership, actor=request.user)


@admin.register(Meeting)
class MeetingAdmin(DeletableMistakes, AuditedAdmin):
    """Meetings of committees."""

    hints = hints.MEETING
    list_display = ["start", "committee", "place", "cancelled"]
    list_filter = ["committee__term", "cancelled"]
    list_select_related = ["committee"]
    folded_search = ("committee__name", "place")
    search_help_text = _("Ausschuss oder Ort")
    fields = ["committee", "start", "place", "cancelled"]

    def public_page(self, obj: Meeting) -> str | None:
        return _page_of(obj.committee, "sitzungen")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **_choices_of_council(db_field, kwargs))


class ConsultationForm(WorkplaceForm):
    """Places may be swapped: whether a place is free is known only when all rows are stored (save_paper)."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]  # unknown to the stubs


class ConsultationInline(WorkplaceInline):
    """Addressees, as printed: "In den …" first, each group in its order."""

    model = Consultation
    hints = hints.CONSULTATION
    form = ConsultationForm
    fields = [("position", "role", "committee"), ("meeting", "agenda_item", "result")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consultation]:
        return super().get_queryset(request).in_order()  # type: ignore[no-any-return, attr-defined]  # of our queryset

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An addressee that was wrong; the history of the paper keeps it."""
        return self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **_choices_of_council(db_field, kwargs))


@admin.register(Paper)
class PaperAdmin(AuditedAdmin):
    """Council papers with the committees they are addressed to."""

    list_resource = PaperResource
    hints = hints.PAPER
    list_display = ["reference", "paper_type", "name", "date", "is_draft", "is_nonpublic"]
    list_filter = ["paper_type", "is_draft", "is_nonpublic"]
    folded_search = ("number", "suffix", "name")
    search_help_text = _("Nummer oder Betreff")
    fields = ["number", "suffix", "paper_type", "name", "date", "web", "is_draft", "is_nonpublic"]
    inlines = [ConsultationInline]

    def public_page(self, obj: Paper) -> str | None:
        """The list of the first committee it is addressed to."""
        addressed = obj.consultations.in_order().select_related("committee") if _is_public(obj) else []
        return next((_page_of(row.committee, "drucksachen") for row in addressed if row.committee.slug), None)

    @admin.display(description=_("Nummer"), ordering="number")
    def reference(self, paper: Paper) -> str:
        """Number with suffix, as printed."""
        return paper.reference

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        (addressees,) = formsets
        save_paper(
            request.user,
            paper=form.instance,
            consultations=rows_to_save(addressees),
            removed=rows_to_delete(addressees),
        )


@admin.register(Resolution)
class ResolutionAdmin(DeletableMistakes, AuditedAdmin):
    """What the council decided, and what became of it. Measures that serve it are chosen on their own pages."""

    hints = hints.RESOLUTION
    list_display = ["text", "paper", "applicant", "decided_on", "state", "due", "responsible_unit"]
    list_filter = ["state", "committee__term", "is_example"]
    list_select_related = ["paper", "responsible_unit"]
    folded_search = ("text", "applicant", "paper__number")
    search_help_text = _("Auftrag, Antrag von oder Nummer der Drucksache")
    fieldsets = [
        (None, {"fields": [("paper", "number"), "text", "applicant", "is_example"]}),
        (_("Beschluss"), {"fields": ["committee", "decided_on"]}),
        (_("Erledigung"), {"fields": ["responsible_unit", "due", "state", "closed_on", "reason"]}),
    ]

    def public_page(self, obj: Resolution) -> str | None:
        """The list of the committee that decided, open and closed ones apart."""
        section = "erledigt" if obj.state in CLOSED_STATES else "auftraege"
        return _page_of(obj.committee, section) if obj.committee and _is_public(obj.paper) else None

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **_choices_of_council(db_field, kwargs))
