"""Writes of the office: delegation files, their programme and people, gifts; and deleting people on the stated day."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.versioning import claim_version
from partnerships.choices import GiftDirection
from partnerships.models import DelegationFile, DelegationParticipant, Gift, ProgrammeItem
from partnerships.services.cleaning import clean_texts

RETENTION_DAYS = 183
LONGEST_RETENTION_DAYS = 731


@transaction.atomic
def save_delegation_file(actor: Actor, *, file: DelegationFile, expected_version: int | None) -> DelegationFile:
    """Create or change the file of a delegation; people are deleted half a year after its end unless said otherwise.

    Raises ValidationError by field and VersionConflict.
    """
    clean_texts(file)
    if not file.activity.is_delegation:
        raise ValidationError({"activity": _("Eine Akte gibt es nur zu einer Delegation.")})
    end = file.activity.end
    file.delete_on = file.delete_on or end + dt.timedelta(days=RETENTION_DAYS)
    if not end <= file.delete_on <= end + dt.timedelta(days=LONGEST_RETENTION_DAYS):
        raise ValidationError(
            {"delete_on": _("Der Löschtag liegt zwischen dem Ende der Reise und zwei Jahren danach.")}
        )
    if file.pk is not None and expected_version is not None:
        claim_version(file, expected_version)
    save_audited(file, actor=actor)
    return file


@transaction.atomic
def save_programme_item(actor: Actor, *, item: ProgrammeItem) -> ProgrammeItem:
    """Create or change a point of the programme, on a day of the delegation. Raises ValidationError by field."""
    clean_texts(item)
    activity = item.file.activity
    if item.day and not activity.start <= item.day <= activity.end:
        raise ValidationError({"day": _("Dieser Tag liegt nicht in der Zeit der Delegation.")})
    save_audited(item, actor=actor)
    return item


@transaction.atomic
def save_participant(actor: Actor, *, participant: DelegationParticipant, today: dt.date) -> DelegationParticipant:
    """Create or change a participant, as long as the day of deletion has not come. Raises ValidationError by field.

    Nothing is kept of who wrote what about a person: the row itself is all there is.
    """
    clean_texts(participant)
    if participant.file.delete_on <= today:
        raise ValidationError(_("Der Löschtag dieser Akte ist vorbei. Es werden keine Personen mehr aufgenommen."))
    save_audited(participant, actor=actor)
    return participant


@transaction.atomic
def save_gift(actor: Actor, *, gift: Gift) -> Gift:
    """Register a gift; one received above the threshold needs the decision what becomes of it."""
    clean_texts(gift)
    threshold = settings.GIFT_THRESHOLD_EUR
    above = gift.value is not None and gift.value > threshold
    if gift.direction == GiftDirection.RECEIVED and above and not gift.decision:
        message = _("Das Geschenk ist mehr als %(threshold)s € wert: Bitte nennen Sie Genehmigung und Verbleib.")
        raise ValidationError({"decision": message % {"threshold": threshold}})
    save_audited(gift, actor=actor)
    return gift


def due_for_deletion(today: dt.date) -> list[DelegationFile]:
    """Files whose day of deletion has come and that name people, or were never looked at."""
    open_ones = Q(deleted_on=None) | Q(participants__isnull=False)
    return list(DelegationFile.objects.filter(open_ones, delete_on__lte=today).select_related("activity").distinct())


@transaction.atomic
def purge_participants(actor: Actor, *, file: DelegationFile, today: dt.date) -> int:
    """Delete the people of a file for good and note the day; the number of participants stays with the activity."""
    if file.delete_on > today:
        raise ValidationError(_("Der Löschtag dieser Akte ist noch nicht gekommen."))
    deleted, _by_model = DelegationParticipant.objects.filter(file=file).delete()
    file.deleted_on = today
    save_audited(file, actor=actor, reason=_("Personendaten gelöscht"))
    return deleted
