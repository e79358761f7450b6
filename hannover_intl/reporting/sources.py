"""All rows a progress report is made of, as they held on its day, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import BooleanField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value

from hannover_intl.council.models import Committee, Consultation
from hannover_intl.organisation.selectors import OrgChart, org_chart
from hannover_intl.reporting.report import Scope
from measures.models import (
    ActionField,
    FundingLine,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Invitation,
    Measure,
    MeasureUpdate,
    Milestone,
    Objective,
    ReportingRound,
    StatusChange,
)
from measures.selectors import report_rounds

Groups = dict[int, list[Any]]
_ASKED = "asked_in_round"


@dataclass(frozen=True)
class Sources:
    """Rows grouped by the id of what they belong to; nothing of them came to be after ``day``.

    Moves are (old date, day of the move, reason), values and targets (day, value).
    """

    day: dt.date
    chart: OrgChart
    round: ReportingRound | None
    previous_day: dt.date | None
    fields: list[ActionField]
    objectives: list[Objective]
    measures: list[Measure]
    asked: set[int]
    statuses: dict[int, StatusChange]
    updates: dict[int, MeasureUpdate]
    milestones: Groups
    moves: Groups
    funding: Groups
    indicators: Groups
    values: Groups
    targets: Groups
    objective_numbers: Groups
    units: Groups
    actors: Groups
    absorbed: Groups


def read_sources(day: dt.date, scope: Scope) -> Sources:
    """Read everything for the measures of ``scope`` that were adopted by ``day``."""
    rounds = report_rounds(day)
    current = rounds.current
    measures = list(_measures(day, scope, current))
    ids = [measure.pk for measure in measures]
    changes = list(_changes_in_force(ids, day))
    objectives, objective_numbers = _objectives()
    units, actors = _cooperating(ids)
    updates = MeasureUpdate.objects.filter(measure__in=ids).latest_approved(day).select_related("round")
    milestones, moves = _milestones(ids, day)
    values, targets = _readings(ids, day)
    return Sources(
        day=day,
        chart=org_chart(),
        round=current,
        previous_day=rounds.previous_day,
        fields=list(ActionField.objects.all()),
        objectives=objectives,
        measures=measures,
        asked={measure.pk for measure in measures if getattr(measure, _ASKED)},
        statuses={change.measure_id: change for change in changes},
        updates={update.measure_id: update for update in updates},
        milestones=_group(milestones, "measure_id"),
        moves=moves,
        funding=_group(FundingLine.objects.filter(measure__in=ids), "measure_id"),
        indicators=_group(Indicator.objects.filter(measure__in=ids), "measure_id"),
        values=values,
        targets=targets,
        objective_numbers=objective_numbers,
        units=units,
        actors=actors,
        absorbed=_group(_merged(changes), "merged_into_id"),
    )


def in_scope(scope: Scope) -> QuerySet[Measure]:
    """The measures that ``scope`` names, whenever they were adopted.

    Those of a committee were adopted by a paper that was addressed to it or to a predecessor, or have a resolution of
    such a paper in their history.
    """
    measures: QuerySet[Measure] = Measure.objects.all()
    if scope.kind == "field":
        return measures.filter(action_field__number=scope.number)
    if scope.kind == "objective":
        return measures.filter(objectives__number=scope.number)
    if scope.kind == "committee":
        papers = Consultation.objects.filter(committee__in=_line_of(scope.number)).values("paper")
        decided = StatusChange.objects.filter(measure=OuterRef("pk"), resolution__in=papers)
        return measures.filter(Q(adopted_by__in=papers) | Q(Exists(decided)))
    return measures


def _line_of(committee: int) -> set[int]:
    """The committee and all that it followed."""
    line, before = {committee}, dict(Committee.objects.values_list("pk", "successor"))
    while found := {pk for pk, successor in before.items() if successor in line and pk not in line}:
        line |= found
    return line


def _measures(day: dt.date, scope: Scope, current: ReportingRound | None) -> QuerySet[Measure]:
    asked = Exists(Invitation.objects.filter(round=current, measure=OuterRef("pk")))
    measures: QuerySet[Measure] = Measure.objects.as_of(day).select_related("action_field", "adopted_by")
    if scope.kind != "all":
        measures = measures.filter(pk__in=in_scope(scope))
    return measures.annotate(**{_ASKED: asked})


def _changes_in_force(ids: list[int], day: dt.date) -> QuerySet[StatusChange]:
    """The change that held on that day, of each of the measures and of those that were merged into one of them."""
    of_measure = StatusChange.objects.filter(measure=OuterRef("measure"), effective_on__lte=day)
    in_force = StatusChange.objects.filter(pk=Subquery(of_measure.values("pk")[:1]))
    names = (f"{measure}__{field}" for measure in ("measure", "merged_into") for field in ("number", "title"))
    rows = in_force.filter(Q(measure__in=ids) | Q(merged_into__in=ids))
    papers = (f"resolution__{field}" for field in ("number", "suffix", "is_draft", "is_nonpublic"))
    return rows.select_related("resolution", "merged_into", "measure").only(
        "progress", "reason", "effective_on", *papers, *names
    )


def _milestones(ids: list[int], day: dt.date) -> tuple[list[Milestone], Groups]:
    """All milestones, and the moves of each, the first one first: one query with one row per move."""
    known = Milestone.objects.filter(measure__in=ids).as_of(day)
    rows = known.annotate(
        move=FilteredRelation("moves", condition=Q(moves__effective_on__lte=day)),
        moved_from=F("move__old_due"),
        moved_on=F("move__effective_on"),
        moved_why=F("move__reason"),
    )
    milestones: dict[int, Milestone] = {}
    moves: Groups = defaultdict(list)
    for row in rows.order_by("due_then", "pk", "moved_on", "move__pk"):
        milestones[row.pk] = row
        if row.moved_on:
            moves[row.pk].append((row.moved_from, row.moved_on, row.moved_why))
    return list(milestones.values()), moves


def _readings(ids: list[int], day: dt.date) -> tuple[Groups, Groups]:
    """What each indicator measured by ``day``, and what it shall reach: alike, so that one query reads both."""
    measured = IndicatorValue.objects.filter(indicator__measure__in=ids, measured_on__lte=day)
    wanted = IndicatorTarget.objects.filter(indicator__measure__in=ids)
    rows = _dated(measured, "measured_on", is_target=False).union(_dated(wanted, "due", is_target=True), all=True)
    values: Groups = defaultdict(list)
    targets: Groups = defaultdict(list)
    for indicator, on, value, is_target in rows.order_by("on"):
        (targets if is_target else values)[indicator].append((on, value))
    return values, targets


def _dated(rows: QuerySet[Any], date: str, *, is_target: bool) -> QuerySet[Any, Any]:
    marked = rows.order_by().annotate(on=F(date), is_target=Value(is_target, output_field=BooleanField()))
    listed: QuerySet[Any, Any] = marked.values_list("indicator", "on", "value", "is_target")
    return listed


def _merged(changes: list[StatusChange]) -> list[StatusChange]:
    """The changes that merged a measure into another one, in the order of the numbers."""
    merged = [change for change in changes if change.merged_into_id]
    return sorted(merged, key=lambda change: (len(change.measure.number), change.measure.number))


def _objectives() -> tuple[list[Objective], Groups]:
    """All objectives, and for each measure the numbers of those it serves: one query with one row per pair."""
    objectives: dict[int, Objective] = {}
    numbers: Groups = defaultdict(list)
    for row in Objective.objects.annotate(of_measure=F("measures")).order_by("number"):
        objectives[row.pk] = row
        numbers[row.of_measure].append(row.number)
    return list(objectives.values()), numbers


def _cooperating(ids: list[int]) -> tuple[Groups, Groups]:
    """Units (ids) and external actors (names) of each measure: few of each, so one query may pair them all."""
    units: dict[int, dict[int, None]] = defaultdict(dict)
    actors: dict[int, dict[str, None]] = defaultdict(dict)
    pairs = Measure.objects.filter(pk__in=ids).order_by("pk", "cooperating_actors__name")
    for measure_id, unit_id, actor in pairs.values_list("pk", "cooperating_units", "cooperating_actors__name"):
        if unit_id is not None:
            units[measure_id][unit_id] = None
        if actor is not None:
            actors[measure_id][actor] = None
    return {key: list(ids) for key, ids in units.items()}, {key: list(names) for key, names in actors.items()}


def _group(rows: Iterable[Any], key: str) -> Groups:
    groups: Groups = defaultdict(list)
    for row in rows:
        groups[attrgetter(key)(row)].append(row)
    return groups
