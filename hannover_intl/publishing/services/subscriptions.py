"""Asking for mails, confirming, ending. An address that was not confirmed within a week is deleted."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from hannover_intl.council.models import Committee
from hannover_intl.publishing.models import Subscription

TO_CONFIRM = dt.timedelta(days=7)
BETWEEN_QUESTIONS = dt.timedelta(days=1)


def subscribe(*, email: str, committee: Committee | None, language: str, now: dt.datetime) -> Subscription | None:
    """The subscription that is to be confirmed by mail, in ``language``; None when there is nothing to ask.

    That is so where the address is confirmed in this language already, or was asked within a day: whoever types
    somebody else's address can neither find out about them nor fill their mailbox, nor change the language of others.
    """
    known = Subscription.objects.filter(email=email.lower(), committee=committee)
    if known.filter(confirmed_at__isnull=False, language=language).exists():
        return None
    if known.filter(asked_at__lte=now - BETWEEN_QUESTIONS).update(asked_at=now):
        known.filter(confirmed_at__isnull=True).update(language=language)
        again: Subscription = known.get()
        again.language = language  # of the mail; that of a confirmed one is stored when it is confirmed anew
        return again
    if known.exists():
        return None
    try:
        with transaction.atomic():
            return Subscription.objects.create(
                email=email.lower(),
                committee=committee,
                language=language,
                token=secrets.token_urlsafe(32),
                asked_at=now,
            )
    except IntegrityError:  # the same at the same moment
        return None


def confirm(*, token: str, language: str, now: dt.datetime) -> bool:
    """Begin to send, in the language of the page of the link. Whether the link led to a subscription.

    A second time changes at most the language.
    """
    known = Subscription.objects.filter(token=token)
    known.filter(confirmed_at__isnull=True).update(confirmed_at=now)
    return bool(known.update(language=language))


def unsubscribe(*, token: str) -> None:
    """Delete the address and all that is kept about it; again changes nothing."""
    Subscription.objects.filter(token=token).delete()


def purge_unconfirmed(now: dt.datetime) -> int:
    """Delete addresses that nobody confirmed in time; how many."""
    return Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - TO_CONFIRM).delete()[0]
