"""The search of coordinators: what is shown is logged, in the same transaction."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch

from hannover_intl.organisation.models import User
from staff_skills.choices import AccessKind, Visibility
from staff_skills.models import AccessLog, LanguageSkill, SkillProfile
from staff_skills.querysets import Wanted
from staff_skills.services.access import TooManySearches, admit_search, log_access

MAX_SHOWN = 20


@dataclass(frozen=True)
class Hit:
    """An entry with the wanted language alone, under a number of this one search.

    Nothing that is shown says whether two searches found the same person.
    """

    number: int
    profile: SkillProfile


@dataclass(frozen=True)
class Found:
    """What a search shows, the row of the log that says so, and whether there are more."""

    hits: list[Hit]
    access: AccessLog
    has_more: bool


def search(actor: User, *, wanted: Wanted, today: dt.date, now: dt.datetime) -> Found:
    """Look for people and note whom the coordinator saw. Raises TooManySearches; then nothing was read.

    Only what was asked for is read: not the other languages of a person, nor name or address. The order is another
    one each time, so that it tells nothing and nobody is always asked first.
    """
    if not admit_search(actor, purpose=wanted.purpose, now=now):
        raise TooManySearches
    with transaction.atomic():
        languages = LanguageSkill.objects.filter(language=wanted.language)
        matching = SkillProfile.objects.visible_to(actor, today).matching(wanted).exclude(user=actor)
        rows = matching.order_by("?").select_related("unit").prefetch_related(Prefetch("languages", languages))
        profiles = list(rows[: MAX_SHOWN + 1])
        shown = profiles[:MAX_SHOWN]
        access = log_access(actor, kind=AccessKind.SEARCH, purpose=wanted.purpose, profiles=shown, now=now)
    for profile in shown:
        if profile.visibility != Visibility.UNIT:
            profile.unit = None  # in memory only: not agreed to
    by_key = {profile.pk: profile for profile in shown}
    hits = [Hit(row.pk, by_key[row.profile_id]) for row in access.subjects.all()]
    return Found(hits, access, has_more=len(profiles) > MAX_SHOWN)
