"""Employees with entries, and coordinators. Everything is written through the services."""

import datetime as dt
from typing import Any

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import OrgUnit, User
from staff_skills.choices import AccessKind, Activity, Evidence, Level, Purpose
from staff_skills.models import ExpertiseTopic, SkillProfile, SkillRequest
from staff_skills.services.access import log_access
from staff_skills.services.profiles import LanguageEntry, ProfileContent, consent_text, save_profile
from staff_skills.services.requests import send_request
from tests import cast

TODAY = cast.TODAY
NOW = dt.datetime.combine(TODAY, dt.time(10, 0), dt.UTC)
ALL_PURPOSES = frozenset(Purpose.values)


def language(code: str = "pl", level: str = Level.B2, **fields: Any) -> LanguageEntry:
    return LanguageEntry(code, (level,) * 5, **{"evidence": Evidence.SELF, **fields})


def content(**fields: Any) -> ProfileContent:
    text = consent_text(TODAY)
    assert text is not None
    defaults = {"text_version": text.version, "purposes": ALL_PURPOSES, "languages": (language(),)}
    return ProfileContent(**(defaults | fields))


def profile(email: str = "polnisch@example.org", *, unit: OrgUnit | None = None, **fields: Any) -> SkillProfile:
    """An employee with Polish at B2 who agreed to everything, for the central coordination."""
    person = User.objects.filter(email=email).first() or cast.user(email, unit=unit or cast.unit())
    return save_profile(person, content=content(**fields), expected_version=0, now=NOW)


def coordinator(of: OrgUnit | None = None, email: str = "koordination@example.org", **fields: Any) -> User:
    return cast.person(email, Role.SKILLS_COORDINATOR, of, **fields)


def topic(name: str = "EU-Förderung") -> ExpertiseTopic:
    return ExpertiseTopic.objects.get_or_create(name=name)[0]


def draft(**fields: Any) -> SkillRequest:
    """A request for Polish at B2, for a delegation of the Kulturbüro."""
    defaults = {
        "event": "Empfang der Delegation",
        "purpose": Purpose.DELEGATION,
        "language": "pl",
        "activity": Activity.SPOKEN_INTERACTION,
        "level": Level.B1,
        "unit": cast.unit(),
        "takes_place_on": TODAY + dt.timedelta(days=14),
        "answer_by": TODAY + dt.timedelta(days=7),
        "place": "Neues Rathaus",
        "hours": 3,
    }
    return SkillRequest(**(defaults | fields))


def request(actor: User, *profiles: SkillProfile, **fields: Any) -> SkillRequest:
    """A request to people whom the coordinator has just found."""
    draft_of = draft(**fields)
    access = log_access(actor, kind=AccessKind.SEARCH, purpose=draft_of.purpose, profiles=profiles, now=NOW)
    numbers = list(access.subjects.values_list("pk", flat=True))
    return send_request(actor, request=draft_of, search_id=access.pk, numbers=numbers, now=NOW)
