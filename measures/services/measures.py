"""Writes of the office: measures, their status and their milestones."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, errors_of, save_audited
from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import User
from measures.choices import Progress
from measures.models import Measure, Milestone, MilestoneMove, StatusChange
from measures.services.rules import (
    MeasureRelations,
    check_closed,
    check_measure,
    check_milestone,
    facts_of,
    index_measure,
    moves,
)


@transaction.atomic
def save_measure(
    actor: Actor,
    *,
    measure: Measure,
    relations: MeasureRelations,
    expected_version: int | None,
    today: dt.date,
) -> Measure:
    """Create or change a measure; a new one begins as "nicht begonnen" on the day it was adopted.

    ``expected_version`` is the version the writer saw, None for a new measure only. Raises ValidationError by field
    and VersionConflict.
    """
    created = measure.pk is None
    if not created:
        claim_version(measure, expected_version or 0)
    check_measure(measure, relations, facts_of([measure], today))
    index_measure(measure)
    save_audited(measure, actor=actor)
    measure.objectives.set(relations.objectives)
    measure.cooperating_units.set(relations.cooperating_units)
    measure.cooperating_actors.set(relations.cooperating_actors)
    if relations.resolutions is not None:
        measure.resolutions.set(relations.resolutions)
    if created:
        _record_status(actor, first_status(actor, measure))
    return measure


def first_status(actor: Actor, measure: Measure) -> StatusChange:
    """How a new measure begins."""
    begins = StatusChange(measure=measure, progress=Progress.NOT_STARTED, effective_on=measure.adopted_on)
    begins.actor = _person(actor)
    return begins


@transaction.atomic
def change_status(actor: Actor, *, change: StatusChange, expected_version: int) -> StatusChange:
    """Record that a measure has another status from a day on: by decision of the office or by an approved update.

    Raises ValidationError (reason, target, order of days) and VersionConflict on the measure.
    """
    if change.merged_into_id is not None:
        _lock_both(change)
    claim_version(change.measure, expected_version)
    return _record_status(actor, change)


def _lock_both(change: StatusChange) -> None:
    """Two mergers at the same moment could close a ring. Locked in one order, they wait for each other."""
    both = Measure.objects.select_for_update().filter(pk__in=[change.measure_id, change.merged_into_id])
    list(both.order_by("pk").values_list("pk"))


def _record_status(actor: Actor, change: StatusChange) -> StatusChange:
    if change.effective_on and change.effective_on < change.measure.adopted_on:
        raise ValidationError({"effective_on": _("Der Tag liegt vor dem Beschluss der Maßnahme.")})
    if change.merged_into_id and _leads_back(change):
        raise ValidationError({"merged_into": _("Die Zielmaßnahme ist selbst mit dieser Maßnahme zusammengeführt.")})
    change.actor = _person(actor)
    change.full_clean()
    change.save()
    return change


def _leads_back(change: StatusChange) -> bool:
    """Whether following the target's own mergers ends at the measure itself."""
    target, seen = change.merged_into_id, set()
    while target and target not in seen:
        if target == change.measure_id:
            return target != change.merged_into_id
        seen.add(target)
        latest = StatusChange.objects.filter(measure=target).first()
        target = latest.merged_into_id if latest else None
    return False


@dataclass(frozen=True)
class MilestoneEdit:
    """A milestone as the office wants it, with the reason if its date changes."""

    milestone: Milestone
    reason: str = ""


@transaction.atomic
def save_milestones(actor: Actor, *, edits: Iterable[MilestoneEdit], today: dt.date) -> None:
    """Create or change milestones of a measure whose version the caller has claimed. Raises RowError."""
    for edit in edits:
        with errors_of(edit.milestone):
            check_closed(edit.milestone, today)
            save_milestone(actor, milestone=edit.milestone, today=today, move_reason=edit.reason)


@transaction.atomic
def save_milestone(actor: Actor, *, milestone: Milestone, today: dt.date, move_reason: str = "") -> Milestone:
    """Create or change a milestone. From ``today`` on it has its new date; the former one is kept with the reason.

    The caller holds the measure: it has claimed the version of the measure in the same transaction. Raises
    ValidationError.
    """
    former = Milestone.objects.filter(pk=milestone.pk).values_list("due", flat=True).first() if milestone.pk else None
    check_milestone(milestone, former, move_reason)
    milestone.added_on = milestone.added_on or today
    save_audited(milestone, actor=actor)
    if former is not None and moves(milestone, former):
        move = move_of(actor, milestone=milestone, former=former, reason=move_reason, today=today)
        move.full_clean()
        move.save()
    return milestone


def move_of(actor: Actor, *, milestone: Milestone, former: dt.date, reason: str, today: dt.date) -> MilestoneMove:
    """What is kept of a moved milestone."""
    return MilestoneMove(
        milestone=milestone,
        effective_on=today,
        old_due=former,
        new_due=milestone.due,
        reason=reason.strip(),
        actor=_person(actor),
    )


def _person(actor: Actor) -> User | None:
    return actor if isinstance(actor, User) else None
