"""Scoped reads of the strategy. The day is always a parameter: nothing here knows what today is."""

import datetime as dt
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from hannover_intl.core.search import matches
from hannover_intl.organisation.choices import REPORTING_ROLES
from hannover_intl.organisation.models import RoleAssignment
from hannover_intl.organisation.policies import AnyUser, is_office, reporting_units
from measures.choices import ENDED_PROGRESS, MilestoneState, Progress, UpdateState
from measures.lights import computed_light_expression, shown_light_expression


def _rows(model: str) -> Any:
    """All rows of a model of this app, by name: models import their querysets, not the other way round."""
    return apps.get_model("measures", model)._default_manager.all()


def _left_again(day: dt.date) -> Any:
    """Of a status change: later ones by ``day`` that led to another progress.

    One that only confirms is none, and neither is a slip that was corrected on the same day.
    """
    same_day = Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
    later = same_day | Q(effective_on__gt=OuterRef("effective_on"))
    others = _rows("StatusChange").filter(later, measure=OuterRef("measure"), effective_on__lte=day)
    corrected = _rows("StatusChange").filter(same_day, measure=OuterRef("measure"))
    return others.exclude(progress=OuterRef("progress")).filter(~Exists(corrected))


class MeasureQuerySet(models.QuerySet[Any]):
    """Measures, with what can be known of them on a day."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Adopted measures are public for ever; the office also sees those entered ahead of their resolution."""
        return self if is_office(user, today) else self.filter(adopted_on__lte=today)

    def reportable_by(self, user: AnyUser, today: dt.date) -> Self:
        """Measures led by a unit for which the person is contact, deputy or head today."""
        return self.filter(lead_unit__in=reporting_units(user, today))

    def as_of(self, day: dt.date) -> Self:
        """Measures adopted by ``day``, with progress, progress_since, next_due, computed_light and light.

        All of it as it held on that day, from the typed history: the latest status change in force, and the milestones
        that were open then with the dates they had then. ``status_id`` is the primary key of that status change.
        """
        return self.filter(adopted_on__lte=day).standing_on(day)

    def standing_on(self, day: dt.date) -> Self:
        """As ``as_of``, but with measures that are adopted later, as "nicht begonnen": for those who prepare them."""
        latest = _rows("StatusChange").filter(measure=OuterRef("pk"), effective_on__lte=day)
        since = latest.filter(~Exists(_left_again(day))).order_by("effective_on", "pk").values("effective_on")[:1]
        open_then = _rows("Milestone").filter(measure=OuterRef("pk")).as_of(day)
        next_due = open_then.filter(state_then=MilestoneState.OPEN).order_by("due_then").values("due_then")[:1]

        def status(field: str, **kwargs: Any) -> Subquery:
            return Subquery(latest.order_by("-effective_on", "-pk").values(field)[:1], **kwargs)

        return self.annotate(
            status_id=status("pk"),
            progress=Coalesce(status("progress"), models.Value(Progress.NOT_STARTED.value), output_field=CharField()),
            progress_since=Coalesce(Subquery(since), F("adopted_on"), output_field=DateField()),
            light_override=Coalesce(status("light_override"), models.Value(""), output_field=CharField()),
            next_due=Subquery(next_due, output_field=DateField()),
            computed_light=computed_light_expression(day),
            light=shown_light_expression(),
        )

    def running(self) -> Self:
        """Measures that are not ended; only after ``as_of``."""
        return self.exclude(progress__in=ENDED_PROGRESS)

    def with_contact_on(self, day: dt.date) -> Self:
        """With ``has_contact``: whether contact or deputy can be asked, for their role is in force on that day."""

        def reports(person: str) -> Exists:
            roles = RoleAssignment.objects.active_on(day).filter(role__in=REPORTING_ROLES, user__is_active=True)
            return Exists(roles.filter(user=OuterRef(person)))

        return self.annotate(has_contact=reports("contact") | reports("deputy"))

    def search(self, query: str) -> Self:
        """Measures in whose number, title or texts all words occur, umlauts folded."""
        return self.filter(matches("search_text", query))


class MilestoneQuerySet(models.QuerySet[Any]):
    """Milestones."""

    def as_of(self, day: dt.date) -> Self:
        """Milestones known on ``day`` with the date (``due_then``) and the state (``state_then``) they had then."""
        later_moves = _rows("MilestoneMove").filter(milestone=OuterRef("pk"), effective_on__gt=day)
        return self.filter(added_on__lte=day).annotate(
            due_then=Coalesce(
                Subquery(later_moves.order_by("effective_on", "pk").values("old_due")[:1]),
                F("due"),
                output_field=DateField(),
            ),
            state_then=Case(
                When(closed_on__lte=day, then=F("state")),
                default=models.Value(MilestoneState.OPEN.value),
                output_field=CharField(),
            ),
        )


class MeasureUpdateQuerySet(models.QuerySet[Any]):
    """Updates of departments."""

    def approved_by(self, day: dt.date) -> Self:
        """Public updates: approved, and in force on ``day``; the latest first."""
        return self.filter(state=UpdateState.APPROVED, effective_on__lte=day).order_by("-effective_on", "-pk")

    def latest_approved(self, day: dt.date) -> Self:
        """For each measure the one update that held on ``day``."""
        of_measure = self.model._default_manager.filter(measure=OuterRef("measure"))
        latest = of_measure.approved_by(day).values("pk")[:1]
        return self.annotate(latest=Subquery(latest)).filter(pk=F("latest"))

    def reportable_by(self, user: AnyUser, today: dt.date) -> Self:
        """Updates of the measures on which the person reports today."""
        return self.filter(measure__lead_unit__in=reporting_units(user, today))

    def waiting(self) -> Self:
        """Updates on which the office has to decide."""
        return self.filter(Q(state=UpdateState.SUBMITTED))


class RoundMailQuerySet(models.QuerySet[Any]):
    """The log of mails of all rounds."""

    def waiting(self) -> Self:
        """Mails that a run means to send and has not begun to: the mail server has not heard of them."""
        return self.filter(is_queued=True)

    def begun(self) -> Self:
        """Mails that were sent, and those that may have been."""
        return self.filter(is_queued=False)
