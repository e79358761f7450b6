"""The log of a round's mails: each is queued, then claimed, then sent, so nothing is sent twice, whatever happens.

A run queues all of its mails at once and claims each for good before the mail server hears of it. If the process dies,
the next run takes over what is still queued. What was claimed stays without ``sent_at``: the mail may have arrived, so
it is reported and never sent again. A mail costs two statements beside those of the queue: its claim, and that it went.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hannover_intl.core.audit import Actor
from hannover_intl.organisation.models import User
from measures.choices import MailOccasion
from measures.models import Measure, ReportingRound, RoundMail

SPACING = dt.timedelta(days=2)


@dataclass(frozen=True)
class Letter:
    """One mail to one person with all measures it is about."""

    person: User
    occasion: MailOccasion
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Queued:
    """A letter and its row in the log."""

    letter: Letter
    mail: RoundMail


def is_recent(mail_day: dt.date, today: dt.date) -> bool:
    """Whether a mail of that day is so near that another reminder would be one too many."""
    return mail_day > today - SPACING


@contextmanager
def planning(reporting_round: ReportingRound) -> Iterator[None]:
    """What is planned and queued inside rests on a log that nobody changes meanwhile: a transaction.

    One run at a time plans for a round, and no other run claims what it has queued until this one is done.
    """
    with transaction.atomic():
        ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
        list(RoundMail.objects.waiting().select_for_update().values_list("pk"))
        yield


def queue(actor: Actor, *, reporting_round: ReportingRound, letters: Sequence[Letter], today: dt.date) -> list[Queued]:
    """Log the letters that were planned inside of ``planning``; each still needs its claim.

    Another run may have queued a mail to one of these persons, and may have died: it is taken over. Of a run of another
    day nothing is left to wait for.
    """
    taken_over = RoundMail.objects.waiting().filter(_same_people(letters) | Q(day__lt=today))
    taken_over.delete()
    author = actor if isinstance(actor, User) else None
    mails = RoundMail.objects.bulk_create(
        RoundMail(
            round=reporting_round,
            recipient=letter.person,
            occasion=letter.occasion,
            day=today,
            author=author,
            is_queued=True,
        )
        for letter in letters
    )
    about = RoundMail.measures.through
    about.objects.bulk_create(
        about(roundmail=mail, measure=measure)
        for mail, letter in zip(mails, letters, strict=True)
        for measure in letter.measures
    )
    return [Queued(letter, mail) for letter, mail in zip(letters, mails, strict=True)]


def claim(mail: RoundMail) -> bool:
    """Take the right to send a queued mail; False when another run took it over."""
    return RoundMail.objects.waiting().filter(pk=mail.pk).update(is_queued=False) == 1


def confirm(mail: RoundMail) -> None:
    """The server took the mail."""
    RoundMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def release(mail: RoundMail) -> None:
    """The server refused the mail, so it certainly did not go out: the next run may try again."""
    mail.delete()


def _same_people(letters: Iterable[Letter]) -> Q:
    """Waiting mails to the same persons; that something was published is no reminder, and the other way round."""
    found = Q(pk__in=[])
    for is_news in (True, False):
        people = [letter.person.pk for letter in letters if (letter.occasion == MailOccasion.PUBLISHED) is is_news]
        kind = Q(occasion=MailOccasion.PUBLISHED)
        found |= Q(kind if is_news else ~kind, recipient__in=people)
    return found
