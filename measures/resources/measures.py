"""Lists of measures, their milestones and the changes of their status."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.bulk_checks import Errors
from hannover_intl.core.resources.at_once import LongListResource, RowToStore
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Row, TextCell
from hannover_intl.core.versioning import claim_versions
from hannover_intl.council.resources import PaperReference, ResolutionReference
from hannover_intl.organisation.resources import AccountReference, ActorReference, UnitReference
from measures.models import Measure, Milestone, StatusChange
from measures.resources.parts import PartOfMeasure
from measures.resources.references import ActionFieldReference, MeasureReference, ObjectiveReference
from measures.services.long_lists import (
    check_measures,
    check_milestones,
    save_many_milestones,
    save_measures,
)
from measures.services.measures import MilestoneEdit, change_status


class MeasureResource(LongListResource):
    """Measures. Their status is a list of its own, for it has a history."""

    comes_with = ("status_changes",)
    references = {
        "action_field": ActionFieldReference(),
        "objectives": ObjectiveReference(),
        "lead_unit": UnitReference(),
        "cooperating_units": UnitReference(),
        "cooperating_actors": ActorReference(),
        "contact": AccountReference(),
        "deputy": AccountReference(),
        "adopted_by": PaperReference(),
        "resolutions": ResolutionReference(),
    }

    class Meta:
        model = Measure
        import_id_fields = ("number",)
        fields = (
            *("number", "title", "title_en", "description", "summary_en", "intended_effect", "action_field"),
            *("objectives", "lead_unit", "cooperating_units", "cooperating_actors", "contact", "deputy", "priority"),
            *("horizon", "planned_start", "planned_end", "actual_start", "actual_end", "adopted_by", "adopted_on"),
            *("resolutions", "is_example"),
        )

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        return self.checked(check_measures(self.linked(rows), today=self.today))

    def store_rows(self) -> None:
        save_measures(self.actor, checked=self._checked)


class MilestoneResource(LongListResource):
    """Milestones. A row with another date than the stored one moves the milestone and needs a reason."""

    references = {"measure": MeasureReference()}
    filled_by_service = frozenset({"added_on"})
    explained_by = ("reason",)
    reason = ExtraField(attribute="reason", column_name="reason", label=_("Grund der Verschiebung"), widget=TextCell())

    class Meta:
        model = Milestone
        import_id_fields = ("measure", "title")
        fields = ("measure", "title", "title_en", "due", "state", "closed_on", "added_on", "reason")

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        edits = [MilestoneEdit(row.instance, self.said(row.instance, "reason") or "") for row in rows]
        return self.checked(check_milestones(edits, today=self.today))

    def store_rows(self) -> None:
        save_many_milestones(self.actor, checked=self._checked)

    def claim(self, instances: Sequence[Milestone]) -> None:
        claim_versions({milestone.measure_id: milestone.measure for milestone in instances}.values())


class StatusResource(PartOfMeasure):
    """Changes of status. They are only added: a row that is stored in all its cells is not stored again."""

    references = {"measure": MeasureReference(), "resolution": PaperReference(), "merged_into": MeasureReference()}

    class Meta:
        model = StatusChange
        import_id_fields = ("measure", "progress", "effective_on")
        fields = ("measure", "progress", "light_override", "reason", "resolution", "merged_into", "effective_on")

    def get_queryset(self) -> QuerySet[Any]:
        return StatusChange.objects.select_related("measure", "resolution", "merged_into")

    def find(self, row: Row) -> StatusChange | None:
        """The same change in every cell."""
        said = {name: field.clean(row) for name, field in self.fields.items() if name in row}
        found: StatusChange | None = self.get_queryset().filter(**said).first()
        return found

    def save(self, instance: StatusChange, created: bool) -> None:
        change_status(self.actor, change=instance, expected_version=instance.measure.version)
