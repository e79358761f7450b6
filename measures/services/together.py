"""Decisions of the office on several rows at once: looked at first, then all of them or none."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor
from hannover_intl.core.versioning import VersionConflict
from measures.choices import MilestoneState, UpdateState
from measures.models import MeasureUpdate, Milestone
from measures.services.long_lists import check_milestones, save_many_milestones
from measures.services.measures import MilestoneEdit
from measures.services.updates import approve_update


@dataclass(frozen=True)
class Shift:
    """Where milestones go, and why: by ``days`` (negative: earlier), or all of them to ``day``."""

    reason: str
    days: int | None = None
    day: dt.date | None = None

    def applied(self, due: dt.date) -> dt.date:
        """The new date of a milestone that is due on ``due``."""
        return self.day or due + dt.timedelta(days=self.days or 0)


@dataclass(frozen=True)
class PlannedMove:
    """What becomes of one milestone; ``errors`` says why it cannot be moved like this."""

    milestone: Milestone
    old: dt.date
    new: dt.date
    errors: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether its date changes."""
        return self.old != self.new


def plan_moves(milestones: Sequence[Milestone], shift: Shift, today: dt.date) -> list[PlannedMove]:
    """What move_milestones would do with each; nothing is written."""
    former = [milestone.due for milestone in milestones]
    checked = check_milestones(_edits(milestones, shift), today=today)
    found = {position: tuple(error.messages) for position, error in checked.errors.items()}
    closed = (_("Nur ein offener Meilenstein wird verschoben."),)
    return [
        PlannedMove(
            milestone,
            old,
            milestone.due,
            found.get(position, ()) if milestone.state == MilestoneState.OPEN else closed,
        )
        for position, (milestone, old) in enumerate(zip(milestones, former, strict=True))
    ]


@transaction.atomic
def move_milestones(
    actor: Actor, *, milestones: Sequence[Milestone], versions: Mapping[int, int], shift: Shift, today: dt.date
) -> int:
    """Move these milestones, all of them or none. ``versions`` are those of their measures, by key, as they were seen.

    Returns how many moved. Raises ValidationError and VersionConflict.
    """
    plan = plan_moves(milestones, shift, today)
    errors = [message for row in plan for message in row.errors]
    if errors:
        raise ValidationError(errors)
    moved = [row.milestone for row in plan if row.is_change]
    for milestone in moved:
        milestone.measure.version = versions.get(milestone.measure_id, 0)
        milestone.due = next(row.old for row in plan if row.milestone is milestone)
    save_many_milestones(actor, checked=check_milestones(_edits(moved, shift), today=today))
    return len(moved)


def _edits(milestones: Sequence[Milestone], shift: Shift) -> list[MilestoneEdit]:
    for milestone in milestones:
        milestone.due = shift.applied(milestone.due)
    return [MilestoneEdit(milestone, shift.reason) for milestone in milestones]


@dataclass(frozen=True)
class PlannedApproval:
    """One update that would become public; ``why_not`` says why it is left as it is."""

    update: MeasureUpdate
    why_not: str = ""


def plan_approvals(updates: Iterable[MeasureUpdate], today: dt.date) -> list[PlannedApproval]:
    """Which of these updates can be approved: tried out, and taken back."""
    return [PlannedApproval(update, _why_not(update, today)) for update in updates]


def _why_not(update: MeasureUpdate, today: dt.date) -> str:
    if update.state == UpdateState.SUBMITTED and update.measure.version != update.measure_version:
        return _("Die Maßnahme wurde nach der Meldung geändert; bitte einzeln prüfen.")
    trial = MeasureUpdate.objects.select_related("measure", "round").get(pk=update.pk)
    try:
        with transaction.atomic():
            _approve(None, trial, (trial.version, trial.measure_version), today)
            transaction.set_rollback(True)
    except ValidationError as error:
        return " ".join(error.messages)
    except VersionConflict:
        return _("gerade geändert")
    return ""


@transaction.atomic
def approve_updates(actor: Actor, *, seen: Mapping[int, tuple[int, int]], today: dt.date) -> int:
    """Approve these updates, all of them or none.

    ``seen`` holds for each update, by key, its version and that of its measure as the office saw them. Returns how many
    they are. Raises ValidationError and VersionConflict.
    """
    updates = MeasureUpdate.objects.filter(pk__in=seen).select_related("measure", "round").order_by("pk")
    for update in updates:
        try:
            _approve(actor, update, seen[update.pk], today)
        except ValidationError as error:
            raise ValidationError([f"{update}: {message}" for message in error.messages]) from error
    return len(updates)


def _approve(actor: Actor, update: MeasureUpdate, seen: tuple[int, int], today: dt.date) -> None:
    approve_update(actor, update=update, expected_version=seen[0], measure_version=seen[1], today=today)
