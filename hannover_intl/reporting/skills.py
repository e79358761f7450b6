"""Builds the chapter on skills from the frozen figures, the needs, and the indicators of the action field.

Needs come from two sides that must not know each other, the requests of the skills register and the languages of
partners; this layer may see both.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.core.territories import language_name
from hannover_intl.reporting.entries import measure_entry
from hannover_intl.reporting.report import IndicatorEntry, MeasureEntry, Scope
from hannover_intl.reporting.skills_chapter import (
    Gap,
    PlanEntry,
    PlannedMeasure,
    SkillsChapter,
    SkillsPlanning,
    SkillsTable,
    Span,
)
from hannover_intl.reporting.sources import read_sources
from measures.choices import ENDED_PROGRESS
from partnerships.choices import PartnershipStatus
from partnerships.models import Partnership
from staff_skills.aggregates import K_INTERNAL
from staff_skills.choices import Audience, Dimension
from staff_skills.selectors import Figure, Figures, figures, requests_by_language

# The action field that asks for the languages and skills of the staff.
ACTION_FIELD = 2
# What everybody in the administration speaks is no gap.
OFFICIAL_LANGUAGE = "de"


def build_skills_chapter(as_of: dt.date, *, measures: Iterable[MeasureEntry]) -> SkillsChapter | None:
    """The chapter with the figures frozen by ``as_of``; none while nothing was frozen. Three queries."""
    known = figures(as_of, Audience.PUBLIC)
    if known is None:
        return None
    return SkillsChapter(
        quarter=known.quarter,
        taken_on=known.taken_on,
        threshold=known.threshold,
        languages=_table(known, Dimension.LANGUAGE, _("Sprachen"), _("Sprache")),
        levels=_table(known, Dimension.LEVEL, _("Niveau im Gespräch (GER)"), _("Niveau")),
        gaps=_gaps(known, as_of),
        plan=tuple(_plan(measures)),
        **_learning(known),
    )


def build_skills_planning(day: dt.date) -> SkillsPlanning:
    """Needs, internal figures and targets as known on ``day``, in a fixed number of queries.

    Only frozen figures go in, never a live count: the rule of ``staff_skills.aggregates`` holds here too.
    """
    known = figures(day, Audience.INTERNAL)
    sources = read_sources(day, Scope("field", ACTION_FIELD))
    measures = [measure_entry(measure, sources) for measure in sources.measures]
    plan = tuple(_plan(measures))
    planned = {entry.path for entry in plan if entry.target is not None}
    running = [measure for measure in measures if measure.status.progress.value not in ENDED_PROGRESS]
    return SkillsPlanning(
        day=day,
        quarter=known.quarter if known else "",
        taken_on=known.taken_on if known else None,
        threshold=K_INTERNAL,
        gaps=_gaps(known, day),
        plan=plan,
        without_target=tuple(
            PlannedMeasure(f"{measure.number} {measure.title}", measure.path)
            for measure in running
            if measure.path not in planned
        ),
        has_examples=any(measure.is_example for measure in measures),
        **_learning(known),
    )


def _learning(known: Figures | None) -> dict[str, SkillsTable]:
    return {
        "trainings": _table(known, Dimension.TRAINING, _("Fortbildungen und Aufenthalte"), _("Art")),
        "wishes": _table(known, Dimension.WISH, _("Gewünschte Fortbildungen"), _("Art")),
        "certificates": _table(known, Dimension.CERTIFICATE, _("Nachweise"), _("Nachweis")),
    }


def _table(known: Figures | None, dimension: Dimension, title: str, heading: str) -> SkillsTable:
    return SkillsTable(title, heading, tuple(_span(figure) for figure in known.table(dimension)) if known else ())


def _span(figure: Figure) -> Span:
    return Span(figure.label, figure.at_least, figure.at_most)


def _gaps(known: Figures | None, day: dt.date) -> tuple[Gap, ...]:
    """Every language that is needed, the most needed first; without a figure it may be a gap, or a rare skill."""
    partners, requests = partner_languages(day), requests_by_language(day)
    available = {figure.key: _span(figure) for figure in known.table(Dimension.LANGUAGE)} if known else {}
    gaps = [
        Gap(language_name(code), partners.get(code, 0), requests.get(code, 0), available.get(code))
        for code in {*partners, *requests} - {OFFICIAL_LANGUAGE, ""}
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.partners - gap.requests, gap.language)))


def partner_languages(day: dt.date) -> dict[str, int]:
    """How many partners with a public relation that is active on ``day`` speak each language. One query."""
    active = Partnership.objects.visible_to(AnonymousUser(), day).as_of(day).filter(status=PartnershipStatus.ACTIVE)
    spoken = dict(active.values_list("partner", "partner__languages"))
    return Counter(code for codes in spoken.values() for code in set(codes))


def _plan(measures: Iterable[MeasureEntry]) -> Iterable[PlanEntry]:
    for measure in measures:
        if measure.number.partition(".")[0] == str(ACTION_FIELD):
            for indicator in measure.indicators:
                yield _plan_entry(measure, indicator)


def _plan_entry(measure: MeasureEntry, indicator: IndicatorEntry) -> PlanEntry:
    """The last value and the first target after it."""
    readings = [*([indicator.baseline] if indicator.baseline else []), *indicator.values]
    last = readings[-1] if readings else None
    since = last.day if last else None
    target = next((row for row in indicator.targets if since is None or (row.day and row.day > since)), None)
    return PlanEntry(
        measure=f"{measure.number} {measure.title}",
        path=measure.path,
        indicator=indicator.name,
        unit=indicator.unit,
        measured_on=since,
        measured=last.value if last else None,
        due=target.day if target else None,
        target=target.value if target else None,
    )


def skills_charts(chapter: SkillsChapter | None) -> list[tuple[SkillsTable, StackedBarChart]]:
    """Languages and levels as bars of what is certain and what is possible; the table beside them says the same."""
    if chapter is None:
        return []
    return [(table, _chart(table)) for table in (chapter.languages, chapter.levels) if table.rows]


def _chart(table: SkillsTable) -> StackedBarChart:
    bars = tuple(
        StackedBar(
            row.label,
            (
                Segment(_("mindestens"), row.at_least, "accent", "circle"),
                Segment(_("höchstens weitere"), row.at_most - row.at_least, "slate", "ring"),
            ),
        )
        for row in table.rows
    )
    return StackedBarChart(table.title, table.heading, bars)
