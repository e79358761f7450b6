"""The council in the terms of OParl 1.1, and what it decided."""

from hannover_intl.council.models.committees import Committee, CommitteeMembership, LegislativeTerm, Meeting
from hannover_intl.council.models.papers import Consultation, Paper
from hannover_intl.council.models.resolutions import Resolution

__all__ = [
    "Committee",
    "CommitteeMembership",
    "Consultation",
    "LegislativeTerm",
    "Meeting",
    "Paper",
    "Resolution",
]
