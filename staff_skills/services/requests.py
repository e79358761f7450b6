"""Requests: sent through the portal, answered without a reason, filled with the agreement of the head."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import User
from staff_skills import mails
from staff_skills.choices import CONTACT_STATES, RUNNING_STATES, AccessKind, AnswerState, RequestState
from staff_skills.models import AccessLogSubject, SkillProfile, SkillRequest, SkillRequestRecipient
from staff_skills.querysets import Wanted
from staff_skills.services.access import log_access
from staff_skills.services.deletion import reopen_if_unassigned

MAX_ASKED = 10


class NobodyToAsk(Exception):  # noqa: N818 -- an outcome: the view answers that there is no such person
    """None of the given numbers is a person whom this coordinator found and may ask for this."""


@transaction.atomic
def send_request(
    actor: User,
    *,
    request: SkillRequest,
    search_id: int,
    numbers: Collection[int],
    now: dt.datetime,
    by_mail: bool = True,
) -> SkillRequest:
    """Store the request and ask those of ``numbers`` who still agree to its purpose and can do it.

    The numbers are those of one search of the actor; they mean nothing in another. Raises NobodyToAsk when none is
    left, ValidationError with German messages.
    """
    today = timezone.localdate(now)
    if len(numbers) > MAX_ASKED:
        raise ValidationError(_("Bitte fragen Sie höchstens %(limit)s Personen an.") % {"limit": MAX_ASKED})
    wanted = Wanted(request.purpose, request.language, request.activity, request.level, request.topic_id)
    shown = AccessLogSubject.objects.shown_to(actor, search_id, request.purpose).filter(pk__in=numbers)
    visible = SkillProfile.objects.visible_to(actor, today).matching(wanted).exclude(user=actor)
    visible = visible.filter(seen_in__in=shown)
    profiles = list(SkillProfile.objects.select_for_update().filter(pk__in=list(visible.values_list("pk", flat=True))))
    if not profiles:
        raise NobodyToAsk
    request.coordinator, request.created_on, request.state = actor, today, RequestState.OPEN
    if request.takes_place_on < today or request.answer_by < today:
        raise ValidationError({"answer_by": _("Einsatz und Antwort liegen in der Zukunft.")})
    request.full_clean()
    request.save()
    SkillRequestRecipient.objects.bulk_create(
        [SkillRequestRecipient(request=request, profile=profile, asked_on=today) for profile in profiles]
    )
    log_access(actor, kind=AccessKind.REQUEST, purpose=request.purpose, profiles=profiles, now=now)
    if by_mail:
        people = list(User.objects.filter(skill_profile__in=profiles))
        transaction.on_commit(lambda: mails.send_asked(people))
    return request


@transaction.atomic
def answer_request(actor: User, *, key: uuid.UUID, accept: bool, today: dt.date) -> SkillRequestRecipient:
    """Accept or decline what the own entry was asked; an acceptance can be taken back.

    Raises SkillRequestRecipient.DoesNotExist for what is not one's own, ValidationError when it is too late.
    """
    own = SkillRequestRecipient.objects.select_for_update(of=("self",)).filter(profile__user=actor)
    recipient: SkillRequestRecipient = own.select_related("request__coordinator").get(pk=key)
    request = recipient.request
    if request.state not in RUNNING_STATES or request.takes_place_on < today:
        raise ValidationError(_("Diese Anfrage ist beendet. Sie müssen nichts mehr tun."))
    if accept and recipient.state in CONTACT_STATES:
        return recipient
    recipient.state = AnswerState.ACCEPTED if accept else AnswerState.DECLINED
    recipient.answered_on, recipient.agreed_on = today, None
    recipient.save()
    reopen_if_unassigned(request)
    transaction.on_commit(lambda: mails.send_changed(request))
    return recipient


@transaction.atomic
def assign(actor: User, *, request: SkillRequest, key: uuid.UUID, has_agreement: bool, today: dt.date) -> None:
    """Engage somebody who accepted, once the head of their unit agreed.

    Raises SkillRequestRecipient.DoesNotExist, ValidationError without the agreement.
    """
    locked = _running(actor, request, today)
    accepted = SkillRequestRecipient.objects.select_for_update().filter(request=locked, state__in=CONTACT_STATES)
    recipient: SkillRequestRecipient = accepted.get(pk=key)
    if not has_agreement:
        raise ValidationError(_("Vor dem Einsatz muss die Führungskraft einverstanden sein."))
    recipient.state, recipient.agreed_on = AnswerState.ASSIGNED, today
    recipient.full_clean()
    recipient.save()
    locked.state = RequestState.ASSIGNED
    locked.save(update_fields=["state"])


@transaction.atomic
def close_request(
    actor: User, *, request: SkillRequest, expected_version: int, result: str, feedback: str, today: dt.date
) -> SkillRequest:
    """End a request with its result; whoever was asked and is not needed is forgotten at once.

    Without a result it is cancelled. Raises VersionConflict and ValidationError.
    """
    locked = _running(actor, request, today)
    claim_version(locked, expected_version)
    locked.state = RequestState.DONE if result else RequestState.CANCELLED
    locked.result, locked.feedback = result, feedback if result else ""
    locked.full_clean()
    locked.save()
    locked.recipients.exclude(state=AnswerState.ASSIGNED).delete()
    return locked


def _running(actor: User, request: SkillRequest, today: dt.date) -> SkillRequest:
    """The stored request, locked. Raises DoesNotExist when the actor may not see it, ValidationError when it ended."""
    visible = SkillRequest.objects.visible_to(actor, today)
    locked: SkillRequest = visible.select_for_update().get(pk=request.pk)
    if locked.state not in RUNNING_STATES:
        raise ValidationError(_("Diese Anfrage ist schon beendet."))
    return locked
