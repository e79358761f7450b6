"""Writes to the council that have rules of their own: committees that follow each other, addressees in order.

Everything else is stored by ``core.audit.save_audited`` alone.
"""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, RowError, delete_audited, errors_of, save_audited
from hannover_intl.core.slugs import free_slug, short_slug
from hannover_intl.council.models import Committee, Consultation, Paper
from hannover_intl.council.models.papers import fixed_error

LAST_POSITION = 999
_NAME_IN_SLUG = 60


@transaction.atomic
def save_committee(actor: Actor, *, committee: Committee) -> Committee:
    """Create or change a committee. Its successor belongs to the same term or a later one, so that no ring closes.

    A new one gets its address, which stays when the name is corrected.

    Raises ValidationError.
    """
    successor = committee.successor
    if successor is not None and successor == committee:
        raise ValidationError({"successor": _("Ein Ausschuss folgt nicht auf sich selbst.")})
    if successor is not None and successor.term.start < committee.term.start:
        raise ValidationError({"successor": _("Die Nachfolge gehört zu einer früheren Wahlperiode.")})
    others = {other.pk: other.successor_id for other in Committee.objects.select_for_update().order_by("pk")}
    following, seen = committee.successor_id, set[int]()
    while following is not None and following not in seen:
        if following == committee.pk:
            raise ValidationError({"successor": _("Die Nachfolge führt zu diesem Ausschuss zurück.")})
        seen.add(following)
        following = others.get(following)
    committee.slug = committee.slug or free_slug(
        Committee, short_slug(committee.name, _NAME_IN_SLUG), str(committee.term.start.year), fallback="ausschuss"
    )
    save_audited(committee, actor=actor)
    return committee


@transaction.atomic
def save_paper(
    actor: Actor, *, paper: Paper, consultations: Sequence[Consultation] = (), removed: Iterable[Consultation] = ()
) -> Paper:
    """Create or change a paper with its new and changed addressees; places in the order may be swapped.

    Raises ValidationError for the paper and RowError for an addressee.
    """
    save_audited(paper, actor=actor)
    for consultation in removed:
        if paper.is_fixed:
            raise RowError(consultation, fixed_error())
        delete_audited(consultation, actor=actor)
    _step_aside(paper, consultations)
    for consultation in consultations:
        consultation.paper = paper
        with errors_of(consultation):
            _check(consultation)
            save_audited(consultation, actor=actor)
    return paper


def _step_aside(paper: Paper, consultations: Sequence[Consultation]) -> None:
    """Move the addressees that get a new place behind all others, so that no two meet on the way."""
    stored = Consultation.objects.filter(paper=paper)
    last = stored.aggregate(last=Max("position"))["last"] or 0
    moving = [consultation for consultation in consultations if consultation.pk is not None]
    for place, consultation in enumerate(moving, start=last + 1):
        stored.filter(pk=consultation.pk).update(position=place)


def _check(consultation: Consultation) -> None:
    if consultation.position is not None and consultation.position > LAST_POSITION:
        raise ValidationError({"position": _("Höchstens %(last)s.") % {"last": LAST_POSITION}})
    if consultation.meeting is not None and consultation.meeting.committee_id != consultation.committee_id:
        raise ValidationError({"meeting": _("Diese Sitzung gehört zu einem anderen Ausschuss.")})
