"""Who is asked in a round and what came back: by unit, never by person."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from measures.choices import UpdateState
from measures.models import Invitation, Measure, MeasureUpdate, ReportingRound


@dataclass
class UnitAnswers:
    """The measures of one unit in a round by what became of the question."""

    unit: str
    approved: list[str] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """Number of measures the unit is asked about."""
        return len(self.approved) + len(self.submitted) + len(self.missing)


def answers_by_unit(reporting_round: ReportingRound) -> list[UnitAnswers]:
    """All units asked in the round with the numbers of their measures, in the order of the chart."""
    states: dict[int, str] = dict(
        MeasureUpdate.objects.filter(round=reporting_round).values_list("measure_id", "state")
    )
    invitations = Invitation.objects.filter(round=reporting_round).select_related("measure__lead_unit")
    found: dict[int, UnitAnswers] = {}
    in_order = invitations.order_by("measure__lead_unit__number", "measure__lead_unit__name", "measure__number")
    for invitation in in_order:
        measure = invitation.measure
        answers = found.setdefault(measure.lead_unit_id, UnitAnswers(str(measure.lead_unit)))
        kinds: dict[str, list[str]] = {
            UpdateState.APPROVED: answers.approved,
            UpdateState.SUBMITTED: answers.submitted,
        }
        kinds.get(states.get(measure.pk, ""), answers.missing).append(measure.number)
    return list(found.values())


def measures_to_ask(today: dt.date) -> list[Any]:
    """The measures that a round opened today asks about, each with ``has_contact``."""
    return list(Measure.objects.as_of(today).running().with_contact_on(today).select_related("lead_unit"))
