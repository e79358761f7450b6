"""Writes of the office: activities, what was agreed on them, and how people travelled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.bulk import Checked, Linked, check_all
from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import Actor as ExternalActor
from hannover_intl.organisation.models import OrgUnit
from measures.models import Measure, Milestone
from measures.services.measures import save_milestone
from partnerships.choices import TravelMode
from partnerships.models import Activity, DelegationFile, FollowUp, NetworkMembership, Partner, TravelLeg
from partnerships.services.cleaning import clean_texts
from partnerships.services.indexing import index_activity
from partnerships.services.register import set_relation
from partnerships.travel import FACTORS


@dataclass(frozen=True)
class ActivityRelations:
    """Who took part and what it serves; each collection replaces the former one."""

    partners: Collection[Partner] = ()
    networks: Collection[NetworkMembership] = ()
    units: Collection[OrgUnit] = ()
    actors: Collection[ExternalActor] = ()
    measures: Collection[Measure] = ()

    @property
    def links(self) -> dict[str, Collection[Any]]:
        """By the name of the relation."""
        return {name: getattr(self, name) for name in ("partners", "networks", "units", "actors", "measures")}


@transaction.atomic
def save_activity(
    actor: Actor, *, activity: Activity, relations: ActivityRelations, expected_version: int | None
) -> Activity:
    """Create or change an activity. Raises ValidationError by field and VersionConflict."""
    _prepare(activity, relations, _with_file([activity]))
    if activity.pk is not None and expected_version is not None:
        claim_version(activity, expected_version)
    save_audited(activity, actor=actor)
    for name, rows in relations.links.items():
        set_relation(getattr(activity, name), rows)
    return activity


def _with_file(activities: Iterable[Activity]) -> set[int]:
    """Which of them have a delegation file."""
    keys = [activity.pk for activity in activities if activity.pk and not activity.is_delegation]
    return set(DelegationFile.objects.filter(activity__in=keys).values_list("activity_id", flat=True))


def _prepare(activity: Activity, relations: ActivityRelations, with_file: Collection[int]) -> None:
    """Clean and index an activity; raises ValidationError for the rules that no constraint can hold."""
    clean_texts(activity)
    index_activity(activity, list(relations.partners))
    if not relations.partners and not relations.networks:
        raise ValidationError({"partners": _("Mit wem? Bitte nennen Sie mindestens einen Partner oder ein Netzwerk.")})
    if any(unit.pk == activity.lead_unit_id for unit in relations.units):
        raise ValidationError({"units": _("Die federführende Einheit ist nicht zugleich eine beteiligte Einheit.")})
    if activity.pk in with_file and not activity.is_delegation:
        raise ValidationError({"kind": _("Zu dieser Aktivität gibt es eine Delegationsakte; sie bleibt Delegation.")})


def check_activities(rows: Sequence[Linked]) -> Checked:
    """Ask the rules of ``save_activity`` about many activities with their relations; nothing is written."""
    activities: Any = [row.instance for row in rows]
    with_file = _with_file(activities)

    def rule(row: Linked) -> None:
        links: Any = row.links
        activity: Any = row.instance
        _prepare(activity, ActivityRelations(**links), with_file)

    return check_all(rows, rule)


@transaction.atomic
def save_follow_up(actor: Actor, *, follow_up: FollowUp) -> FollowUp:
    """Create or change what was agreed on. Raises ValidationError by field."""
    clean_texts(follow_up)
    if follow_up.milestone_id and follow_up.done_on:
        raise ValidationError({"done_on": _("Ob das erledigt ist, sagt jetzt der Meilenstein der Maßnahme.")})
    save_audited(follow_up, actor=actor)
    return follow_up


@transaction.atomic
def make_milestone(
    actor: Actor, *, follow_up: FollowUp, measure: Measure, expected_version: int, today: date
) -> Milestone:
    """Turn what was agreed on into a milestone of a measure; from then on the milestone tells how far it is.

    ``expected_version`` is that of the measure. Raises ValidationError and VersionConflict.
    """
    if follow_up.milestone_id:
        raise ValidationError(_("Daraus ist schon ein Meilenstein geworden."))
    if follow_up.due is None or follow_up.done_on:
        raise ValidationError(_("Nur was noch offen ist und einen Termin hat, wird zum Meilenstein."))
    claim_version(measure, expected_version)
    milestone = Milestone(measure=measure, title=follow_up.title, due=follow_up.due)
    save_milestone(actor, milestone=milestone, today=today)
    follow_up.milestone = milestone
    save_audited(follow_up, actor=actor)
    return milestone


@transaction.atomic
def save_travel_leg(actor: Actor, *, leg: TravelLeg) -> TravelLeg:
    """Create or change a way of travelling; the factor of today is kept with it, unless it had one for this mode."""
    clean_texts(leg)
    former = TravelLeg.objects.filter(pk=leg.pk).values_list("mode", flat=True).first() if leg.pk else None
    factor = FACTORS.get(TravelMode(leg.mode)) if leg.mode in TravelMode.values else None
    if factor is not None and former != leg.mode:
        leg.grams_per_km, leg.source = factor.grams_per_km, factor.source
    save_audited(leg, actor=actor, exclude=["grams_per_km", "source"] if factor is None else None)
    return leg
