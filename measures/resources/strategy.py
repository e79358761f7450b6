"""Lists of the frame: objectives, action fields, reporting rounds, and the money of measures."""

from typing import Any

from django.db.models import QuerySet

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.versioning import claim_version
from hannover_intl.council.resources import AnyMeetingReference
from measures.models import ActionField, FundingLine, Objective, ReportingRound
from measures.resources.parts import PartOfMeasure
from measures.resources.references import MeasureReference
from measures.services.figures import save_funding
from measures.services.planning import save_round


class ObjectiveResource(LongListResource):
    """Objectives."""

    class Meta:
        model = Objective
        import_id_fields = ("number",)
        fields = ("number", "title", "title_en", "description")


class ActionFieldResource(LongListResource):
    """Action fields."""

    class Meta:
        model = ActionField
        import_id_fields = ("number",)
        fields = ("number", "title", "title_en", "description")


class RoundResource(ListResource):
    """Reporting rounds to come; the office opens and closes them."""

    references = {"target_meeting": AnyMeetingReference()}

    class Meta:
        model = ReportingRound
        import_id_fields = ("as_of",)
        fields = (
            *("title", "as_of", "opens_on", "reminder_on", "deadline", "second_reminder_on", "grace_until"),
            *("editorial_deadline", "target_meeting"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        return ReportingRound.objects.select_related("target_meeting__committee")

    def save(self, instance: ReportingRound, created: bool) -> None:
        save_round(self.actor, reporting_round=instance)


class FundingResource(PartOfMeasure):
    """Funding lines: one for each measure, year, source and programme."""

    references = {"measure": MeasureReference()}
    optional_keys = {"programme": ""}

    class Meta:
        model = FundingLine
        import_id_fields = ("measure", "year", "source")
        fields = ("measure", "year", "source", "programme", "planned", "committed", "spent")

    def get_queryset(self) -> QuerySet[Any]:
        return FundingLine.objects.select_related("measure")

    def save(self, instance: FundingLine, created: bool) -> None:
        claim_version(instance.measure, instance.measure.version)
        save_funding(self.actor, lines=[instance])
