"""Writes of the office: measures, their status and their milestones."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, errors_of, save_audited
from hannover_intl.core.search import titled_index
from hannover_intl.core.versioning import claim_version
from hannover_intl.council.models import Resolution
from hannover_intl.organisation.models import Actor as ExternalActor
from hannover_intl.organisation.models import OrgUnit, User
from hannover_intl.organisation.policies import reporting_units
from measures.choices import Progress
from measures.models import Measure, Milestone, MilestoneMove, Objective, StatusChange


@dataclass(frozen=True)
class MeasureRelations:
    """What a measure is linked to; each collection replaces the former one, None leaves it."""

    objectives: Collection[Objective]
    cooperating_units: Collection[OrgUnit]
    cooperating_actors: Collection[ExternalActor]
    resolutions: Collection[Resolution] | None = None


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
    _check_number(measure)
    _check_lead_unit(measure, relations)
    _check_contacts(measure, today)
    index_measure(measure)
    save_audited(measure, actor=actor)
    measure.objectives.set(relations.objectives)
    measure.cooperating_units.set(relations.cooperating_units)
    measure.cooperating_actors.set(relations.cooperating_actors)
    if relations.resolutions is not None:
        measure.resolutions.set(relations.resolutions)
    if created:
        _record_status(
            actor,
            StatusChange(measure=measure, progress=Progress.NOT_STARTED, effective_on=measure.adopted_on),
        )
    return measure


def index_measure(measure: Measure) -> None:
    """Fill the search column of a measure."""
    measure.search_text = titled_index(
        str(measure), measure.description, measure.intended_effect, measure.title_en, measure.summary_en
    )


def _check_number(measure: Measure) -> None:
    """A number once given never leads elsewhere, not even after its measure got another one.

    Only an import that is undone deletes measures: it was a mistake, and its numbers are free again.
    """
    history: Any = Measure.history  # a manager, made by HistoricalRecords
    former = history.filter(number=measure.number).exclude(id=measure.pk)
    if former.exclude(id__in=history.filter(history_type="-").values("id")).exists():
        raise ValidationError({"number": _("Diese Nummer ist schon vergeben.")})


def _check_lead_unit(measure: Measure, relations: MeasureRelations) -> None:
    if any(unit.pk == measure.lead_unit_id for unit in relations.cooperating_units):
        raise ValidationError(
            {"cooperating_units": _("Die federführende Einheit ist nicht zugleich eine beteiligte Einheit.")}
        )


def _check_contacts(measure: Measure, today: dt.date) -> None:
    """A newly named person must hold a role for the lead unit: otherwise the invitation would lead nowhere."""
    stored = Measure.objects.filter(pk=measure.pk).values("contact_id", "deputy_id", "lead_unit_id").first() or {}
    errors: dict[str, str] = {}
    if measure.contact is not None and measure.contact == measure.deputy:
        errors["deputy"] = _("Vertretung und Ansprechperson sind nicht dasselbe Konto.")
    people: dict[str, User | None] = {"contact": measure.contact, "deputy": measure.deputy}
    for field, person in people.items():
        same = stored.get(f"{field}_id") == getattr(person, "pk", None)
        if person is None or (same and stored.get("lead_unit_id") == measure.lead_unit_id):
            continue
        if measure.lead_unit_id not in reporting_units(person, today):
            errors[field] = _("Dieses Konto hat heute keine Rolle für die federführende Einheit.")
    if errors:
        raise ValidationError(errors)


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
    change.actor = actor if isinstance(actor, User) else None
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
            if edit.milestone.closed_on is not None and edit.milestone.closed_on > today:
                raise ValidationError({"closed_on": _("Dieser Tag liegt in der Zukunft.")})
            save_milestone(actor, milestone=edit.milestone, today=today, move_reason=edit.reason)


@transaction.atomic
def save_milestone(actor: Actor, *, milestone: Milestone, today: dt.date, move_reason: str = "") -> Milestone:
    """Create or change a milestone. From ``today`` on it has its new date; the former one is kept with the reason.

    The caller holds the measure: it has claimed the version of the measure in the same transaction. Raises
    ValidationError.
    """
    stored = Milestone.objects.filter(pk=milestone.pk).first() if milestone.pk else None
    moves = stored is not None and stored.due != milestone.due
    if moves and not move_reason.strip():
        raise ValidationError({"reason": _("Warum wird der Meilenstein verschoben? Bitte begründen.")})
    milestone.added_on = milestone.added_on or today
    save_audited(milestone, actor=actor)
    if stored is not None and moves:
        move = MilestoneMove(
            milestone=milestone,
            effective_on=today,
            old_due=stored.due,
            new_due=milestone.due,
            reason=move_reason.strip(),
            actor=actor if isinstance(actor, User) else None,
        )
        move.full_clean()
        move.save()
    return milestone
