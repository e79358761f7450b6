"""The rules of measures and milestones that no constraint of a table can hold, for one object as for thousands.

What a rule asks of the database is read before (``facts_of``), in a number of queries that does not depend on how many
objects there are.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hannover_intl.core.search import titled_index
from hannover_intl.council.models import Resolution
from hannover_intl.organisation.models import Actor as ExternalActor
from hannover_intl.organisation.models import OrgUnit, User
from hannover_intl.organisation.policies import reporting_units_of
from measures.models import Measure, Milestone, Objective


@dataclass(frozen=True)
class MeasureRelations:
    """What a measure is linked to; each collection replaces the former one, None leaves it."""

    objectives: Collection[Objective]
    cooperating_units: Collection[OrgUnit]
    cooperating_actors: Collection[ExternalActor]
    resolutions: Collection[Resolution] | None = None


@dataclass(frozen=True)
class MeasureFacts:
    """What the rules ask about measures that are about to be stored."""

    holders: Mapping[str, Collection[int]]
    """By number: the measures that have or had it."""
    stored: Mapping[int, Mapping[str, Any]]
    """By measure: the people and the unit that are stored."""
    units: Mapping[int, Collection[int]]
    """By person who is newly named: the units for which that person reports."""


def facts_of(measures: Collection[Measure], today: dt.date) -> MeasureFacts:
    """Read what the rules ask about these measures."""
    names = ("contact_id", "deputy_id", "lead_unit_id")
    stored = Measure.objects.filter(pk__in=[measure.pk for measure in measures if measure.pk])
    by_key = {row["pk"]: row for row in stored.values("pk", *names)}
    people = {
        person.pk: person
        for measure in measures
        for _field, person in _newly_named(measure, by_key.get(measure.pk, {}))
    }
    return MeasureFacts(_holders(measures), by_key, reporting_units_of(people.values(), today))


def _holders(measures: Iterable[Measure]) -> dict[str, set[int]]:
    history: Any = Measure.history  # a manager, made by HistoricalRecords
    former = history.filter(number__in={measure.number for measure in measures})
    undone = history.filter(history_type="-", id__in=former.values("id")).values("id")
    holders: dict[str, set[int]] = defaultdict(set)
    for number, key in former.exclude(id__in=undone).order_by().values_list("number", "id").distinct():
        holders[number].add(key)
    return holders


def check_measure(measure: Measure, relations: MeasureRelations, facts: MeasureFacts) -> None:
    """Raises ValidationError by field."""
    _check_number(measure, facts)
    _check_lead_unit(measure, relations)
    _check_contacts(measure, facts)


def _check_number(measure: Measure, facts: MeasureFacts) -> None:
    """A number once given never leads elsewhere, not even after its measure got another one.

    Only an import that is undone deletes measures: it was a mistake, and its numbers are free again.
    """
    if set(facts.holders.get(measure.number, ())) - {measure.pk}:
        raise ValidationError({"number": _("Diese Nummer ist schon vergeben.")})


def _check_lead_unit(measure: Measure, relations: MeasureRelations) -> None:
    if any(unit.pk == measure.lead_unit_id for unit in relations.cooperating_units):
        raise ValidationError(
            {"cooperating_units": _("Die federführende Einheit ist nicht zugleich eine beteiligte Einheit.")}
        )


def _check_contacts(measure: Measure, facts: MeasureFacts) -> None:
    """A newly named person must hold a role for the lead unit: otherwise the invitation would lead nowhere."""
    errors: dict[str, str] = {}
    if measure.contact is not None and measure.contact == measure.deputy:
        errors["deputy"] = _("Vertretung und Ansprechperson sind nicht dasselbe Konto.")
    for name, person in _newly_named(measure, facts.stored.get(measure.pk, {})):
        if measure.lead_unit_id not in facts.units[person.pk]:
            errors[name] = _("Dieses Konto hat heute keine Rolle für die federführende Einheit.")
    if errors:
        raise ValidationError(errors)


def _newly_named(measure: Measure, stored: Mapping[str, Any]) -> Iterator[tuple[str, User]]:
    people: dict[str, User | None] = {"contact": measure.contact, "deputy": measure.deputy}
    for name, person in people.items():
        same = stored.get(f"{name}_id") == getattr(person, "pk", None)
        if person is not None and not (same and stored.get("lead_unit_id") == measure.lead_unit_id):
            yield name, person


def index_measure(measure: Measure) -> None:
    """Fill the search column of a measure."""
    measure.search_text = titled_index(
        str(measure), measure.description, measure.intended_effect, measure.title_en, measure.summary_en
    )


def moves(milestone: Milestone, former: dt.date | None) -> bool:
    """Whether a milestone that was due on ``former`` (None: a new one) gets another date."""
    return former is not None and former != milestone.due


def check_milestone(milestone: Milestone, former: dt.date | None, reason: str) -> None:
    """A date moves with a reason only. Raises ValidationError by field."""
    if moves(milestone, former) and not reason.strip():
        raise ValidationError({"reason": _("Warum wird der Meilenstein verschoben? Bitte begründen.")})


def check_closed(milestone: Milestone, today: dt.date) -> None:
    """Nothing was reached or dropped in the future. Raises ValidationError by field."""
    if milestone.closed_on is not None and milestone.closed_on > today:
        raise ValidationError({"closed_on": _("Dieser Tag liegt in der Zukunft.")})
