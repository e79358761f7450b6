"""Who is asked in a round and what came back: by unit, never by person."""

import datetime as dt
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import Count, Min, Sum
from django.db.models.functions import Length
from django.utils import timezone

from measures.choices import MailOccasion, UpdateState
from measures.models import Invitation, Measure, MeasureUpdate, ReportingRound, RoundMail
from measures.recipients import PEOPLE, ROLES_OF_PEOPLE, People, without_contact
from measures.services.reminders import in_doubt

_TEXTS = ("achieved", "next_steps", "obstacles", "reason")


@dataclass
class UnitAnswers:
    """The measures of one unit in a round by what became of the question; ``silent`` is where nothing was begun."""

    unit: str
    approved: list[str] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    draft: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """Number of measures the unit is asked about."""
        return self.answered + len(self.returned) + len(self.draft) + len(self.silent)

    @property
    def answered(self) -> int:
        """Number of measures with an answer that the department has handed in for good, as things stand."""
        return len(self.approved) + len(self.submitted)


@dataclass(frozen=True)
class Effort:
    """What the round took, in numbers."""

    mails: list[tuple[str, int]]
    doubtful: list[RoundMail]
    returns: int
    median_days: float | None
    characters: int

    @property
    def mails_total(self) -> int:
        """Number of all mails."""
        return sum(number for _occasion, number in self.mails)


@dataclass(frozen=True)
class Overview:
    """All that the page of a round tells about its answers."""

    answers: list[UnitAnswers]
    without_contact: list[Measure]
    effort: Effort

    @property
    def asked(self) -> int:
        """Number of measures asked about."""
        return sum(unit.asked for unit in self.answers)

    @property
    def answered(self) -> int:
        """Number of those with an answer."""
        return sum(unit.answered for unit in self.answers)


def overview(reporting_round: ReportingRound, today: dt.date) -> Overview:
    """The round as it stands, in a fixed number of queries."""
    people = tuple(f"measure__{name}" for name in PEOPLE)
    roles = (f"measure__{name}" for name in ROLES_OF_PEOPLE)
    asked = _invitations(reporting_round).select_related(*people).prefetch_related(*roles)
    measures = [invitation.measure for invitation in asked]
    return Overview(
        answers=_by_unit(measures, reporting_round),
        without_contact=without_contact(measures, People.on(today)),
        effort=_effort(reporting_round),
    )


def answers_by_unit(reporting_round: ReportingRound) -> list[UnitAnswers]:
    """All units asked in the round with the numbers of their measures, in the order of the chart."""
    return _by_unit([invitation.measure for invitation in _invitations(reporting_round)], reporting_round)


def measures_to_ask(today: dt.date) -> list[Any]:
    """The measures that a round opened today asks about, each with ``has_contact``."""
    return list(Measure.objects.as_of(today).running().with_contact_on(today).select_related("lead_unit"))


def _invitations(reporting_round: ReportingRound) -> Any:
    invitations = Invitation.objects.filter(round=reporting_round).select_related("measure__lead_unit")
    return invitations.order_by("measure__lead_unit__number", "measure__lead_unit__name", "measure__number")


def _by_unit(measures: list[Measure], reporting_round: ReportingRound) -> list[UnitAnswers]:
    states: dict[int, str] = dict(
        MeasureUpdate.objects.filter(round=reporting_round).values_list("measure_id", "state")
    )
    found: dict[int, UnitAnswers] = {}
    for measure in measures:
        answers = found.setdefault(measure.lead_unit_id, UnitAnswers(str(measure.lead_unit)))
        kinds: dict[str, list[str]] = {
            UpdateState.APPROVED: answers.approved,
            UpdateState.SUBMITTED: answers.submitted,
            UpdateState.RETURNED: answers.returned,
            UpdateState.DRAFT: answers.draft,
        }
        kinds.get(states.get(measure.pk, ""), answers.silent).append(measure.number)
    return list(found.values())


def _effort(reporting_round: ReportingRound) -> Effort:
    counts = dict(reporting_round.mails.begun().order_by().values_list("occasion").annotate(n=Count("pk")))
    history: Any = MeasureUpdate.history  # the manager that django-simple-history puts there
    versions = history.filter(round_id=reporting_round.pk)
    returned = versions.filter(state=UpdateState.RETURNED).order_by().values("id", "decided_at").distinct()
    approved = MeasureUpdate.objects.filter(round=reporting_round, state=UpdateState.APPROVED)
    lengths = approved.aggregate(**{name: Sum(Length(name), default=0) for name in _TEXTS})
    return Effort(
        mails=[(str(occasion.label), counts[occasion]) for occasion in MailOccasion if occasion in counts],
        doubtful=in_doubt(reporting_round),
        returns=returned.count(),
        median_days=_median_days(reporting_round, versions),
        characters=sum(lengths.values()),
    )


def _median_days(reporting_round: ReportingRound, versions: Any) -> float | None:
    """From the first mail about a measure, or the opening where none was sent, to the first time it was handed in."""
    told = RoundMail.objects.begun().filter(round=reporting_round).order_by().values_list("measures")
    asked_on: dict[int, dt.date] = dict(told.annotate(first=Min("day")))
    handed_in = versions.filter(state=UpdateState.SUBMITTED).order_by().values_list("measure_id")
    days = [
        max((timezone.localtime(moment).date() - asked_on.get(measure, reporting_round.opens_on)).days, 0)
        for measure, moment in handed_in.annotate(first=Min("history_date"))
    ]
    return median(days) if days else None
