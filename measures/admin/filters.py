"""Filters of the office's lists. What stands in the address and means nothing filters nothing."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.choices import ENDED_PROGRESS, Light, MilestoneState, Progress, UpdateState


class AnnotatedFilter(admin.SimpleListFilter):
    """Filters by an annotation of the list: its name is the parameter, its values are ``choices_of``."""

    choices_of: Any

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return self.choices_of.choices

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        value = self.value()
        return queryset.filter(**{str(self.parameter_name): value}) if value in self.choices_of.values else queryset


class ProgressFilter(AnnotatedFilter):
    """How far the measure is today."""

    title = _("Stand")
    parameter_name = "progress"
    choices_of = Progress


class LightFilter(AnnotatedFilter):
    """The light of today."""

    title = _("Ampel")
    parameter_name = "light"
    choices_of = Light


class ContactFilter(admin.SimpleListFilter):
    """Running measures that nobody could be asked about."""

    title = _("Ansprechperson")
    parameter_name = "contact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("missing", _("fehlt"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if self.value() != "missing":
            return queryset
        return queryset.filter(has_contact=False).exclude(progress__in=ENDED_PROGRESS)


class DueFilter(admin.SimpleListFilter):
    """Milestones that are overdue, or due soon."""

    title = _("Termin")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("overdue", _("überfällig")), ("soon", _("in den nächsten 90 Tagen"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        today = timezone.localdate()
        open_ones = queryset.filter(state=MilestoneState.OPEN)
        if self.value() == "overdue":
            return open_ones.filter(due__lt=today)
        if self.value() == "soon":
            return open_ones.filter(due__range=(today, today + dt.timedelta(days=90)))
        return queryset


class WaitingFilter(admin.SimpleListFilter):
    """The inbox: without a choice it shows what waits for a decision."""

    title = _("Bearbeitung")
    parameter_name = "state"
    ALL = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*UpdateState.choices, (self.ALL, _("alle"))]

    def choices(self, changelist: Any) -> Any:
        """Without Django's own "alle", which would be what waits."""
        chosen = self._chosen()
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        chosen = self._chosen()
        return queryset if chosen == self.ALL else queryset.filter(state=chosen)

    def _chosen(self) -> str:
        known = {*UpdateState.values, self.ALL}
        return str(self.value()) if self.value() in known else str(UpdateState.SUBMITTED.value)
