"""Lists of memberships in networks, and of what each year cost and brought."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hannover_intl.core.bulk_checks import Errors
from hannover_intl.core.resources.at_once import LongListResource, RowToStore
from hannover_intl.council.resources import PaperReference
from hannover_intl.organisation.resources import UnitReference
from measures.resources.references import MeasureReference, ObjectiveReference
from partnerships.models import MembershipYear, NetworkMembership
from partnerships.resources.cells import NetworkReference, partial_date_column, set_partial_date
from partnerships.services.networks import check_membership_years, check_memberships


class NetworkResource(LongListResource):
    """Memberships in networks."""

    references = {
        "decision": PaperReference(),
        "contact_unit": UnitReference(),
        "objectives": ObjectiveReference(),
        "measures": MeasureReference(),
    }
    since = partial_date_column("since", _("Mitglied seit"), lambda row: row.since_known)

    class Meta:
        model = NetworkMembership
        import_id_fields = ("name",)
        fields = (
            *(
                "name",
                "name_en",
                "website",
                "role",
                "role_en",
                "since",
                "until",
                "end_reason",
                "decision",
                "contact_unit",
            ),
            *("fee_note", "description", "description_en", "objectives", "measures", "is_example"),
        )

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        for row in rows:
            set_partial_date(row.instance, "since", "since_precision", self.said(row.instance, "since"))
        return self.checked(check_memberships(self.linked(rows)))


class MembershipYearResource(LongListResource):
    """Fees and outcomes by year."""

    references = {"membership": NetworkReference()}

    class Meta:
        model = MembershipYear
        import_id_fields = ("membership", "year")
        fields = ("membership", "year", "fee", "other_costs", "outcome", "outcome_en", "is_example")

    def check_rows(self, rows: Sequence[RowToStore]) -> Errors:
        return self.checked(check_membership_years([row.instance for row in rows]))
