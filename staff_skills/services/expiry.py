"""The daily run: reminds, and deletes what nobody confirmed, whose owner left, or whose time is over."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from staff_skills import mails
from staff_skills.choices import RUNNING_STATES, AnswerState, DeletionReason
from staff_skills.models import AccessLog, SkillInvitation, SkillProfile, SkillRequest, SkillRequestRecipient
from staff_skills.periods import (
    ANSWER_REMINDER_DAYS,
    INVITATION_DAYS,
    LEAVER_DAYS,
    LOG_MONTHS,
    REMIND_MONTHS_BEFORE,
    REQUEST_DAYS,
    add_months,
)
from staff_skills.services.deletion import delete_profile


@dataclass
class ExpiryReport:
    """How many of each; no names."""

    reminded: int = 0
    expired: int = 0
    left: int = 0
    answers_reminded: int = 0
    results_reminded: int = 0
    recipients: int = 0
    log_entries: int = 0
    invitations: int = 0


def expire(*, today: dt.date) -> ExpiryReport:
    """Do all that is due on ``today``; running it twice on a day does nothing the second time.

    Raises LedgerError when the ledger cannot be written; what was done before stays done.
    """
    report = ExpiryReport()
    _note_leavers(today)
    for profile in SkillProfile.objects.filter(left_on__lte=today - dt.timedelta(days=LEAVER_DAYS)):
        delete_profile(profile=profile, reason=DeletionReason.LEFT, today=today)
        report.left += 1
    for profile in SkillProfile.objects.filter(expires_on__lte=today):
        delete_profile(profile=profile, reason=DeletionReason.EXPIRED, today=today)
        report.expired += 1
    report.reminded = _remind_to_confirm(today)
    report.answers_reminded = _remind_to_answer(today)
    report.results_reminded = _remind_of_results(today)
    report.recipients = _forget_recipients(today)
    report.log_entries = _forget_log(today)
    old = SkillInvitation.objects.filter(invited_on__lte=today - dt.timedelta(days=INVITATION_DAYS))
    report.invitations = old.delete()[0]
    return report


@transaction.atomic
def _note_leavers(today: dt.date) -> None:
    """The 30 days run from the first day on which the account is seen closed; an opened one is no leaver."""
    profiles = SkillProfile.objects.select_for_update(of=("self",))
    profiles.filter(user__is_active=True, left_on__isnull=False).update(left_on=None)
    for profile in profiles.filter(user__is_active=False, left_on__isnull=True):
        profile.left_on = today
        profile.save(update_fields=["left_on"])


def _remind_to_confirm(today: dt.date) -> int:
    waiting = SkillProfile.objects.in_force(today).filter(reminded_on__isnull=True).select_related("user")
    count = 0
    for profile in waiting:
        if add_months(profile.expires_on, -REMIND_MONTHS_BEFORE) <= today and mails.send_confirm_reminder(profile.user):
            profile.reminded_on = today
            profile.save(update_fields=["reminded_on"])
            count += 1
    return count


def _remind_to_answer(today: dt.date) -> int:
    """Once, when the answer is due in three days and was asked for on an earlier day."""
    waiting = SkillRequestRecipient.objects.filter(
        state=AnswerState.ASKED,
        reminded_on__isnull=True,
        asked_on__lt=today,
        request__state__in=RUNNING_STATES,
        request__answer_by__gte=today,
        request__answer_by__lte=today + dt.timedelta(days=ANSWER_REMINDER_DAYS),
    )
    count = 0
    for recipient in waiting.select_related("profile__user"):
        if not mails.send_answer_reminder(recipient.profile.user):
            continue
        recipient.reminded_on = today
        recipient.save(update_fields=["reminded_on"])
        count += 1
    return count


def _remind_of_results(today: dt.date) -> int:
    """Once, when the day of the event is over and nobody has said what became of it."""
    over = SkillRequest.objects.running().filter(takes_place_on__lt=today, reminded_on__isnull=True)
    count = 0
    for request in over.select_related("coordinator"):
        if not mails.send_result_reminder(request):
            continue
        request.reminded_on = today
        request.save(update_fields=["reminded_on"])
        count += 1
    return count


def _forget_recipients(today: dt.date) -> int:
    old = SkillRequestRecipient.objects.filter(request__takes_place_on__lte=today - dt.timedelta(days=REQUEST_DAYS))
    return old.delete()[0]


def _forget_log(today: dt.date) -> int:
    first_kept = dt.datetime.combine(add_months(today, -LOG_MONTHS), dt.time(), timezone.get_current_timezone())
    old = AccessLog.objects.filter(at__lt=first_kept)
    count = old.count()
    old.delete()
    return count
