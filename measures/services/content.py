"""What an update says, as plain data, and when it is complete enough to be submitted."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.choices import REPORTABLE_PROGRESS, Light, MilestoneOutcome, MilestoneState, Progress
from measures.lights import LightFacts, computed_light
from measures.models import Measure, MeasureUpdate, Milestone

TEXT_FIELDS = ("progress", "light_override", "reason", "achieved", "next_steps", "obstacles")


@dataclass(frozen=True)
class MilestoneContent:
    """What an update says about one milestone; ``old_due`` is the date the writer saw."""

    milestone_id: int
    outcome: str
    old_due: dt.date
    done_on: dt.date | None = None
    new_due: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class UpdateContent:
    """All that the form of an update holds. Texts are plain; a draft may leave any of them empty."""

    progress: str = ""
    light_override: str = ""
    reason: str = ""
    achieved: str = ""
    next_steps: str = ""
    obstacles: str = ""
    milestones: tuple[MilestoneContent, ...] = ()

    @classmethod
    def of(cls, update: MeasureUpdate) -> "UpdateContent":
        """The content stored in ``update``, with one more query for its milestones."""
        reports = tuple(
            MilestoneContent(
                milestone_id=report.milestone_id,
                outcome=report.outcome,
                old_due=report.old_due,
                done_on=report.done_on,
                new_due=report.new_due,
                reason=report.reason,
            )
            for report in update.milestone_reports.all()
        )
        return cls(**{name: getattr(update, name) for name in TEXT_FIELDS}, milestones=reports)

    def same_as(self, other: "UpdateContent") -> bool:
        """Whether both say the same; the order of milestones and "unverändert" rows do not matter."""

        def said(content: "UpdateContent") -> "UpdateContent":
            spoken = (entry for entry in content.milestones if entry.outcome != MilestoneOutcome.UNCHANGED)
            return replace(content, milestones=tuple(sorted(spoken, key=lambda entry: entry.milestone_id)))

        return said(self) == said(other)


def light_after(measure: Measure, content: UpdateContent, milestones: Iterable[Milestone], day: dt.date) -> str:
    """The light on ``day`` if the update were approved; ``milestones`` are those of the measure."""
    said = {entry.milestone_id: entry for entry in content.milestones}
    dates = []
    for milestone in milestones:
        entry = said.get(milestone.pk)
        if milestone.state != MilestoneState.OPEN or (entry and entry.outcome == MilestoneOutcome.DONE):
            continue
        moved = entry is not None and entry.outcome == MilestoneOutcome.MOVED and entry.new_due is not None
        dates.append(entry.new_due if entry is not None and moved else milestone.due)
    facts = LightFacts(
        progress=content.progress,
        planned_start=measure.planned_start,
        planned_end=measure.planned_end,
        next_due=min((date for date in dates if date), default=None),
    )
    return computed_light(facts, day)


def milestone_key(milestone_id: int, field: str) -> str:
    """Key of an error that belongs to one field of one milestone, for forms to put it there."""
    return f"milestone-{milestone_id}-{field}"


def check_complete(measure: Measure, content: UpdateContent, milestones: list[Milestone], today: dt.date) -> None:
    """An update can be submitted when the council could read it. Raises ValidationError by field."""
    light = light_after(measure, content, milestones, today)
    errors = _text_errors(content, light) | _milestone_errors(content, today)
    if errors:
        raise ValidationError(errors)


def _text_errors(content: UpdateContent, light: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if content.progress not in REPORTABLE_PROGRESS:
        errors["progress"] = _("Bitte wählen Sie, wo die Maßnahme steht.")
    if not content.achieved:
        errors["achieved"] = _("Bitte schreiben Sie, was seit der letzten Meldung erreicht wurde.")
    if not content.next_steps and content.progress not in {Progress.DONE, Progress.DROPPED}:
        errors["next_steps"] = _("Bitte nennen Sie die nächsten Schritte.")
    if content.progress == Progress.DROPPED and not content.reason:
        errors["reason"] = _("Bitte begründen Sie, warum die Maßnahme nicht weiter verfolgt wird.")
    if content.light_override and not content.reason:
        errors["reason"] = _("Bitte begründen Sie, warum die Ampel von der berechneten abweicht.")
    shown = content.light_override or light
    if {light, shown} & {Light.DELAYED, Light.CRITICAL} and not content.obstacles:
        errors["obstacles"] = _("Die Ampel steht nicht auf „im Plan“. Bitte nennen Sie die Hindernisse.")
    return errors


def _milestone_errors(content: UpdateContent, today: dt.date) -> dict[str, str]:
    errors: dict[str, str] = {}
    for entry in content.milestones:
        if entry.outcome == MilestoneOutcome.DONE:
            if entry.done_on is None:
                errors[milestone_key(entry.milestone_id, "done_on")] = _("Bitte geben Sie an, wann er erreicht wurde.")
            elif entry.done_on > today:
                errors[milestone_key(entry.milestone_id, "done_on")] = _("Dieser Tag liegt in der Zukunft.")
        elif entry.outcome == MilestoneOutcome.MOVED:
            if entry.new_due is None:
                errors[milestone_key(entry.milestone_id, "new_due")] = _("Bitte geben Sie den neuen Termin an.")
            elif entry.new_due == entry.old_due:
                errors[milestone_key(entry.milestone_id, "new_due")] = _("Das ist der bisherige Termin.")
            if not entry.reason:
                errors[milestone_key(entry.milestone_id, "reason")] = _("Bitte begründen Sie die Verschiebung.")
    return errors
