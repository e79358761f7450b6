"""What a person has to report in the open round, in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hannover_intl.organisation.policies import AnyUser
from hannover_intl.organisation.selectors import UnitName, org_chart
from measures.choices import ENDED_PROGRESS, WRITABLE_UPDATE_STATES, UpdateState
from measures.light_reasons import light_reasons
from measures.models import Measure, MeasureUpdate, Milestone, MilestoneReport, ReportingRound
from measures.selectors import open_round
from measures.services.content import UpdateContent, open_milestones

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Task:
    """A measure of the own units, and what was said about it in the open round."""

    measure: Measure
    unit: UnitName
    round: ReportingRound | None
    update: MeasureUpdate | None
    day: dt.date

    @property
    def is_asked(self) -> bool:
        """Whether the open round waits for an update of this measure."""
        return self.round is not None and self.measure.progress not in ENDED_PROGRESS and not self.is_sent

    @property
    def is_sent(self) -> bool:
        """Whether the update is with the office, or public."""
        return self.update is not None and self.update.state not in WRITABLE_UPDATE_STATES

    @property
    def is_late(self) -> bool:
        """Whether the open round waits, but its grace period is over and nothing was returned to be corrected."""
        if self.round is None or not self.is_asked or self.round.takes_reports_on(self.day):
            return False
        return self.update is None or self.update.state != UpdateState.RETURNED

    @property
    def is_writable(self) -> bool:
        """Whether the department can write now: the round asks for it, and it is not with the office."""
        return self.is_asked and not self.is_late

    @property
    def is_returned(self) -> bool:
        """Whether the office asks for a correction."""
        return self.is_writable and self.update is not None and self.update.state == UpdateState.RETURNED


@dataclass(frozen=True)
class Worklist:
    """All measures of the own units: what is left to do first, what is too late, what was sent, then the others."""

    round: ReportingRound | None
    todo: list[Task]
    late: list[Task]
    sent: list[Task]
    others: list[Task]


def worklist(user: AnyUser, today: dt.date) -> Worklist:
    """The measures on which the person reports today; returned updates come first."""
    reporting_round = open_round()
    updates = MeasureUpdate.objects.reportable_by(user, today).filter(round=reporting_round)
    by_measure = {update.measure_id: update for update in updates} if reporting_round else {}
    chart = org_chart()
    tasks = [
        Task(measure, chart.name_on(measure.lead_unit_id, today), reporting_round, by_measure.get(measure.pk), today)
        for measure in Measure.objects.reportable_by(user, today).as_of(today)
    ]
    return Worklist(
        round=reporting_round,
        todo=sorted((task for task in tasks if task.is_writable), key=lambda task: not task.is_returned),
        late=[task for task in tasks if task.is_late],
        sent=[task for task in tasks if not task.is_asked and task.update],
        others=[task for task in tasks if not task.is_asked and not task.update],
    )


@dataclass(frozen=True)
class Report:
    """One measure with all that its writer needs beside the form."""

    task: Task
    milestones: list[Milestone]
    last_approved: MeasureUpdate | None
    light_reasons: list[str]

    @property
    def content(self) -> UpdateContent:
        """What the form begins with: the stored draft, or nothing but the progress as it is."""
        if self.task.update is not None:
            return UpdateContent.of(self.task.update)
        return self.blank

    @property
    def answers(self) -> "QuerySet[MilestoneReport]":
        """What the update says about milestones, also about those that were closed since."""
        return MilestoneReport.objects.filter(update=self.task.update).select_related("milestone")

    @property
    def blank(self) -> UpdateContent:
        """The form of a measure on which nothing was said yet."""
        return UpdateContent(progress=self.task.measure.progress)


def report(user: AnyUser, number: str, today: dt.date) -> Report | None:
    """The measure with this number, if the person reports on it today.

    Without an open round it comes with its latest update, to look at.
    """
    own = Measure.objects.reportable_by(user, today).as_of(today)
    measure: Measure | None = own.filter(number=number).first()
    if measure is None:
        return None
    updates = MeasureUpdate.objects.filter(measure=measure).select_related("round", "author").order_by("-round__as_of")
    reporting_round = open_round()
    update = (updates.filter(round=reporting_round) if reporting_round else updates).first()
    milestones = open_milestones(measure)
    return Report(
        task=Task(measure, org_chart().name_on(measure.lead_unit_id, today), reporting_round, update, today),
        milestones=milestones,
        last_approved=MeasureUpdate.objects.filter(measure=measure).approved_by(today).select_related("round").first(),
        light_reasons=light_reasons(measure, milestones, today),
    )
