"""Skills of employees, their consents, the requests to them, and what the portal keeps about all that."""

from staff_skills.models.lists import ConsentText, ExpertiseTopic, SkillInvitation
from staff_skills.models.profile import Consent, Expertise, LanguageSkill, SkillProfile, Training
from staff_skills.models.records import AccessLog, AccessLogSubject, AggregateSnapshot, Tombstone
from staff_skills.models.requests import SkillRequest, SkillRequestRecipient

__all__ = [
    "AccessLog",
    "AccessLogSubject",
    "AggregateSnapshot",
    "Consent",
    "ConsentText",
    "Expertise",
    "ExpertiseTopic",
    "LanguageSkill",
    "SkillInvitation",
    "SkillProfile",
    "SkillRequest",
    "SkillRequestRecipient",
    "Tombstone",
    "Training",
]
