"""Relations abroad: partners and partnerships, agreements, networks, activities, requests and reviews."""

from partnerships.models.activities import Activity, FollowUp, TravelLeg
from partnerships.models.agreements import Agreement
from partnerships.models.delegations import DelegationFile, DelegationParticipant, Gift, ProgrammeItem
from partnerships.models.networks import MembershipYear, NetworkMembership
from partnerships.models.partners import Contact, Partner
from partnerships.models.partnerships import Partnership, StatusEntry
from partnerships.models.requests import CooperationRequest, Criterion, Score
from partnerships.models.reviews import PartnershipReview, Rating

__all__ = [
    "Activity",
    "Agreement",
    "Contact",
    "CooperationRequest",
    "Criterion",
    "DelegationFile",
    "DelegationParticipant",
    "FollowUp",
    "Gift",
    "MembershipYear",
    "NetworkMembership",
    "Partner",
    "Partnership",
    "PartnershipReview",
    "ProgrammeItem",
    "Rating",
    "Score",
    "StatusEntry",
    "TravelLeg",
]
