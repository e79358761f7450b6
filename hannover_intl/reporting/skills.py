"""Builds the chapter on skills from the frozen figures, the needs, and the indicators of the action field.

Needs come from two sides that must not know each other. Requests are the register's own. The languages of partner
cities come in as ``PartnerNeed``: the caller, who may see both, hands them over.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.core.territories import language_name
from hannover_intl.reporting.report import IndicatorEntry, MeasureEntry
from hannover_intl.reporting.skills_chapter import Gap, PlanEntry, SkillsChapter, SkillsTable, Span
from staff_skills.choices import Audience, Dimension
from staff_skills.selectors import Figure, Figures, figures, requests_by_language

# The action field that asks for the languages and skills of the staff.
ACTION_FIELD = 2
# What everybody in the administration speaks is no gap.
OFFICIAL_LANGUAGE = "de"


@dataclass(frozen=True)
class PartnerNeed:
    """A language (ISO 639) and how many active partnerships are spoken in it."""

    language: str
    partners: int


def build_skills_chapter(
    as_of: dt.date, *, measures: Iterable[MeasureEntry], needs: Sequence[PartnerNeed] = ()
) -> SkillsChapter | None:
    """The chapter with the figures frozen by ``as_of``; none while nothing was frozen. Two queries."""
    known = figures(as_of, Audience.PUBLIC)
    if known is None:
        return None
    return SkillsChapter(
        quarter=known.quarter,
        taken_on=known.taken_on,
        threshold=known.threshold,
        languages=_table(known, Dimension.LANGUAGE, _("Sprachen"), _("Sprache")),
        levels=_table(known, Dimension.LEVEL, _("Niveau im Gespräch (GER)"), _("Niveau")),
        trainings=_table(known, Dimension.TRAINING, _("Fortbildungen und Aufenthalte"), _("Art")),
        wishes=_table(known, Dimension.WISH, _("Gewünschte Fortbildungen"), _("Art")),
        certificates=_table(known, Dimension.CERTIFICATE, _("Nachweise"), _("Nachweis")),
        gaps=_gaps(known, needs, requests_by_language(as_of)),
        plan=tuple(_plan(measures)),
    )


def _table(known: Figures, dimension: Dimension, title: str, heading: str) -> SkillsTable:
    return SkillsTable(title, heading, tuple(_span(figure) for figure in known.table(dimension)))


def _span(figure: Figure) -> Span:
    return Span(figure.label, figure.at_least, figure.at_most)


def _gaps(known: Figures, needs: Sequence[PartnerNeed], requests: dict[str, int]) -> tuple[Gap, ...]:
    """Every language that is needed, the most needed first; without a figure it may be a gap, or a rare skill."""
    partners = {need.language: need.partners for need in needs}
    available = {figure.key: _span(figure) for figure in known.table(Dimension.LANGUAGE)}
    gaps = [
        Gap(language_name(code), partners.get(code, 0), requests.get(code, 0), available.get(code))
        for code in {*partners, *requests} - {OFFICIAL_LANGUAGE}
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.partners - gap.requests, gap.language)))


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
