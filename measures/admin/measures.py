"""Measures: the list, and one page with milestones and funding that is saved as a whole."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceInline, forms_to_save, rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.admin_forms import VersionedForm, WorkplaceForm
from hannover_intl.core.forms import PlainTextField
from hannover_intl.council.models import Resolution
from hannover_intl.organisation.models import OrgUnit, User
from measures.admin import hints
from measures.admin.filters import ContactFilter, LightFilter, ProgressFilter
from measures.admin.people import change_people_of_selected
from measures.admin.public import public_page
from measures.choices import ENDED_PROGRESS, Light, Progress
from measures.models import FundingLine, Indicator, Measure, Milestone
from measures.models.updates import TEXT_LIMIT
from measures.resources.measures import MeasureResource
from measures.services.figures import save_funding
from measures.services.measures import MilestoneEdit, save_measure, save_milestones
from measures.services.rules import MeasureRelations

NOTHING = "–"


class MeasureForm(VersionedForm):
    """Offers the units and accounts of today, and those that the measure has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, measure = timezone.localdate(), self.instance
        units = OrgUnit.objects.filter(
            Q(pk__in=OrgUnit.objects.valid_on(today).values("pk"))
            | Q(pk=measure.lead_unit_id)
            | Q(pk__in=measure.cooperating_units.values("pk") if measure.pk else [])
        )
        accounts = User.objects.filter(Q(is_active=True) | Q(pk__in=[measure.contact_id, measure.deputy_id]))
        offered = {
            "lead_unit": units,
            "cooperating_units": units,
            "contact": accounts,
            "deputy": accounts,
            "resolutions": Resolution.objects.select_related("paper"),
        }
        for name in offered.keys() & self.fields.keys():
            self.fields[name].queryset = offered[name]  # type: ignore[attr-defined]  # a choice of rows


class MilestoneForm(WorkplaceForm):
    """A milestone with the reason for another date."""

    reason = PlainTextField(
        label=_("Grund der Terminänderung"),
        help_text=_("Erforderlich, wenn Sie den Termin eines gespeicherten Meilensteins ändern."),
        max_length=TEXT_LIMIT,
        rows=2,
        required=False,
    )


class MilestoneInline(WorkplaceInline):
    """Milestones are not deleted: they are reached, or they are dropped with a date."""

    model = Milestone
    hints = hints.MILESTONE
    form = MilestoneForm
    fields = ["title", "title_en", ("due", "state", "closed_on"), "reason", "former_dates"]
    readonly_fields = ["former_dates"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Milestone]":
        return super().get_queryset(request).prefetch_related("moves")

    @admin.display(description=_("bisherige Termine"))
    def former_dates(self, milestone: Milestone) -> SafeString | str:
        """When the date changed, and why."""
        moves = milestone.moves.all() if milestone.pk else []
        rows = ((_day(move.old_due), _day(move.new_due), _day(move.effective_on), move.reason) for move in moves)
        return format_html_join("", "<div>{} → {} ({}: {})</div>", rows) or NOTHING


class FundingInline(WorkplaceInline):
    """Money by year and source; a wrong line can be removed, the history of the measure keeps it."""

    model = FundingLine
    hints = hints.FUNDING
    fields = [("year", "source", "programme"), ("planned", "committed", "spent")]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(Measure)
