"""Lists of agreements and of activities."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.bulk_checks import Errors
from hannover_intl.core.resources.at_once import LongListResource, RowToStore
from hannover_intl.core.resources.base import ListResource
from hannover_intl.council.resources import PaperReference
from hannover_intl.organisation.resources import ActorReference, UnitReference
from measures.resources.references import MeasureReference
from partnerships.models import Activity, Agreement
from partnerships.resources.cells import (
    NetworkReference,
    PartnerReference,
    PartnershipReference,
    partial_date_column,
    set_partial_date,
)
from partnerships.services.activities import ActivityRelations, check_activities, save_activities
from partnerships.services.agreements import save_agreement


class AgreementResource(ListResource):
    """Agreements; their files are uploaded one by one."""

    references = {"partnership": PartnershipReference(), "paper": PaperReference()}
    signed_on = partial_date_column("signed_on", _("unterzeichnet"), lambda row: row.signed_known)

    class Meta:
        model = Agreement
        import_id_fields = ("partnership", "title")
        fields = (
            *("partnership", "kind", "title", "parties", "signed_on", "signed_by", "valid_until"),
            *("renews_automatically", "renewal_on", "notice_by", "paper", "file_is_public", "is_example"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        return Agreement.objects.select_related("partnership__partner", "paper")

    def save(self, instance: Agreement, created: bool) -> None:
        set_partial_date(instance, "signed_on", "signed_precision", self.said(instance, "signed_on"))
        version = None if created else instance.version
        save_agreement(self.actor, agreement=instance, expected_version=version)


class ActivityResource(LongListResource):
    """Activities with all who took part."""

    references = {
        "partners": PartnerReference(),
        "networks": NetworkReference(),
        "lead_unit": UnitReference(),
        "units": UnitReference(),
        "actors": ActorReference(),
        "measures": MeasureReference(),
    }

    class Meta:
        model = Activity
        import_id_fields = ("title", "start")
        fields = (
            *("kind", "title", "title_en", "start", "end", "place", "partners", "networks", "lead_unit", "units"),
            *("actors", "measures", "participants", "purpose", "result", "summary_en", "cost", "cost_note"),
            *("cancelled", "is_public", "is_example"),
        )

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        names = ("partners", "networks", "units", "actors", "measures")
        edits = [
            (row.instance, ActivityRelations(**{name: self.said(row.instance, name) for name in names})) for row in rows
        ]
        self._checked = check_activities(edits)
        return self._checked.errors

    def store_rows(self) -> None:
        save_activities(self.actor, checked=self._checked)
