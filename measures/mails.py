"""Mails to the departments: the invitation to a round, and an update that comes back.

Both are sent after the transaction has ended. A mail server that fails changes nothing that was stored; the failure is
logged without addresses.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.text import clean_line
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import reports_for_units
from measures.models import Invitation, MeasureUpdate, ReportingRound

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivery:
    """How many invitations (one for each measure) were sent, were not taken by the server, or have nobody to go to."""

    sent: int
    failed: int
    unaddressed: int


def send_invitations(reporting_round: ReportingRound) -> Delivery:
    """Write one mail to each person with all measures asked of them in this round and not sent before.

    It can be repeated at any time: only what was sent is marked as sent.
    """
    by_person = _unsent_by_person(reporting_round)
    unaddressed = by_person.pop(None, [])
    sent = failed = 0
    for person, asked in by_person.items():
        if person is not None and _invite(person, reporting_round, asked):
            Invitation.objects.filter(pk__in=[invitation.pk for invitation in asked]).update(mailed_at=timezone.now())
            sent += len(asked)
        else:
            failed += len(asked)
    return Delivery(sent=sent, failed=failed, unaddressed=len(unaddressed))


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
    return _send(person, subject, "measures/mail/returned.txt", context)


def _unsent_by_person(reporting_round: ReportingRound) -> dict[User | None, list[Invitation]]:
    people = ("measure__contact", "measure__deputy")
    unsent = Invitation.objects.filter(round=reporting_round, mailed_at__isnull=True)
    found: dict[User | None, list[Invitation]] = defaultdict(list)
    for invitation in unsent.select_related(*people).prefetch_related(*(f"{name}__roles" for name in people)):
        found[_first_who_reports(invitation.measure.contact, invitation.measure.deputy)].append(invitation)
    return found


def _invite(person: User, reporting_round: ReportingRound, asked: list[Invitation]) -> bool:
    context = {
        "round": reporting_round,
        "measures": [invitation.measure for invitation in asked],
        "url": _link(reverse("measures:mine")),
    }
    subject = _("Bitte melden Sie den Sachstand Ihrer Maßnahmen: %(round)s") % {"round": reporting_round.title}
    return _send(person, subject, "measures/mail/invitation.txt", context)


def _first_who_reports(*people: User | None) -> User | None:
    """The first whose role is in force today: for anybody else the link in the mail would lead nowhere."""
    today = timezone.localdate()
    return next((person for person in people if person is not None and reports_for_units(person, today)), None)


def _send(person: User, subject: str, template: str, context: dict[str, Any]) -> bool:
    """Whether the mail server took the mail."""
    body = render_to_string(template, context)
    try:
        send_mail(clean_line(subject), body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except OSError as error:  # smtplib's errors are OSErrors, too; their text may hold the address
        kind, code = type(error).__name__, getattr(error, "smtp_code", error.errno)
        logger.error("A mail to account %s was not sent: %s, code %s.", person.pk, kind, code)
        return False
    return True


def _link(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
