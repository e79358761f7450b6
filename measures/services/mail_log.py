"""The log of a round's mails: a mail is claimed before it is sent, so nothing is sent twice, whatever happens.

A claim is stored for good before the mail server hears of the mail. If the process dies then, the row stays without
``sent_at``: the mail may have arrived, so it is reported and never sent again.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hannover_intl.core.audit import Actor
from hannover_intl.organisation.models import User
from measures.choices import ONCE_PER_ROUND, SPACED_OCCASIONS
from measures.models import Measure, ReportingRound, RoundMail

SPACING = dt.timedelta(days=2)


def is_recent(mail_day: dt.date, today: dt.date) -> bool:
    """Whether a mail of that day is so near that another reminder would be one too many."""
    return mail_day > today - SPACING


@transaction.atomic
def claim(
    actor: Actor,
    *,
    reporting_round: ReportingRound,
    person: User,
    occasion: str,
    measures: Collection[Measure],
    today: dt.date,
) -> RoundMail | None:
    """Take the right to send this mail, or None when another process was faster or a mail went out just now."""
    ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)  # one claim of a round at a time
    if RoundMail.objects.filter(_hindrance(reporting_round, occasion, today), recipient=person).exists():
        return None
    mail = RoundMail.objects.create(
        round=reporting_round,
        recipient=person,
        occasion=occasion,
        day=today,
        author=actor if isinstance(actor, User) else None,
    )
    mail.measures.add(*measures)
    return mail


def confirm(mail: RoundMail) -> None:
    """The server took the mail."""
    mail.sent_at = timezone.now()
    mail.save(update_fields=["sent_at"])


def release(mail: RoundMail) -> None:
    """The server refused the mail, so it certainly did not go out: the next run may try again."""
    mail.delete()


def _hindrance(reporting_round: ReportingRound, occasion: str, today: dt.date) -> Q:
    """What speaks against a mail to the same person."""
    found = Q(pk__in=[])
    if occasion in ONCE_PER_ROUND:
        found |= Q(round=reporting_round, occasion=occasion)
    if occasion in SPACED_OCCASIONS:
        found |= Q(day__gt=today - SPACING)
    return found
