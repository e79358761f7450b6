"""Scoped reads of the council; the day is always a parameter."""

import datetime as dt
import re
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import AnyUser, is_office

_SLUG = re.compile(r"((?:\d{2}-)?\d{4})-(\d{4})([A-Z]\d{1,2})?")
_SLUG_OF_DRAFT = re.compile(r"entwurf-(\d{1,18})")


def _rows(model: str) -> Any:
    """All rows of a model of this app, by name: models import their querysets, not the other way round."""
    return apps.get_model("council", model)._default_manager.all()


class CommitteeQuerySet(models.QuerySet[Any]):
    """Committees of all legislative terms."""

    def of_term_on(self, day: dt.date) -> Self:
        """Committees of the legislative term in which ``day`` lies."""
        return self.filter(term__start__lte=day, term__end__gte=day)


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings of committees."""

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Meetings from ``first`` to ``last``, in their order, with their committees."""
        days = self.filter(start__date__gte=first, start__date__lte=last)
        return days.select_related("committee__term").order_by("start", "pk")


class ConsultationQuerySet(models.QuerySet[Any]):
    """Addressees of papers."""

    def in_order(self) -> Self:
        """As printed: "In den …" before "An den … (zur Kenntnis)", each in its given order."""
        return self.select_related("committee__term", "meeting").order_by("paper", "role", "position")


class MembershipQuerySet(models.QuerySet[Any]):
    """Seats in committees."""

    def active_on(self, day: dt.date) -> Self:
        """Seats held on ``day``, first and last day included; with the term of a committee all its seats end."""
        held = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(held, since__lte=day, committee__term__end__gte=day)


class PaperQuerySet(models.QuerySet[Any]):
    """Council papers."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Papers that exist for this person.

        Everybody knows the public ones. A non-public one exists for who holds a seat today in a committee it is
        addressed to, and a draft for the office alone, which knows all.
        """
        if is_office(user, today):
            return self
        public = Q(is_nonpublic=False)
        if isinstance(user, User) and user.is_active:
            seats = _rows("CommitteeMembership").active_on(today).filter(user=user)
            addressed = _rows("Consultation").filter(paper=OuterRef("pk"), committee__in=seats.values("committee"))
            public |= Q(Exists(addressed))
        return self.filter(public, is_draft=False)

    def public(self) -> Self:
        """Papers of which everybody may know, whoever asks."""
        return self.filter(is_draft=False, is_nonpublic=False)

    def with_slug(self, slug: str) -> Self:
        """The paper at the address ``slug`` (``Paper.slug``), or none."""
        if draft := _SLUG_OF_DRAFT.fullmatch(slug):
            return self.filter(number="", pk=int(draft[1]))
        if numbered := _SLUG.fullmatch(slug):
            return self.filter(number=f"{numbered[1]}/{numbered[2]}", suffix=numbered[3] or "")
        return self.none()


class ResolutionQuerySet(models.QuerySet[Any]):
    """Resolutions and what became of them."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Those of papers that exist for this person."""
        return self.filter(paper__in=_rows("Paper").visible_to(user, today))
