"""What the office reads before it decides on an update: the published state beside the reported one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.core.history import NOTHING, Change, entries_of
from measures.choices import Light, MilestoneOutcome, MilestoneState, Progress, UpdateState
from measures.models import FundingLine, Measure, MeasureUpdate, Milestone, MilestoneReport, StatusChange
from measures.services.content import UpdateContent, light_after


@dataclass(frozen=True)
class Row:
    """One thing an update speaks of, as published and as reported."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether approval changes what is published."""
        return self.before != self.after


@dataclass(frozen=True)
class Review:
    """All that a decision needs; ``changes`` is what happened to the measure after the department wrote."""

    update: MeasureUpdate
    measure: Measure
    rows: list[Row]
    milestones: list[Row]
    changes: list[Change]

    @property
    def is_waiting(self) -> bool:
        """Whether the office can decide now."""
        return self.update.state == UpdateState.SUBMITTED

    @property
    def is_draft(self) -> bool:
        """Whether the department is still at it; its draft is not for others to read."""
        return self.update.state == UpdateState.DRAFT

    @property
    def is_overtaken(self) -> bool:
        """Whether the measure changed after the department read it."""
        return self.is_waiting and self.update.measure_version != self.measure.version


def review(update: MeasureUpdate, today: dt.date) -> Review:
    """Read an update with its measure as of today."""
    measure = Measure.objects.standing_on(today).select_related("lead_unit").get(pk=update.measure_id)
    milestones = list(measure.milestones.all())
    overtaken = update.measure_version != measure.version and update.state == UpdateState.SUBMITTED
    return Review(
        update=update,
        measure=measure,
        rows=_rows(update, measure, milestones, today),
        milestones=_milestone_rows(update, milestones),
        changes=list(_changes_since(update)) if overtaken else [],
    )


def reported_light(update: MeasureUpdate, measure: Measure, milestones: list[Milestone], today: dt.date) -> str:
    """The light if the update were approved today, in words."""
    open_ones = [milestone for milestone in milestones if milestone.state == MilestoneState.OPEN]
    computed = light_after(measure, UpdateContent.of(update), open_ones, today)
    if not computed or not update.light_override:
        return _light(computed)
    names = {"light": _light(update.light_override), "computed": _light(computed)}
    return _("%(light)s (berechnet: %(computed)s)") % names


def _rows(update: MeasureUpdate, measure: Measure, milestones: list[Milestone], today: dt.date) -> list[Row]:
    others = MeasureUpdate.objects.approved_by(today).filter(measure=measure).exclude(pk=update.pk)
    latest: MeasureUpdate | None = others.first()
    progress, light = _progress(measure.progress), _light(measure.light)
    if update.state == UpdateState.APPROVED:  # the measure stands by this very update
        progress, light = (_progress(latest.progress), NOTHING) if latest else (NOTHING, NOTHING)
    texts = [
        (_("Begründung"), "reason"),
        (_("Was wurde erreicht?"), "achieved"),
        (_("Nächste Schritte"), "next_steps"),
        (_("Hindernisse"), "obstacles"),
    ]
    return [
        Row(_("Stand"), progress, _progress(update.progress)),
        Row(_("Ampel"), light, reported_light(update, measure, milestones, today)),
        *(Row(label, getattr(latest, name, "") or NOTHING, getattr(update, name) or NOTHING) for label, name in texts),
    ]


def _milestone_rows(update: MeasureUpdate, milestones: list[Milestone]) -> list[Row]:
    reports = {report.milestone_id: report for report in update.milestone_reports.all()}
    return [Row(each.title, _milestone(each), _report(each, reports.get(each.pk))) for each in milestones]


def _milestone(milestone: Milestone) -> str:
    due = _("fällig am %(day)s") % {"day": _day(milestone.due)}
    if milestone.state == MilestoneState.OPEN:
        return due
    return f"{due}, {milestone.get_state_display()} {_day(milestone.closed_on)}"


def _report(milestone: Milestone, report: MilestoneReport | None) -> str:
    if report is None or report.outcome == MilestoneOutcome.UNCHANGED:
        return _milestone(milestone)
    if report.outcome == MilestoneOutcome.DONE:
        said = _("erreicht am %(day)s") % {"day": _day(report.done_on)}
    else:
        said = _("neuer Termin %(day)s: %(reason)s") % {"day": _day(report.new_due), "reason": report.reason}
    if report.old_due != milestone.due:
        said += " " + _("(gemeldet zum damaligen Termin %(day)s)") % {"day": _day(report.old_due)}
    return said


def _changes_since(update: MeasureUpdate) -> Iterator[Change]:
    """What happened to the measure after the department read it."""
    since = _read_at(update)
    for change in StatusChange.objects.filter(measure=update.measure_id, recorded_at__gte=since):
        yield Change(_("Stand"), NOTHING, str(change))
    sources: tuple[tuple[type[Model], str], ...] = (
        (Measure, "id"),
        (Milestone, "measure_id"),
        (FundingLine, "measure_id"),
    )
    for model, link in sources:
        for entry in entries_of(model, **{link: update.measure_id}):
            if entry.at >= since:
                yield from _told(model, entry.kind, entry.title, entry.changes)


def _told(model: type[Model], kind: str, title: str, changes: list[Change]) -> Iterator[Change]:
    name = "" if model is Measure else f"{model._meta.verbose_name} „{title}“"
    if kind == "+" and name:
        yield Change(name, NOTHING, _("neu"))
    elif kind == "-" and name:
        yield Change(name, title, _("gelöscht"))
    for change in changes:
        yield Change(f"{name}: {change.label}" if name else change.label, change.old, change.new)


def _read_at(update: MeasureUpdate) -> dt.datetime:
    """When the department read the measure: not later than its own text, nor than the first change it did not see."""
    own: Any = MeasureUpdate.history
    others: Any = Measure.history
    rows = [
        own.filter(id=update.pk, measure_version=update.measure_version).order_by("history_date").first(),
        others.filter(id=update.measure_id, version__gt=update.measure_version).order_by("history_date").first(),
    ]
    moments: list[dt.datetime] = [row.history_date for row in rows if row is not None]
    return min(moments)


def _progress(value: str) -> str:
    return str(Progress(value).label) if value else NOTHING


def _light(value: str) -> str:
    return str(Light(value).label) if value else NOTHING


def _day(day: dt.date | None) -> str:
    return date_format(day, "d.m.Y") if day else NOTHING
