"""Lists of agreements and of activities."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.bulk_checks import Errors
from hannover_intl.core.resources.at_once import LongListResource, RowToStore
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
from partnerships.services.activities import check_activities
from partnerships.services.agreements import check_agreements


class AgreementResource(LongListResource):
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

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        for row in rows:
            set_partial_date(row.instance, "signed_on", "signed_precision", self.said(row.instance, "signed_on"))
        return self.checked(check_agreements([row.instance for row in rows]))


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
        return self.checked(check_activities(self.linked(rows)))
