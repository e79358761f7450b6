"""Measures and milestones by the thousand, as a list brings them: the rules of one, the statements of a few."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from hannover_intl.core.audit import Actor
from hannover_intl.core.bulk import Checked, Linked, check_all, create_all, insert_all, save_all, update_all
from hannover_intl.core.bulk_checks import Errors, errors_of_all
from hannover_intl.core.versioning import claim_versions
from measures.models import Measure, Milestone
from measures.services.measures import MilestoneEdit, first_status, move_of
from measures.services.rules import (
    MeasureRelations,
    check_closed,
    check_measure,
    check_milestone,
    facts_of,
    index_measure,
    moves,
)


def check_measures(rows: Sequence[Linked], *, today: dt.date) -> Checked:
    """Ask the rules of ``save_measure`` about many measures with their relations; nothing is written."""
    measures: Any = [row.instance for row in rows]
    facts = facts_of(measures, today)

    def rule(row: Linked) -> None:
        measure: Any = row.instance
        links: Any = row.links
        index_measure(measure)
        check_measure(measure, MeasureRelations(**links), facts)

    return check_all(rows, rule)


@transaction.atomic(savepoint=False)
def save_measures(actor: Actor, *, checked: Checked) -> None:
    """Store what was checked, all of it. Raises VersionConflict, or IntegrityError if others took a number."""
    new: list[Any] = [row.instance for row in checked.rows if row.instance.pk is None]
    save_all(actor, checked=checked)
    insert_all(first_status(actor, measure) for measure in new)


@dataclass(frozen=True)
class CheckedMilestones:
    """Milestones that were checked, and when each of those that move was due before."""

    edits: Sequence[MilestoneEdit]
    errors: Errors
    former: dict[int, dt.date]
    today: dt.date


def check_milestones(edits: Sequence[MilestoneEdit], *, today: dt.date) -> CheckedMilestones:
    """Ask the rules of ``save_milestones`` about many milestones; nothing is written."""
    milestones = [edit.milestone for edit in edits]
    stored = Milestone.objects.filter(pk__in=[milestone.pk for milestone in milestones if milestone.pk])
    former = dict(stored.values_list("pk", "due"))
    errors: Errors = {}
    for position, edit in enumerate(edits):
        milestone = edit.milestone
        try:
            check_closed(milestone, today)
            check_milestone(milestone, former.get(milestone.pk), edit.reason)
        except ValidationError as error:
            errors[position] = error
        milestone.added_on = milestone.added_on or today
    return CheckedMilestones(edits, errors_of_all(milestones) | errors, former, today)


@transaction.atomic(savepoint=False)
def save_many_milestones(actor: Actor, *, checked: CheckedMilestones) -> None:
    """Store what was checked; their measures count as changed. Raises VersionConflict on a measure."""
    if checked.errors:
        raise ValidationError(list(checked.errors.values()))
    claim_versions(_measures_of(checked.edits))
    edits = [(edit, checked.former.get(edit.milestone.pk)) for edit in checked.edits]
    update_all([Linked(edit.milestone) for edit, former in edits if former is not None], actor=actor)
    create_all([Linked(edit.milestone) for edit, former in edits if former is None], actor=actor)
    insert_all(
        move_of(actor, milestone=edit.milestone, former=former, reason=edit.reason, today=checked.today)
        for edit, former in edits
        if former is not None and moves(edit.milestone, former)
    )


def _measures_of(edits: Sequence[MilestoneEdit]) -> Collection[Measure]:
    return {edit.milestone.measure_id: edit.milestone.measure for edit in edits}.values()
