"""Other contacts for several measures at once, as when somebody leaves."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from hannover_intl.core.audit import Actor
from hannover_intl.organisation.models import User
from measures.models import Measure
from measures.services.measures import save_measure
from measures.services.rules import MeasureRelations


@dataclass(frozen=True)
class People:
    """Who is to be asked from now on; None leaves who it is."""

    contact: User | None = None
    deputy: User | None = None


@dataclass(frozen=True)
class PlannedChange:
    """What becomes of one measure; ``errors`` says why it cannot be changed like this."""

    measure: Measure
    contact: tuple[User | None, User | None]
    deputy: tuple[User | None, User | None]
    errors: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[User | None, User | None], ...]:
        """Before and after, of both."""
        return self.contact, self.deputy

    @property
    def is_change(self) -> bool:
        """Whether anything changes."""
        return any(old != new for old, new in self.pairs)


def plan_people(measures: Iterable[Measure], people: People, today: dt.date) -> list[PlannedChange]:
    """What change_people would do with each measure: tried out, and taken back."""
    return [_try(measure, people, today) for measure in measures]


def _try(measure: Measure, people: People, today: dt.date) -> PlannedChange:
    contact = (measure.contact, people.contact or measure.contact)
    deputy = (measure.deputy, people.deputy or measure.deputy)
    errors: tuple[str, ...] = ()
    try:
        with transaction.atomic():
            _save(None, Measure.objects.get(pk=measure.pk), measure.version, people, today)
            transaction.set_rollback(True)
    except ValidationError as error:
        errors = tuple(error.messages)
    return PlannedChange(measure, contact, deputy, errors)


@transaction.atomic
def change_people(actor: Actor, *, versions: Mapping[int, int], people: People, today: dt.date) -> int:
    """Give these measures (by key, with the version that was seen) other people: all of them or none.

    Returns how many changed. Raises ValidationError and VersionConflict.
    """
    measures = Measure.objects.filter(pk__in=versions).select_related("contact", "deputy")
    changed = [measure for measure in measures if _differs(measure, people)]
    for measure in changed:
        _save(actor, measure, versions[measure.pk], people, today)
    return len(changed)


def _differs(measure: Measure, people: People) -> bool:
    return people.contact not in (None, measure.contact) or people.deputy not in (None, measure.deputy)


def _save(actor: Actor, measure: Measure, version: int, people: People, today: dt.date) -> None:
    measure.contact = people.contact or measure.contact
    measure.deputy = people.deputy or measure.deputy
    relations = MeasureRelations(
        objectives=list(measure.objectives.all()),
        cooperating_units=list(measure.cooperating_units.all()),
        cooperating_actors=list(measure.cooperating_actors.all()),
    )
    save_measure(actor, measure=measure, relations=relations, expected_version=version, today=today)