class MeasureAdmin(EnglishAdmin):
    """Measures are never deleted; their status changes on a page of its own."""

    list_resource = MeasureResource
    hints = hints.MEASURE
    list_resource_and = ("progress", "light")
    form = MeasureForm
    list_display = ["number", "title", "lead_unit", "progress", "light", "contact_state"]
    list_display_links = ["number", "title"]
    list_filter = [
        ProgressFilter, LightFilter, ContactFilter, "priority", "is_example", "action_field",
        ("lead_unit", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["lead_unit"]
    sortable_by = ["title", "lead_unit"]  # as text, number 2.10 would stand before 2.9
    search_fields = ["search_text"]
    search_help_text = _("Nummer, Titel oder Wörter aus den Texten")
    readonly_fields = ["status_today", "former_status", "indicator_links"]
    actions = [change_people_of_selected]
    inlines = [MilestoneInline, FundingInline]
    fieldsets = [
        (None, {"fields": ["number", "title", "action_field", "objectives", "is_example"]}),
        (_("Inhalt"), {"fields": ["description", "intended_effect"]}),
        (_("Englisch"), {"fields": ["title_en", "summary_en", "english_state"]}),
        (
            _("Zuständigkeit"),
            {"fields": ["lead_unit", "contact", "deputy", "cooperating_units", "cooperating_actors"]},
        ),
        (
            _("Planung"),
            {"fields": ["priority", "horizon", "planned_start", "planned_end", "actual_start", "actual_end"]},
        ),
        (_("Beschluss"), {"fields": ["adopted_by", "adopted_on", "resolutions"]}),
    ]
    state_fieldset = (_("Stand"), {"fields": ["status_today", "former_status", "indicator_links"]})

    # --- List ---

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Measure]":
        today = timezone.localdate()
        return Measure.objects.standing_on(today).with_contact_on(today)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple["QuerySet[Any]", bool]:
        return queryset.search(search_term), False

    @admin.display(description=_("Stand"))
    def progress(self, measure: Measure) -> str:
        """How far it is today."""
        return str(Progress(measure.progress).label)

    @admin.display(description=_("Ampel"))
    def light(self, measure: Measure) -> str:
        """The light of today."""
        return str(Light(measure.light).label) if measure.light else NOTHING

    @admin.display(description=_("Ansprechperson fehlt"))
    def contact_state(self, measure: Any) -> str:
        """Whether nobody could be asked; an ended measure asks nobody."""
        return str(_("ja") if not measure.has_contact and measure.progress not in ENDED_PROGRESS else _("nein"))

    # --- Page ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return [self.state_fieldset, *fieldsets] if obj else fieldsets

    @admin.display(description=_("heute"))
    def status_today(self, measure: Measure) -> str:
        """Progress with its day, and the light."""
        since = _("seit %(day)s") % {"day": _day(measure.progress_since)}
        return f"{self.progress(measure)} {since}; {_('Ampel')}: {self.light(measure)}"

    @admin.display(description=_("Verlauf des Stands"))
    def former_status(self, measure: Measure) -> SafeString | str:
        """Every change with its reason and who recorded it."""
        changes = measure.status_changes.select_related("actor", "merged_into", "resolution")
        rows = (
            (reverse("admin:measures_statuschange_change", args=[change.pk]), change, change.reason, change.actor or "")
            for change in changes
        )
        return format_html_join("", '<div><a href="{}">{}</a> {} {}</div>', rows) or NOTHING

    @admin.display(description=_("Kennzahlen"))
    def indicator_links(self, measure: Measure) -> SafeString | str:
        """Links to the indicators with their targets and values."""
        rows = ((_change_url(indicator), indicator) for indicator in measure.indicators.all())
        return format_html_join("", '<div><a href="{}">{}</a></div>', rows) or NOTHING

    def public_page(self, obj: Measure) -> str | None:
        return public_page(obj)

    def history_models(self) -> list[tuple[type[Model], str]]:
        return [*super().history_models(), (Indicator, "measure_id")]

    def tools(self, request: HttpRequest, obj: Measure) -> list[tuple[str, Any]]:
        def adding(model: str) -> str:
            return f"{reverse(f'admin:measures_{model}_add')}?measure={obj.pk}"

        return [(adding("statuschange"), _("Stand ändern")), (adding("indicator"), _("Kennzahl hinzufügen"))]

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        today = timezone.localdate()
        names = ("objectives", "cooperating_units", "cooperating_actors", "resolutions")
        save_measure(
            request.user,
            measure=form.instance,
            relations=MeasureRelations(**{name: form.cleaned_data[name] for name in names}),
            expected_version=form.expected_version,
            today=today,
        )
        milestones, funding = formsets
        rows_to_save(milestones)
        edits = [MilestoneEdit(row.instance, row.cleaned_data["reason"]) for row in forms_to_save(milestones)]
        save_milestones(request.user, edits=edits, today=today)
        save_funding(request.user, lines=rows_to_save(funding), removed=rows_to_delete(funding))


def _day(day: Any) -> str:
    return date_format(day, "d.m.Y")


def _change_url(indicator: Indicator) -> str:
    return reverse("admin:measures_indicator_change", args=[indicator.pk])
