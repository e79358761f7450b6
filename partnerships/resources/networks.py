"""Lists of memberships in networks, and of what each year cost and brought."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.resources.base import ListResource
from hannover_intl.council.resources import PaperReference
from hannover_intl.organisation.resources import UnitReference
from measures.resources.references import MeasureReference, ObjectiveReference
from partnerships.models import MembershipYear, NetworkMembership
from partnerships.resources.cells import NetworkReference, partial_date_column, set_partial_date
from partnerships.services.networks import save_membership, save_membership_year


class NetworkResource(ListResource):
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

    def get_queryset(self) -> QuerySet[Any]:
        related = NetworkMembership.objects.select_related("decision", "contact_unit")
        return related.prefetch_related("objectives", "measures")

    def save(self, instance: NetworkMembership, created: bool) -> None:
        set_partial_date(instance, "since", "since_precision", self.said(instance, "since"))
        save_membership(
            self.actor,
            membership=instance,
            objectives=self.said(instance, "objectives"),
            measures=self.said(instance, "measures"),
            expected_version=None if created else instance.version,
        )


class MembershipYearResource(ListResource):
    """Fees and outcomes by year."""

    references = {"membership": NetworkReference()}

    class Meta:
        model = MembershipYear
        import_id_fields = ("membership", "year")
        fields = ("membership", "year", "fee", "other_costs", "outcome", "outcome_en", "is_example")

    def get_queryset(self) -> QuerySet[Any]:
        return MembershipYear.objects.select_related("membership")

    def save(self, instance: MembershipYear, created: bool) -> None:
        save_membership_year(self.actor, year=instance)
