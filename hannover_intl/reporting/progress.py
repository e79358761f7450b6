"""Builds the progress report: where the adopted measures stand on a day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from hannover_intl.core.text import clean_line
from hannover_intl.council.models import Committee
from hannover_intl.reporting.entries import measure_entry
from hannover_intl.reporting.labels import Count, label
from hannover_intl.reporting.partnerships import ACTION_FIELD as PARTNERSHIPS_FIELD
from hannover_intl.reporting.partnerships import build_partnerships_chapter
from hannover_intl.reporting.partnerships_chapter import PartnershipsChapter
from hannover_intl.reporting.report import (
    FundingTotal,
    MeasureEntry,
    Money,
    ObjectiveEntry,
    ProgressReport,
    RoundEntry,
    Scope,
    Section,
)
from hannover_intl.reporting.skills import ACTION_FIELD as SKILLS_FIELD
from hannover_intl.reporting.skills import build_skills_chapter
from hannover_intl.reporting.sources import Sources, read_sources
from measures.choices import FundingSource, Light, Progress
from measures.models import ActionField, Objective
from measures.selectors import Balance


def build_progress_report(as_of: dt.date, scope: Scope = Scope()) -> ProgressReport:  # noqa: B008 -- it is frozen
    """The report on all measures of ``scope`` adopted by ``as_of``. Nothing that came later gets in.

    Raises LookupError when there is no such field, objective or committee. The number of queries does not depend on
    the number of measures.
    """
    sources = read_sources(as_of, scope)
    title = scope_title(scope)
    measures = [measure_entry(measure, sources) for measure in sources.measures]
    funding = _funding_totals(measures)
    return ProgressReport(
        as_of=as_of,
        scope=scope,
        scope_title=title,
        round=_round(sources),
        balance=Balance.of(Counter(measure.status.progress.value for measure in measures)),
        by_progress=_by_progress(measures),
        by_light=_by_light(measures),
        asked=sum(measure.asked_in_round for measure in measures),
        answered=sum(measure.asked_in_round and measure.answered_in_round for measure in measures),
        objectives=_objectives(measures, sources),
        sections=_sections(measures, sources, scope),
        funding=funding,
        funding_total=sum((total.money for total in funding), Money()),
        partnerships=_partnerships(sources) if _tells_of(scope, PARTNERSHIPS_FIELD) else None,
        skills=build_skills_chapter(as_of, measures=measures) if _tells_of(scope, SKILLS_FIELD) else None,
    )


def _partnerships(sources: Sources) -> PartnershipsChapter | None:
    return build_partnerships_chapter(sources.day, sources.chart, sources.previous_day)


def _tells_of(scope: Scope, field: int) -> bool:
    """A chapter belongs to the whole, and to the action field that asks for it."""
    return scope.kind == "all" or scope == Scope("field", field)


def scope_title(scope: Scope) -> str:
    """The words for ``scope`` in a title; "" for all measures. Raises LookupError when it names nothing."""
    if scope.kind == "all":
        return ""
    named: ActionField | Objective | Committee | None
    if scope.kind == "committee":
        named, text = Committee.objects.filter(pk=scope.number).first(), _("Maßnahmen des Gremiums „%(name)s“")
    elif scope.kind == "field":
        named, text = ActionField.objects.filter(number=scope.number).first(), _("Handlungsfeld %(name)s")
    else:
        named, text = Objective.objects.filter(number=scope.number).first(), _("Oberziel %(name)s")
    if named is None:
        raise LookupError(f"There is no {scope.kind} {scope.number}")
    return text % {"name": clean_line(str(named))}


def _round(sources: Sources) -> RoundEntry | None:
    current = sources.round
    return RoundEntry(clean_line(current.title), current.as_of, current.deadline) if current else None


def _counts(choices: type[TextChoices], values: Iterable[str]) -> tuple[Count, ...]:
    """Every value of the vocabulary in its order, also those that do not occur."""
    found = Counter(values)
    return tuple(Count(label(choices, value), found[value]) for value in choices.values)


def _by_progress(measures: Iterable[MeasureEntry]) -> tuple[Count, ...]:
    return _counts(Progress, (measure.status.progress.value for measure in measures))


def _by_light(measures: Iterable[MeasureEntry]) -> tuple[Count, ...]:
    return _counts(Light, (measure.status.light.value for measure in measures))


def _objectives(measures: Sequence[MeasureEntry], sources: Sources) -> tuple[ObjectiveEntry, ...]:
    served = Counter(number for measure in measures for number in measure.objectives)
    return tuple(
        ObjectiveEntry(row.number, clean_line(row.title), row.get_absolute_url(), served[row.number])
        for row in sources.objectives
    )


def _sections(measures: Sequence[MeasureEntry], sources: Sources, scope: Scope) -> tuple[Section, ...]:
    """The action fields in order; a report on one objective or committee leaves out those without a measure."""
    field_of = {row.number: row.action_field_id for row in sources.measures}
    sections = []
    for field in sources.fields:
        own = tuple(measure for measure in measures if field_of[measure.number] == field.pk)
        if own or scope.kind == "all" or (scope.kind == "field" and field.number == scope.number):
            sections.append(_section(field, own))
    return tuple(sections)


def _section(field: ActionField, measures: tuple[MeasureEntry, ...]) -> Section:
    return Section(
        number=field.number,
        title=clean_line(field.title),
        path=field.get_absolute_url(),
        by_progress=_by_progress(measures),
        by_light=_by_light(measures),
        measures=measures,
    )


def _funding_totals(measures: Iterable[MeasureEntry]) -> tuple[FundingTotal, ...]:
    """All money by year and source, in the order of years and of the vocabulary."""
    totals: dict[tuple[int, str], Money] = {}
    for measure in measures:
        for line in measure.funding:
            key = (line.year, line.source.value)
            totals[key] = totals.get(key, Money()) + line.money
    order = FundingSource.values
    keys = sorted(totals, key=lambda key: (key[0], order.index(key[1])))
    return tuple(FundingTotal(year, label(FundingSource, source), totals[year, source]) for year, source in keys)
