"""How kinds and statuses of relations look on screen: always a colour and a shape beside the text."""

from measures.presentation import Look
from partnerships.choices import PartnershipKind, PartnershipStatus

# Circle, triangle and square are the traffic light's.
KIND_LOOKS = {
    PartnershipKind.TWINNING: Look("accent", "diamond"),
    PartnershipKind.FRIENDSHIP: Look("violet", "ring"),
    PartnershipKind.COOPERATION: Look("info", "merge"),
    PartnershipKind.SOLIDARITY: Look("danger", "half"),
    PartnershipKind.DISTRICT: Look("slate", "arrow"),
    PartnershipKind.LETTER_OF_INTENT: Look("warning", "loop"),
}
STATUS_LOOKS = {
    PartnershipStatus.ACTIVE: Look("info", "arrow"),
    PartnershipStatus.DORMANT: Look("warning", "half"),
    PartnershipStatus.UNDER_REVIEW: Look("accent", "loop"),
    PartnershipStatus.ENDED: Look("slate", "cross"),
    PartnershipStatus.UNKNOWN: Look("neutral", "ring"),
}
