"""Scoped reads of the register. The day is always a parameter, and who has no role finds nothing."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from hannover_intl.organisation.policies import AnyUser
from staff_skills.choices import RUNNING_STATES, AccessKind, Activity, Level, Visibility
from staff_skills.coordinators import coordinator_scope


@dataclass(frozen=True)
class Wanted:
    """What a coordinator looks for. A purpose is always among it; ``units`` narrows to people who allow it."""

    purpose: str
    language: str = ""
    activity: str = Activity.SPOKEN_INTERACTION
    level: str = Level.A1
    topic_id: int | None = None
    units: frozenset[int] | None = None


class ProfileQuerySet(models.QuerySet[Any]):
    """Entries of employees."""

    def in_force(self, today: dt.date) -> Self:
        """Confirmed in time, of people who are still here."""
        return self.filter(expires_on__gt=today, left_on__isnull=True, user__is_active=True)

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """For the central coordination all in force; for that of a unit those of its people who allow it.

        Somebody who moved to another unit, or whose unit became another one, allowed it for the former unit only.
        """
        scope = coordinator_scope(user, today)
        if scope.is_central:
            return self.in_force(today)
        return self.in_force(today).within(scope.units)

    def within(self, units: Collection[int]) -> Self:
        """People of these units who allow that their unit is known, and who still work there."""
        return self.filter(visibility=Visibility.UNIT, unit__in=units, user__unit=F("unit"))

    def matching(self, wanted: Wanted) -> Self:
        """Those who agreed to the purpose and can do what is wanted."""
        found = self.filter(consents__purpose=wanted.purpose)
        if wanted.language:
            levels = {f"languages__{Activity(wanted.activity).value}__in": Level.at_least(wanted.level)}
            found = found.filter(languages__language=wanted.language, **levels)
        if wanted.topic_id is not None:
            found = found.filter(expertise__topic=wanted.topic_id)
        return found if wanted.units is None else found.within(wanted.units)


class SkillRequestQuerySet(models.QuerySet[Any]):
    """Requests of coordinators."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """The central coordination sees all, that of a unit its own."""
        scope = coordinator_scope(user, today)
        if scope.is_central:
            return self
        return self.filter(coordinator=user.pk) if scope.units else self.none()

    def running(self) -> Self:
        """Neither done nor cancelled."""
        return self.filter(state__in=RUNNING_STATES)


class AccessLogQuerySet(models.QuerySet[Any]):
    """Who looked."""

    def of_profile(self, profile: Any) -> Self:
        """What others saw of one profile, the latest first."""
        return self.filter(subjects__profile=profile).select_related("actor").order_by("-at", "-pk")

    def by_since(self, actor: AnyUser, since: dt.datetime) -> Self:
        """What somebody looked at since then."""
        return self.filter(Q(actor=actor.pk), at__gte=since)


class AccessLogSubjectQuerySet(models.QuerySet[Any]):
    """Whom somebody saw."""

    def shown_to(self, actor: AnyUser, search_id: int, purpose: str) -> Self:
        """Those whom one search of this person, for this purpose, showed."""
        own = {"access__actor": actor.pk, "access__kind": AccessKind.SEARCH}
        return self.filter(access=search_id, access__purpose=purpose, **own)


class SnapshotQuerySet(models.QuerySet[Any]):
    """Frozen figures."""

    def latest_by(self, day: dt.date, audience: str) -> Self:
        """The tables of the last quarter that was frozen by ``day``."""
        known = self.filter(taken_on__lte=day, audience=audience)
        quarter = known.order_by("-quarter").values("quarter")[:1]
        return known.filter(quarter=models.Subquery(quarter))
