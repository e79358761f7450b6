"""From rows to the plain entries of a report. Only what was known on its day gets in."""

import datetime as dt
import re
from decimal import Decimal

from hannover_intl.core.text import clean_line, clean_text
from hannover_intl.council.models import Paper
from hannover_intl.reporting.labels import NO_LABEL, label
from hannover_intl.reporting.report import (
    Dates,
    FundingEntry,
    IndicatorEntry,
    MeasureEntry,
    MeasureRef,
    MilestoneEntry,
    Money,
    MoveEntry,
    Reading,
    Status,
    UpdateEntry,
)
from hannover_intl.reporting.sources import Sources
from measures.choices import (
    FundingSource,
    Horizon,
    IndicatorKind,
    Light,
    MilestoneState,
    Priority,
    Progress,
)
from measures.models import FundingLine, Indicator, Measure, Milestone

# A report reminds of what a measure is; its page tells it in full.
DESCRIPTION_LENGTH = 300
# A full stop after a small letter: not that of a date, a number or most abbreviations.
_SENTENCES = re.compile(r".*[a-zäöüß)“][.!?](?=\s)", re.DOTALL)


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """The first sentences of a text, as many as fit; of an endless sentence the first words."""
    if len(text) <= length:
        return text
    beginning = text[:length]
    sentences = _SENTENCES.match(beginning)
    return f"{sentences[0] if sentences else beginning.rpartition(' ')[0] or beginning} …"


def measure_entry(measure: Measure, sources: Sources) -> MeasureEntry:
    """All that the report says of one measure."""
    day = sources.day
    update = _update(measure, sources)
    funding = tuple(_funding(line, day) for line in sources.funding[measure.pk])
    answer = sources.updates.get(measure.pk)
    return MeasureEntry(
        number=measure.number,
        title=clean_line(measure.title),
        path=measure.get_absolute_url(),
        description=shorten(clean_text(measure.description)),
        is_example=measure.is_example,
        adopted_by=public_reference(measure.adopted_by),
        adopted_on=measure.adopted_on,
        lead_unit=str(sources.chart.name_on(measure.lead_unit_id, day)),
        cooperating=_cooperating(measure, sources),
        objectives=tuple(sources.objective_numbers[measure.pk]),
        priority=label(Priority, measure.priority),
        horizon=label(Horizon, measure.horizon),
        dates=Dates(
            planned_start=measure.planned_start,
            planned_end=measure.planned_end,
            actual_start=_known(measure.actual_start, day),
            actual_end=_known(measure.actual_end, day),
        ),
        status=_status(measure, sources),
        update=update,
        asked_in_round=measure.pk in sources.asked,
        answered_in_round=bool(answer and sources.round and answer.round_id == sources.round.pk),
        milestones=tuple(_milestone(row, sources) for row in sources.milestones[measure.pk]),
        indicators=tuple(_indicator(row, sources) for row in sources.indicators[measure.pk]),
        funding=funding,
        funding_total=sum((line.money for line in funding), Money()),
        absorbed=tuple(_ref(change.measure) for change in sources.absorbed[measure.pk]),
    )


def _known(date: dt.date | None, day: dt.date) -> dt.date | None:
    return date if date is not None and date <= day else None


def _ref(measure: Measure) -> MeasureRef:
    return MeasureRef(measure.number, clean_line(measure.title), measure.get_absolute_url())


def _cooperating(measure: Measure, sources: Sources) -> tuple[str, ...]:
    """Units by their names of the day, then partners outside; two units that became one are named once."""
    units = [str(sources.chart.name_on(unit_id, sources.day)) for unit_id in sources.units.get(measure.pk, [])]
    return tuple(dict.fromkeys([*sorted(units), *sources.actors.get(measure.pk, [])]))


def public_reference(paper: Paper | None) -> str:
    """A report is public whoever builds it: of a draft or a non-public paper it knows nothing."""
    return paper.reference if paper and paper.is_public else ""


def _status(measure: Measure, sources: Sources) -> Status:
    change = sources.statuses.get(measure.pk)
    target = change.merged_into if change else None
    deviates = measure.light != measure.computed_light
    return Status(
        progress=label(Progress, measure.progress),
        since=measure.progress_since,
        light=label(Light, measure.light),
        computed_light=label(Light, measure.computed_light) if deviates else NO_LABEL,
        reason=clean_text(change.reason) if change else "",
        resolution=public_reference(change.resolution) if change else "",
        merged_into=_ref(target) if target else None,
    )


def _update(measure: Measure, sources: Sources) -> UpdateEntry | None:
    row = sources.updates.get(measure.pk)
    if row is None or row.effective_on is None:
        return None
    return UpdateEntry(
        day=row.effective_on,
        round_title=clean_line(row.round.title),
        achieved=clean_text(row.achieved),
        next_steps=clean_text(row.next_steps),
        obstacles=clean_text(row.obstacles),
    )


def _milestone(row: Milestone, sources: Sources) -> MilestoneEntry:
    is_open = row.state_then == MilestoneState.OPEN
    return MilestoneEntry(
        title=clean_line(row.title),
        due=row.due_then,
        state=label(MilestoneState, row.state_then),
        closed_on=None if is_open else row.closed_on,
        overdue=is_open and row.due_then < sources.day,
        moves=tuple(
            MoveEntry(old_due, moved_on, clean_text(reason)) for old_due, moved_on, reason in sources.moves[row.pk]
        ),
    )


def _indicator(row: Indicator, sources: Sources) -> IndicatorEntry:
    known = row.baseline_on is None or row.baseline_on <= sources.day
    return IndicatorEntry(
        name=clean_line(row.name),
        unit=clean_line(row.unit),
        kind=label(IndicatorKind, row.kind),
        source=clean_line(row.source),
        baseline=Reading(row.baseline_on, row.baseline) if row.baseline is not None and known else None,
        values=tuple(Reading(on, value) for on, value in sources.values[row.pk]),
        targets=tuple(Reading(on, value) for on, value in sources.targets[row.pk]),
    )


def _funding(line: FundingLine, day: dt.date) -> FundingEntry:
    """Money has no history; but what a later year spends was not spent on the day."""
    spent = line.spent if line.year <= day.year else Decimal(0)
    return FundingEntry(
        year=line.year,
        source=label(FundingSource, line.source),
        programme=clean_line(line.programme),
        money=Money(line.planned, line.committed, spent),
    )
