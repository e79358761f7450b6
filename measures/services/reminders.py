"""Reminders of an open round, made for a daily timer: what is due today, to whom, and never twice.

Until the deadline the contact is written to (or whoever stands in), on the deadline the deputy as well, afterwards the
head of the unit, too. Only measures without a submitted or approved update are named.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from hannover_intl.core.audit import Actor
from hannover_intl.organisation.models import User
from measures.choices import ONCE_PER_ROUND, SPACED_OCCASIONS, MailOccasion, UpdateState
from measures.mails import Delivery, send_queued
from measures.models import Measure, MeasureUpdate, ReportingRound, RoundMail
from measures.recipients import PEOPLE, ROLES_OF_PEOPLE, People
from measures.services.mail_log import SPACING, Letter, is_recent, planning, queue

ANSWERED = (UpdateState.SUBMITTED, UpdateState.APPROVED)


@dataclass(frozen=True)
class Plan:
    """The mails of a day, before any is sent."""

    letters: list[Letter] = field(default_factory=list)
    postponed: int = 0  # people who were written to too recently
    unaddressed: list[Measure] = field(default_factory=list)


@dataclass
class _Log:
    """What was written to whom already."""

    told: set[tuple[int, int]] = field(default_factory=set)  # person and measure, in this round
    done: set[tuple[int, str]] = field(default_factory=set)  # person and occasion, in this round
    recent: set[int] = field(default_factory=set)  # persons, in any round


def plan_due(reporting_round: ReportingRound, today: dt.date) -> Plan:
    """What the timer sends today. Who was never written to about a measure is invited first."""
    return _plan(reporting_round, today, _stage(reporting_round, today))


def plan_now(reporting_round: ReportingRound, today: dt.date) -> Plan:
    """What the office sends when it reminds at once."""
    return _plan(reporting_round, today, MailOccasion.MANUAL)


def send_due(reporting_round: ReportingRound, today: dt.date, actor: Actor = None) -> Delivery:
    """Send what is due today. It can be repeated at any time, and run twice at once."""
    return _send(actor, reporting_round, plan_due, today)


def remind_now(actor: Actor, *, reporting_round: ReportingRound, today: dt.date) -> Delivery:
    """Remind everybody whose answer is missing, but nobody who was written to yesterday or today."""
    return _send(actor, reporting_round, plan_now, today)


def in_doubt(reporting_round: ReportingRound) -> list[RoundMail]:
    """Mails of which nobody knows whether they arrived: sending was cut off, or the server broke off."""
    return list(reporting_round.mails.begun().filter(sent_at=None).select_related("recipient__unit"))


def missing(reporting_round: ReportingRound, today: dt.date) -> Iterable[Measure]:
    """The running measures that were asked about and have no answer, with their people."""
    given = MeasureUpdate.objects.filter(round=reporting_round, state__in=ANSWERED).values("measure")
    asked = Measure.objects.as_of(today).running().filter(invitations__round=reporting_round).exclude(pk__in=given)
    return asked.select_related("lead_unit", *PEOPLE).prefetch_related(*ROLES_OF_PEOPLE)


def _send(
    actor: Actor, reporting_round: ReportingRound, make_plan: Callable[[ReportingRound, dt.date], Plan], today: dt.date
) -> Delivery:
    with planning(reporting_round):
        plan = make_plan(reporting_round, today)
        queued = queue(actor, reporting_round=reporting_round, letters=plan.letters, today=today)
    delivery = send_queued(queued, reporting_round=reporting_round, today=today)
    delivery.postponed, delivery.unaddressed = plan.postponed, plan.unaddressed
    return delivery


def _stage(reporting_round: ReportingRound, today: dt.date) -> MailOccasion | None:
    """The occasion of the day; a day on which the timer did not run is made up for, but for the deadline itself."""
    if today == reporting_round.deadline:
        return MailOccasion.DEADLINE
    if reporting_round.second_reminder_on and today >= reporting_round.second_reminder_on:
        return MailOccasion.AFTER
    if reporting_round.reminder_on and reporting_round.reminder_on <= today < reporting_round.deadline:
        return MailOccasion.BEFORE
    return None


def _reach(reporting_round: ReportingRound, stage: MailOccasion | None, today: dt.date) -> int:
    """How many of contact, deputy and head are written to; an invitation goes to one of them."""
    if stage in {None, MailOccasion.BEFORE} or today < reporting_round.deadline:
        return 1
    return 2 if today == reporting_round.deadline else 3


def _plan(reporting_round: ReportingRound, today: dt.date, stage: MailOccasion | None) -> Plan:
    if not reporting_round.takes_reports_on(today):
        return Plan()
    people, reach = People.on(today), _reach(reporting_round, stage, today)
    by_person: dict[User, list[Measure]] = defaultdict(list)
    unaddressed = []
    for measure in missing(reporting_round, today):
        chain = people.chain(measure)[:reach]
        if not chain:
            unaddressed.append(measure)
        for person in chain:
            by_person[person].append(measure)
    log, letters, postponed = _log(reporting_round, today), [], 0
    for person, measures in by_person.items():
        occasion = _occasion(person, measures, stage, log)
        if occasion in SPACED_OCCASIONS and person.pk in log.recent:
            postponed += 1
        elif occasion is not None:
            letters.append(Letter(person, occasion, tuple(measures)))
    return Plan(letters, postponed, unaddressed)


def _occasion(person: User, measures: list[Measure], stage: MailOccasion | None, log: _Log) -> MailOccasion | None:
    is_new = any((person.pk, measure.pk) not in log.told for measure in measures)
    if is_new and stage in {None, MailOccasion.BEFORE}:
        return MailOccasion.INVITATION
    if stage in ONCE_PER_ROUND and (person.pk, stage) in log.done:
        return None
    return stage


def _log(reporting_round: ReportingRound, today: dt.date) -> _Log:
    log = _Log()
    mails = RoundMail.objects.begun().filter(Q(round=reporting_round) | Q(day__gt=today - SPACING))
    for round_id, person, occasion, day, measure in mails.order_by().values_list(
        "round", "recipient", "occasion", "day", "measures"
    ):
        if is_recent(day, today):
            log.recent.add(person)
        if round_id == reporting_round.pk:
            log.told.add((person, measure))
            log.done.add((person, occasion))
    return log
