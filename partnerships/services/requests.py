"""The way of a request: received, assessed, decided with a reason, answered, and what came of it."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import OrgUnit, User
from partnerships.choices import RequestDecision
from partnerships.models import CooperationRequest, Score
from partnerships.services.cleaning import clean_texts

ANSWER_DAYS = 28
CONTACT_DATA_DAYS = 365


@dataclass(frozen=True)
class Decision:
    """What the office decides; a unit only to redirect, a day to look again only to park."""

    kind: RequestDecision
    reason: str
    redirected_to: OrgUnit | None = None
    parked_until: dt.date | None = None


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
def save_request(actor: Actor, *, request: CooperationRequest, expected_version: int) -> CooperationRequest:
    """Correct or complete a request. Raises ValidationError by field and VersionConflict."""
    clean_texts(request)
    claim_version(request, expected_version)
    save_audited(request, actor=actor)
    return request


@transaction.atomic
def save_score(actor: Actor, *, score: Score) -> Score:
    """Assess a request on one criterion, with the weight the criterion has now. Raises ValidationError by field."""
    clean_texts(score)
    if score.criterion_id and score._state.adding:
        score.weight = score.criterion.weight
    save_audited(score, actor=actor)
    return score


@transaction.atomic
def decide(
    actor: Actor, *, request: CooperationRequest, decision: Decision, expected_version: int, today: dt.date
) -> CooperationRequest:
    """Decide on a request, or decide anew while it is parked or not answered yet."""
    if request.answered_on and request.decision != RequestDecision.PARK:
        raise ValidationError(_("Die Anfrage ist schon beantwortet; die Entscheidung steht."))
    if decision.parked_until and decision.parked_until <= today:
        raise ValidationError({"parked_until": _("Dieser Tag ist schon vorbei.")})
    request.decision = decision.kind
    request.decision_reason = decision.reason
    request.redirected_to = decision.redirected_to
    request.parked_until = decision.parked_until
    request.decided_on = today
    request.decided_by = actor if isinstance(actor, User) else None
    return save_request(actor, request=request, expected_version=expected_version)


@transaction.atomic
def note_answer(
    actor: Actor, *, request: CooperationRequest, answer: str, expected_version: int, today: dt.date
) -> CooperationRequest:
    """Note the answer that was sent. Before that there is a decision."""
    if not request.decision:
        raise ValidationError(_("Vor der Antwort steht die Entscheidung."))
    if not answer.strip():
        raise ValidationError({"answer": _("Bitte geben Sie die Antwort an.")})
    request.answer, request.answered_on = answer, today
    return save_request(actor, request=request, expected_version=expected_version)


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
