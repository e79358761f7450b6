"""Scoped reads of committee reports; the day is always a parameter."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q

from hannover_intl.council.models import CommitteeMembership
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import AnyUser, is_office
from hannover_intl.reporting.choices import ReportState

PUBLIC_STATES = (ReportState.PUBLISHED, ReportState.SUPERSEDED)


class CommitteeReportQuerySet(models.QuerySet[Any]):
    """Reports to committees."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Published reports; a confidential one only for members of its committees in office today, and the office."""
        if is_office(user, today):
            return self.filter(state__in=PUBLIC_STATES)
        public = Q(state__in=PUBLIC_STATES, confidential=False)
        if not isinstance(user, User) or not user.is_active:
            return self.filter(public)
        own = CommitteeMembership.objects.active_on(today).filter(user=user).values("committee")
        return self.filter(public | Q(state__in=PUBLIC_STATES, paper__consultations__committee__in=own)).distinct()
