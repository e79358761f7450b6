"""The way of a request: received, assessed, decided with a reason, answered, and what came of it."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, errors_of, save_audited
from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import User
from partnerships.choices import RequestDecision
from partnerships.models import CooperationRequest, Score
from partnerships.services.cleaning import clean_texts

ANSWER_DAYS = 28
CONTACT_DATA_DAYS = 365
_DECISION = ("decision", "decision_reason", "redirected_to_id", "parked_until")


@transaction.atomic
def receive_request(
    actor: Actor, *, request: CooperationRequest, received_on: dt.date, deadline: dt.date | None = None
) -> CooperationRequest:
    """Take in a new request; unless a deadline is given, it is to be answered within four weeks."""
    clean_texts(request)
    request.received_on = received_on
    request.deadline = deadline or received_on + dt.timedelta(days=ANSWER_DAYS)
    save_audited(request, actor=actor)
    return request


@transaction.atomic
def save_request(
    actor: Actor,
    *,
    request: CooperationRequest,
    scores: Iterable[Score] = (),
    expected_version: int,
    today: dt.date,
) -> CooperationRequest:
    """Complete a request, assess it, decide on it, note the answer: whatever differs from what is stored.

    A decision is noted with its day and who took it; one that was answered stands, unless the request was parked.
    ``scores`` are the new and changed ones; each keeps the weight its criterion had when it was first given. Raises
    ValidationError by field, RowError for a score, and VersionConflict.
    """
    stored = CooperationRequest.objects.get(pk=request.pk)
    clean_texts(request)
    _note_decision(actor, request, stored, today)
    _note_answer(request, stored, today)
    claim_version(request, expected_version)
    save_audited(request, actor=actor)
    for score in scores:
        score.request = request
        with errors_of(score):
            _save_score(actor, score)
    return request


def _note_decision(actor: Actor, request: CooperationRequest, stored: CooperationRequest, today: dt.date) -> None:
    if all(getattr(request, name) == getattr(stored, name) for name in _DECISION):
        return
    if not request.decision:
        raise ValidationError({"decision": _("Eine Entscheidung kann geändert, aber nicht gelöscht werden.")})
    if stored.answered_on and stored.decision != RequestDecision.PARK:
        raise ValidationError({"decision": _("Die Anfrage ist schon beantwortet; die Entscheidung steht.")})
    if request.parked_until and request.parked_until <= today:
        raise ValidationError({"parked_until": _("Dieser Tag ist schon vorbei.")})
    request.decided_on = today
    request.decided_by = actor if isinstance(actor, User) else None


def _note_answer(request: CooperationRequest, stored: CooperationRequest, today: dt.date) -> None:
    if request.answer == stored.answer:
        return
    if not request.decision:
        raise ValidationError({"answer": _("Vor der Antwort steht die Entscheidung.")})
    if not request.answer:
        raise ValidationError({"answer": _("Eine Antwort, die gegeben wurde, bleibt stehen.")})
    request.answered_on = today


def _save_score(actor: Actor, score: Score) -> None:
    clean_texts(score)
    if score.criterion_id and score._state.adding:
        score.weight = score.criterion.weight
    save_audited(score, actor=actor)


def due_for_purging(today: dt.date) -> list[CooperationRequest]:
    """Requests answered more than a year ago that still hold a name or an address."""
    long_ago = today - dt.timedelta(days=CONTACT_DATA_DAYS)
    return list(CooperationRequest.objects.filter(answered_on__lte=long_ago, purged_on=None))


@transaction.atomic
def purge_contact(actor: Actor, *, request: CooperationRequest, today: dt.date) -> CooperationRequest:
    """Delete who wrote, and keep what was asked and decided: the yearly figures need no person."""
    request.contact_name = request.contact_email = ""
    request.purged_on = today
    claim_version(request, request.version)
    save_audited(request, actor=actor, reason=_("Kontaktdaten gelöscht"))
    return request
