"""Open lists of the strategy: measures, their milestones and their approved updates, on the asked day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from hannover_intl.council.models import Paper
from hannover_intl.organisation.selectors import OrgChart, UnitName, org_chart
from hannover_intl.publishing.open_data.fields import Field, Kind, names, numbers, page_of
from hannover_intl.publishing.open_data.lists import DataList, Question, filtered
from measures.asked_day import AskedDay
from measures.choices import ENDED_PROGRESS, Horizon, Light, MilestoneState, Priority, Progress
from measures.filters import MeasureFilter
from measures.models import Measure, MeasureUpdate, Milestone, MilestoneMove, StatusChange
from measures.querysets import MeasureQuerySet

FILTERS = ("q", "field", "objective", "unit", "priority", "progress", "light", "stand")


@dataclass(frozen=True)
class ChosenMeasures:
    """The measures that the filter of the page leaves for everybody, and the day they are told of."""

    measures: MeasureQuerySet
    day: dt.date
    chart: OrgChart

    @classmethod
    def of(cls, question: Question) -> "ChosenMeasures":
        """Raises WrongFilterError for a parameter that means nothing."""
        asked, chart = AskedDay.of(question.params.get("stand", ""), question.today), org_chart()
        public = Measure.objects.visible_to(AnonymousUser(), asked.today).as_of(asked.day)
        chosen = MeasureFilter(question.params, public, asked=asked, chart=chart)
        return cls(filtered(chosen), asked.day, chart)


@dataclass(frozen=True)
class _MeasureRow:
    """A measure on a day, with the status and the update that held then."""

    measure: Measure
    day: dt.date
    chart: OrgChart
    status: StatusChange | None
    update: MeasureUpdate | None

    @cached_property
    def lead_unit(self) -> UnitName:
        return self.chart.name_on(self.measure.lead_unit_id, self.day)

    @property
    def cooperating_units(self) -> list[str]:
        ids = [unit.pk for unit in self.measure.cooperating_units.all()]
        return sorted({str(self.chart.name_on(unit_id, self.day)) for unit_id in ids})

    @property
    def next_due(self) -> dt.date | None:
        return None if self.measure.progress in ENDED_PROGRESS else self.measure.next_due

    @property
    def reason(self) -> str:
        """Of the light where it was set by hand, of the end where the measure was dropped or merged: as on its page."""
        telling = (Progress.DROPPED, Progress.MERGED)
        status = self.status
        if status is None or not (self.measure.progress in telling or self.light_override):
            return ""
        return status.reason

    @property
    def light_override(self) -> bool:
        return bool(self.measure.light and self.status and self.status.light_override)

    @property
    def merged_into(self) -> str:
        target = self.status.merged_into if self.status else None
        return target.number if target is not None and target.adopted_on <= self.day else ""

    def happened(self, day: dt.date | None) -> dt.date | None:
        """A day that is not later than the asked one."""
        return day if day is not None and day <= self.day else None


def public_reference(paper: Paper | None) -> str:
    """The number of a paper if everybody may know of it."""
    return paper.reference if paper is not None and paper.is_public else ""


def _measures(question: Question) -> Iterable[_MeasureRow]:
    chosen = ChosenMeasures.of(question)
    related = ("objectives", "cooperating_units", "cooperating_actors")
    rows = chosen.measures.select_related("action_field", "adopted_by").defer("search_text").prefetch_related(*related)
    measures = list(rows)
    changes = StatusChange.objects.filter(pk__in=[row.status_id for row in measures if row.status_id])
    status = {change.pk: change for change in changes.select_related("resolution", "merged_into")}
    approved = MeasureUpdate.objects.latest_approved(chosen.day).filter(measure__in=[row.pk for row in measures])
    updates = {update.measure_id: update for update in approved}
    for row in measures:
        told = status.get(row.status_id) if row.status_id else None
        yield _MeasureRow(row, chosen.day, chosen.chart, told, updates.get(row.pk))


def _of_update(name: str) -> Any:
    return lambda row: getattr(row.update, name, "")


def _of_measure(name: str) -> Any:
    return lambda row: getattr(row.measure, name)


MEASURES = DataList(
    key="massnahmen",
    title=_("Maßnahmen"),
    about=_("Alle beschlossenen Maßnahmen mit Stand, Ampel, Federführung und dem letzten freigegebenen Sachstand."),
    page="measures:list",
    filters=FILTERS,
    keywords=("Handlungskonzept", "Internationales", "Umsetzungsstand"),
    rows=_measures,
    fields=(
        Field("number", "Nummer", of=_of_measure("number"), always=True),
        Field("title", "Titel", of=_of_measure("title"), always=True),
        Field("title_en", "Titel auf Englisch", of=_of_measure("title_en")),
        Field("description", "Beschreibung", of=_of_measure("description")),
        Field("summary_en", "Kurzbeschreibung auf Englisch", of=_of_measure("summary_en")),
        Field("intended_effect", "beabsichtigte Wirkung", of=_of_measure("intended_effect")),
        Field("field", "Handlungsfeld", Kind.WHOLE, lambda row: row.measure.action_field.number, always=True),
        Field("field_title", "Titel des Handlungsfelds", of=lambda row: row.measure.action_field.title, always=True),
        Field("objectives", "Oberziele", Kind.WHOLE, lambda row: numbers("objectives")(row.measure), many=True),
        Field("unit", "Federführung", of=lambda row: str(row.lead_unit), always=True, about="Name am Stichtag"),
        Field("cooperating_units", "beteiligte Einheiten", many=True, about="Namen am Stichtag"),
        Field(
            "cooperating_actors",
            "beteiligte externe Stellen",
            of=lambda row: names("cooperating_actors")(row.measure),
            many=True,
        ),
        Field("priority", "Vordringlichkeit", of=_of_measure("priority"), choices=Priority, always=True),
        Field("horizon", "Zeithorizont", of=_of_measure("horizon"), choices=Horizon, always=True),
        Field("adopted_on", "beschlossen am", Kind.DAY, _of_measure("adopted_on"), always=True),
        Field("adopted_by", "beschlossen mit", of=lambda row: public_reference(row.measure.adopted_by)),
        Field("planned_start", "geplanter Beginn", Kind.DAY, _of_measure("planned_start")),
        Field("planned_end", "geplantes Ende", Kind.DAY, _of_measure("planned_end")),
        Field("actual_start", "tatsächlicher Beginn", Kind.DAY, lambda row: row.happened(row.measure.actual_start)),
        Field("actual_end", "tatsächliches Ende", Kind.DAY, lambda row: row.happened(row.measure.actual_end)),
        Field("progress", "Stand", of=_of_measure("progress"), choices=Progress, always=True, about="am Stichtag"),
        Field("progress_since", "Stand seit", Kind.DAY, _of_measure("progress_since"), always=True),
        Field("light", "Ampel", of=_of_measure("light"), choices=Light, about="leer, wenn die Maßnahme beendet ist"),
        Field("light_set_by_hand", "Ampel von Hand gesetzt", Kind.YES_NO, lambda row: row.light_override, always=True),
        Field("reason", "Begründung", about="der von Hand gesetzten Ampel oder des Endes der Maßnahme"),
        Field("resolution", "Beschluss", of=lambda row: public_reference(row.status and row.status.resolution)),
        Field("merged_into", "zusammengeführt mit", about="Nummer der Maßnahme, in der es weitergeht"),
        Field("next_milestone", "nächster Meilenstein", Kind.DAY, lambda row: row.next_due),
        Field("update_on", "Sachstand vom", Kind.DAY, _of_update("effective_on")),
        Field("achieved", "Was wurde erreicht?", of=_of_update("achieved")),
        Field("next_steps", "Nächste Schritte", of=_of_update("next_steps")),
        Field("obstacles", "Hindernisse", of=_of_update("obstacles")),
        Field("is_example", "Beispiel", Kind.YES_NO, _of_measure("is_example"), always=True, about="erfundener Inhalt"),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.measure), always=True),
    ),
)


@dataclass(frozen=True)
class _MilestoneRow:
    """A milestone with its measure as of the asked day."""

    milestone: Milestone
    measure: Measure
    day: dt.date

    @property
    def is_overdue(self) -> bool:
        is_open = self.milestone.state_then == MilestoneState.OPEN and self.measure.progress not in ENDED_PROGRESS
        return is_open and self.milestone.due_then < self.day

    @property
    def closed_on(self) -> dt.date | None:
        return None if self.milestone.state_then == MilestoneState.OPEN else self.milestone.closed_on


def _milestones(question: Question) -> Iterable[_MilestoneRow]:
    chosen = ChosenMeasures.of(question)
    measures = {row.pk: row for row in chosen.measures.defer("search_text")}
    known = Milestone.objects.filter(measure__in=list(measures)).as_of(chosen.day)
    milestones = list(known.order_by("due_then", "pk"))
    moves = MilestoneMove.objects.filter(milestone__in=[row.pk for row in milestones], effective_on__lte=chosen.day)
    first: dict[int, dt.date] = {}
    for pk, due in moves.order_by("effective_on", "pk").values_list("milestone_id", "old_due"):
        first.setdefault(pk, due)
    for row in milestones:
        row.first_due = first.get(row.pk, row.due_then)
        yield _MilestoneRow(row, measures[row.measure_id], chosen.day)


MILESTONES = DataList(
    key="meilensteine",
    title=_("Meilensteine"),
    about=_("Die Meilensteine der Maßnahmen mit Termin, Stand und erstem Termin."),
    page="measures:list",
    filters=FILTERS,
    keywords=("Handlungskonzept", "Meilensteine", "Zeitplan"),
    rows=_milestones,
    fields=(
        Field("measure", "Maßnahme", of=lambda row: row.measure.number, always=True),
        Field("title", "Meilenstein", of=lambda row: row.milestone.title, always=True),
        Field("title_en", "Meilenstein auf Englisch", of=lambda row: row.milestone.title_en),
        Field("due", "fällig am", Kind.DAY, lambda row: row.milestone.due_then, always=True, about="am Stichtag"),
        Field("first_due", "erster Termin", Kind.DAY, lambda row: row.milestone.first_due, always=True),
        Field("state", "Stand", of=lambda row: row.milestone.state_then, choices=MilestoneState, always=True),
        Field("closed_on", "erreicht oder entfallen am", Kind.DAY),
        Field("is_overdue", "überfällig", Kind.YES_NO, always=True),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.measure), always=True),
    ),
)


def _updates(question: Question) -> Iterable[MeasureUpdate]:
    chosen = ChosenMeasures.of(question)
    approved = MeasureUpdate.objects.filter(measure__in=[row.pk for row in chosen.measures]).approved_by(chosen.day)
    return approved.select_related("measure", "round")


UPDATES = DataList(
    key="sachstaende",
    title=_("Sachstände"),
    about=_("Alle freigegebenen Sachstände der Fachbereiche zu den Maßnahmen, der neueste zuerst."),
    page="measures:list",
    filters=FILTERS,
    keywords=("Handlungskonzept", "Sachstand", "Berichtsrunde"),
    rows=_updates,
    fields=(
        Field("measure", "Maßnahme", of=lambda row: row.measure.number, always=True),
        Field("round", "Berichtsrunde", of=lambda row: row.round.title, always=True),
        Field("effective_on", "gilt ab", Kind.DAY, always=True),
        Field("achieved", "Was wurde erreicht?"),
        Field("next_steps", "Nächste Schritte"),
        Field("obstacles", "Hindernisse"),
        Field("is_example", "Beispiel", Kind.YES_NO, lambda row: row.measure.is_example, always=True),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.measure), always=True),
    ),
)
