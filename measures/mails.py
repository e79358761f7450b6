"""Mails to the departments: of a round (each logged and never sent twice), and an update that comes back.

They are sent after the transaction has ended. A mail server that fails changes nothing that was stored; the failure is
logged without addresses.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.mailing import Outcome, compose, deliver
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import reports_for_units
from measures.choices import MailOccasion
from measures.models import Measure, MeasureUpdate, ReportingRound
from measures.recipients import PEOPLE, ROLES_OF_PEOPLE, People
from measures.services import mail_log
from measures.services.mail_log import Letter, Queued

logger = logging.getLogger(__name__)

_SUBJECTS = {
    MailOccasion.INVITATION: gettext_lazy("Bitte melden Sie den Sachstand Ihrer Maßnahmen: %(round)s"),
    MailOccasion.BEFORE: gettext_lazy("Erinnerung: Sachstand Ihrer Maßnahmen bis %(deadline)s"),
    MailOccasion.DEADLINE: gettext_lazy("Heute endet die Frist: Sachstand Ihrer Maßnahmen"),
    MailOccasion.AFTER: gettext_lazy("Die Frist ist abgelaufen: Sachstand Ihrer Maßnahmen fehlt noch"),
    MailOccasion.MANUAL: gettext_lazy("Das Büro bittet um den Sachstand Ihrer Maßnahmen: %(round)s"),
    MailOccasion.PUBLISHED: gettext_lazy("Das steht im Bericht zu Ihren Maßnahmen: %(round)s"),
}


@dataclass
class Delivery:
    """What became of the mails of a run: in numbers of mails, and of measures that nobody can be asked about."""

    sent: int = 0
    refused: int = 0
    unknown: int = 0
    postponed: int = 0
    unaddressed: list[Measure] = field(default_factory=list)


def send_queued(
    queued: Iterable[Queued], *, reporting_round: ReportingRound, today: dt.date, **context: Any
) -> Delivery:
    """Send each letter of the queue that no other run took over; ``context`` is given to its text."""
    delivery = Delivery()
    for entry in queued:
        message = _composed(entry.letter, reporting_round, {"today": today, **context})
        if not mail_log.claim(entry.mail):
            continue
        outcome = _send(message, entry.letter.person)
        if outcome is Outcome.SENT:
            mail_log.confirm(entry.mail)
            delivery.sent += 1
        elif outcome is Outcome.REFUSED:
            mail_log.release(entry.mail)
            delivery.refused += 1
        else:
            delivery.unknown += 1
    return delivery


def send_published(reporting_round: ReportingRound, url: str, printed: Mapping[str, bool]) -> Delivery:
    """Tell everybody who was asked in the round what of their text stands in the report at ``url``; once in a round.

    It goes to the contact of each measure, or whoever stands in. ``url`` is a path of the portal; ``printed`` holds the
    measures of the report by number, and whether the answer to this round is printed.
    """
    today = timezone.localdate()
    with mail_log.planning(reporting_round):
        letters = _about_printed(reporting_round, printed, today)
        queued = mail_log.queue(None, reporting_round=reporting_round, letters=letters, today=today)
    return send_queued(queued, reporting_round=reporting_round, today=today, report_url=_link(url))


def _about_printed(reporting_round: ReportingRound, printed: Mapping[str, bool], today: dt.date) -> list[Letter]:
    """To whom it was not told yet."""
    people = People.on(today)
    asked = Measure.objects.filter(invitations__round=reporting_round, number__in=printed)
    by_person: dict[User, list[Measure]] = defaultdict(list)
    for measure in asked.select_related(*PEOPLE).prefetch_related(*ROLES_OF_PEOPLE):
        measure.is_printed = printed[measure.number]
        for person in people.chain(measure)[:1]:
            by_person[person].append(measure)
    told = reporting_round.mails.begun().filter(occasion=MailOccasion.PUBLISHED).values_list("recipient", flat=True)
    done = set(told)
    return [
        Letter(person, MailOccasion.PUBLISHED, tuple(measures))
        for person, measures in by_person.items()
        if person.pk not in done
    ]


def send_returned(update: MeasureUpdate) -> bool:
    """Tell the author what the office asks to change; without a living author the contact of the measure."""
    measure = update.measure
    person = _first_who_reports(update.author, measure.contact, measure.deputy)
    if person is None:
        logger.warning("Nobody to tell that update %s was returned.", update.pk)
        return False
    context = {
        "update": update,
        "measure": measure,
        "url": _link(reverse("measures:report", args=[measure.number])),
    }
    subject = _("Ihr Sachstand zur Maßnahme %(number)s kommt zurück") % {"number": measure.number}
    return _send(_message(person, subject, "returned", context), person) is Outcome.SENT


def _composed(letter: Letter, reporting_round: ReportingRound, context: dict[str, Any]) -> EmailMessage:
    """The mail, ready to go: what fails here fails before anything is claimed."""
    words = {"round": reporting_round.title, "deadline": f"{reporting_round.deadline:%d.%m.%Y}"}
    own = {
        "round": reporting_round,
        "measures": letter.measures,
        "link": _link(""),
        "url": _link(reverse("measures:mine")),
    }
    return _message(letter.person, str(_SUBJECTS[letter.occasion]) % words, letter.occasion.value, own | context)


def _first_who_reports(*people: User | None) -> User | None:
    """The first whose role is in force today: for anybody else the link in the mail would lead nowhere."""
    today = timezone.localdate()
    return next((person for person in people if person is not None and reports_for_units(person, today)), None)


def _message(person: User, subject: str, template: str, context: dict[str, Any]) -> EmailMessage:
    return compose(subject, render_to_string(f"measures/mail/{template}.txt", context), person.email)


def _send(message: EmailMessage, person: User) -> Outcome:
    return deliver(message, f"account {person.pk}", logger)


def _link(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
