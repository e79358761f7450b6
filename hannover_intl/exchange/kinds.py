"""The kinds of lists the portal reads, in the order in which they depend on each other."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hannover_intl.core.resources.base import ListResource
from hannover_intl.council.resources import (
    CommitteeResource,
    ConsultationResource,
    MeetingResource,
    MembershipResource,
    PaperResource,
    ResolutionResource,
    TermResource,
)
from hannover_intl.organisation.resources import AccountResource, ActorResource, RoleResource, UnitResource
from measures.resources.indicators import IndicatorResource
from measures.resources.measures import MeasureResource, MilestoneResource, StatusResource
from measures.resources.strategy import ActionFieldResource, FundingResource, ObjectiveResource, RoundResource
from measures.resources.updates import UpdateResource
from partnerships.resources.activities import ActivityResource, AgreementResource
from partnerships.resources.networks import MembershipYearResource, NetworkResource
from partnerships.resources.partnerships import PartnershipResource, StatusEntryResource
from partnerships.resources.requests import CriterionResource, RequestResource
from partnerships.resources.reviews import GiftResource, ReviewResource
from staff_skills.resources import InvitationResource


@dataclass(frozen=True)
class Kind:
    """A list by the name it has in commands, with its German name and its resource.

    Not every list is the office's: who is invited to tell their languages is no business of it.
    """

    name: str
    label: Any
    resource: type[ListResource]
    in_office: bool = True


KINDS = {
    kind.name: kind
    for kind in (
        Kind("units", _("Organisationseinheiten"), UnitResource),
        Kind("actors", _("Externe Stellen"), ActorResource),
        Kind("accounts", _("Konten"), AccountResource),
        Kind("roles", _("Rollen"), RoleResource),
        Kind("terms", _("Wahlperioden"), TermResource),
        Kind("committees", _("Ausschüsse"), CommitteeResource),
        Kind("memberships", _("Mitgliedschaften in Ausschüssen"), MembershipResource),
        Kind("meetings", _("Sitzungen"), MeetingResource),
        Kind("papers", _("Drucksachen"), PaperResource),
        Kind("consultations", _("Beratungsfolgen"), ConsultationResource),
        Kind("resolutions", _("Aufträge des Rates"), ResolutionResource),
        Kind("objectives", _("Oberziele"), ObjectiveResource),
        Kind("fields", _("Handlungsfelder"), ActionFieldResource),
        Kind("measures", _("Maßnahmen"), MeasureResource),
        Kind("milestones", _("Meilensteine"), MilestoneResource),
        Kind("status", _("Statuswechsel"), StatusResource),
        Kind("indicators", _("Kennzahlen"), IndicatorResource),
        Kind("funding", _("Finanzierung"), FundingResource),
        Kind("rounds", _("Berichtsrunden"), RoundResource),
        Kind("updates", _("Sachstände"), UpdateResource),
        Kind("invitations", _("Einladungen zu den Sprachkenntnissen"), InvitationResource, in_office=False),
        Kind("networks", _("Netzwerke"), NetworkResource),
        Kind("partners", _("Partnerschaften mit ihren Partnern"), PartnershipResource),
        Kind("partner_status", _("Stände der Partnerschaften"), StatusEntryResource),
        Kind("network_years", _("Jahre in Netzwerken"), MembershipYearResource),
        Kind("agreements", _("Vereinbarungen"), AgreementResource),
        Kind("activities", _("Aktivitäten"), ActivityResource),
        Kind("reviews", _("Überprüfungen"), ReviewResource),
        Kind("gifts", _("Geschenke der Delegationen"), GiftResource),
        Kind("criteria", _("Kriterien für Anfragen"), CriterionResource),
        Kind("requests", _("Anfragen"), RequestResource),
    )
}
