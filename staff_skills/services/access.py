"""The access log: every look at somebody else's entry leaves a row, and too many looks are refused."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from hannover_intl.organisation.models import User
from staff_skills.choices import AccessKind
from staff_skills.models import AccessLog, AccessLogSubject, SkillProfile

# A person who fills requests searches a few times an hour. A script that reads out the register is stopped early.
SEARCHES_PER_HOUR = 30
SEARCHES_PER_DAY = 100


class TooManySearches(Exception):  # noqa: N818 -- an outcome that the user waits out
    """The person searched too often; nothing was searched."""


def log_access(
    actor: User, *, kind: AccessKind, purpose: str, profiles: Iterable[SkillProfile], now: dt.datetime
) -> AccessLog:
    """Note who saw which entries, when and for what. Own entries are nobody else's look."""
    seen = [profile for profile in profiles if profile.user_id != actor.pk]
    with transaction.atomic():
        access = AccessLog.objects.create(actor=actor, at=now, kind=kind, purpose=purpose)
        AccessLogSubject.objects.bulk_create([AccessLogSubject(access=access, profile=profile) for profile in seen])
    return access


@transaction.atomic
def admit_search(actor: User, *, purpose: str, now: dt.datetime) -> bool:
    """Whether the person may search once more. The first refusal of an hour is logged, not each of 10,000."""
    User.objects.select_for_update().get(pk=actor.pk)  # two searches at once are counted one after the other
    day = AccessLog.objects.by_since(actor, now - dt.timedelta(days=1))
    hour = day.filter(at__gte=now - dt.timedelta(hours=1))
    searches = day.filter(kind=AccessKind.SEARCH)
    within_day = searches.count() < SEARCHES_PER_DAY
    if within_day and hour.filter(kind=AccessKind.SEARCH).count() < SEARCHES_PER_HOUR:
        return True
    if not hour.filter(kind=AccessKind.REFUSED).exists():
        log_access(actor, kind=AccessKind.REFUSED, purpose=purpose, profiles=[], now=now)
    return False
