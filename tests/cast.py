"""The cast of the tests and small factories: required fields only, everything else by keyword.

The office (buero) decides. Kulturbüro's contact reports on its measures; the contact of Umwelt is the outsider whose
data must never leak into the Kulturbüro's pages, nor the other way round.
"""

import datetime as dt
from typing import Any

from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Paper
from hannover_intl.organisation.choices import Role, UnitKind
from hannover_intl.organisation.models import Actor, OrgUnit, RoleAssignment, User
from measures.choices import Progress, RoundState, UpdateState
from measures.models import ActionField, Measure, MeasureUpdate, Milestone, Objective, ReportingRound, StatusChange
from measures.services.measures import save_measure
from measures.services.rules import MeasureRelations

TODAY = dt.date(2026, 11, 23)
ADOPTED = dt.date(2019, 2, 14)


def unit(name: str = "Kulturbüro", **fields: Any) -> OrgUnit:
    return OrgUnit.objects.get_or_create(name=name, defaults={"kind": UnitKind.UNIT, **fields})[0]


def user(email: str, **fields: Any) -> User:
    return User.objects.create_user(email, **{"name": email.partition("@")[0], **fields})


def with_password(account: User, password: str) -> User:
    """The account, able to sign in."""
    account.set_password(password)
    account.save()
    return account


def person(email: str, role: str, of: OrgUnit | None = None, **fields: Any) -> User:
    """An account with one role since 2019."""
    account = user(email, unit=of)
    RoleAssignment.objects.create(user=account, role=role, unit=of, since=fields.pop("since", ADOPTED), **fields)
    return User.objects.get(pk=account.pk)


def office() -> User:
    return person("buero@example.org", Role.OFFICE)


def contact(of: OrgUnit | None = None, email: str = "kontakt.kultur@example.org") -> User:
    return person(email, Role.CONTACT, of or unit())


def outsider() -> User:
    return person("kontakt.umwelt@example.org", Role.CONTACT, unit("Fachbereich Umwelt und Stadtgrün"))


def paper(number: str = "0383/2019", **fields: Any) -> Paper:
    defaults = {"paper_type": PaperType.INFORMATION, "name": "Handlungskonzept", "date": ADOPTED, **fields}
    return Paper.objects.get_or_create(number=number, suffix="", defaults=defaults)[0]


def action_field(number: int = 1) -> ActionField:
    return ActionField.objects.get_or_create(number=number, defaults={"title": f"Handlungsfeld {number}"})[0]


def measure(number: str = "1.1", lead_unit: OrgUnit | None = None, **fields: Any) -> Measure:
    """A measure as the office enters it; it begins as "nicht begonnen"."""
    defaults = {
        "title": f"Maßnahme {number}",
        "action_field": action_field(int(number.partition(".")[0])),
        "lead_unit": lead_unit or unit(),
        "adopted_by": paper(),
        "adopted_on": ADOPTED,
    }
    new = Measure(number=number, **(defaults | fields))
    relations = MeasureRelations(objectives=[], cooperating_units=[], cooperating_actors=[])
    return save_measure(None, measure=new, relations=relations, expected_version=None, today=TODAY)


def status(of: Measure, progress: str = Progress.IN_PROGRESS, on: dt.date = ADOPTED, **fields: Any) -> StatusChange:
    """A row of the status history, as recorded then."""
    return StatusChange.objects.create(measure=of, progress=progress, effective_on=on, **fields)


def milestone(of: Measure, due: dt.date, title: str = "Konzept liegt vor", **fields: Any) -> Milestone:
    return Milestone.objects.create(measure=of, title=title, due=due, **{"added_on": ADOPTED, **fields})


def reporting_round(title: str = "2. Halbjahr 2026", **fields: Any) -> ReportingRound:
    """An open round that waits for the state of 31 December 2026."""
    defaults = {
        "as_of": dt.date(2026, 12, 31),
        "opens_on": dt.date(2026, 11, 2),
        "deadline": dt.date(2026, 12, 11),
        "state": RoundState.OPEN,
    }
    return ReportingRound.objects.create(title=title, **(defaults | fields))


def finished_round(as_of: dt.date) -> ReportingRound:
    """A closed round that asked for the state of ``as_of``."""
    defaults = {"opens_on": as_of, "deadline": as_of, "state": RoundState.CLOSED, "title": f"Runde {as_of}"}
    return ReportingRound.objects.get_or_create(as_of=as_of, defaults=defaults)[0]


def update(of: Measure, as_of: dt.date, **fields: Any) -> MeasureUpdate:
    """The approved answer to the round of ``as_of``, in force from that day; with another state it is not public."""
    defaults = {"state": UpdateState.APPROVED, "effective_on": as_of if "state" not in fields else None}
    return MeasureUpdate.objects.create(
        measure=of, round=finished_round(as_of), measure_version=1, **(defaults | fields)
    )


def named_by_lists() -> None:
    """What the rows of a list of measures name."""
    contact()
    unit("Stab")
    action_field(1)
    paper()
    Actor.objects.create(name="Verein", kind="association")
    for number in (1, 2):
        Objective.objects.create(number=number, title=f"Ziel {number}")
