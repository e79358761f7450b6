"""Deleting: rows are gone at once, with everything that hangs on them; a tombstone and the ledger remain."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from staff_skills import ledger, mails
from staff_skills.choices import AnswerState, DeletionReason, RequestState
from staff_skills.models import (
    Consent,
    Expertise,
    LanguageSkill,
    SkillProfile,
    SkillRequest,
    SkillRequestRecipient,
    Tombstone,
    Training,
)
from staff_skills.models.profile import OwnRow

OWN_MODELS: tuple[type[OwnRow], ...] = (SkillProfile, LanguageSkill, Expertise, Training, Consent)
_PARTS: tuple[Any, ...] = (LanguageSkill, Expertise, Training, Consent)


@transaction.atomic
def delete_profile(*, profile: SkillProfile, reason: DeletionReason, today: dt.date) -> None:
    """Delete a profile with all its parts, answers to requests, and entries in the access log.

    Raises LedgerError when the ledger cannot be written; then nothing is deleted.
    """
    locked = SkillProfile.objects.select_for_update().filter(pk=profile.pk).first()
    if locked is None:
        return
    rows: list[OwnRow] = [locked]
    for model in _PARTS:
        rows += model.objects.filter(profile=locked)
    entries = [_entry(row, reason, today) for row in rows]
    step_back(SkillRequestRecipient.objects.filter(profile=locked))
    Tombstone.objects.get_or_create(
        pseudonym=ledger.pseudonym(locked.pk), defaults={"deleted_on": today, "reason": reason}
    )
    locked.delete()
    ledger.append(entries)


@transaction.atomic
def delete_parts(rows: Iterable[OwnRow], *, today: dt.date) -> None:
    """Delete single rows of a profile. Raises LedgerError."""
    doomed = list(rows)
    entries = [_entry(row, DeletionReason.WITHDRAWN, today) for row in doomed]
    for row in doomed:
        row.delete()
    if entries:
        ledger.append(entries)


def step_back(recipients: Any) -> None:
    """Somebody is no longer available: their requests lose them, and those who ask are told, without a name."""
    gone = list(recipients.select_related("request__coordinator"))
    for recipient in gone:
        recipient.delete()
        reopen_if_unassigned(recipient.request)
        if recipient.request.state in {RequestState.OPEN, RequestState.ASSIGNED}:
            transaction.on_commit(lambda request=recipient.request: mails.send_changed(request))  # type: ignore[misc]


def reopen_if_unassigned(request: SkillRequest) -> None:
    """A request whose person is gone needs another one."""
    if request.state != RequestState.ASSIGNED:
        return
    if not request.recipients.filter(state=AnswerState.ASSIGNED).exists():
        request.state = RequestState.OPEN
        request.save(update_fields=["state"])


@transaction.atomic
def apply_ledger() -> dict[str, int]:
    """Delete again what the ledger names and a restored backup brought back; how many rows of each kind."""
    entries = ledger.read()
    counts: dict[str, int] = {}
    for model in OWN_MODELS:
        kind = _kind(model)
        known = {entry.pseudonym: entry for entry in entries if entry.kind == kind}
        keys = list(model._default_manager.values_list("pk", flat=True)) if known else []
        doomed = [key for key in keys if ledger.pseudonym(key) in known]
        counts[kind] = len(doomed)
        _delete_again(model, doomed)
    _restore_tombstones(entries)
    counts[_kind(SkillProfile)] += _delete_without_consent()
    return counts


def _delete_again(model: type[OwnRow], keys: list[Any]) -> None:
    """Consents take the answers of their purpose along, profiles everything."""
    if model is Consent:
        for consent in Consent.objects.filter(pk__in=keys):
            step_back(
                SkillRequestRecipient.objects.filter(profile=consent.profile_id, request__purpose=consent.purpose)
            )
    if model is SkillProfile:
        step_back(SkillRequestRecipient.objects.filter(profile__in=keys))
    model._default_manager.filter(pk__in=keys).delete()


def _delete_without_consent() -> int:
    """A profile without any consent has no reason to exist."""
    orphans = SkillProfile.objects.filter(consents__isnull=True)
    count = orphans.count()
    orphans.delete()
    return count


def _restore_tombstones(entries: list[ledger.Entry]) -> None:
    for entry in entries:
        if entry.kind == _kind(SkillProfile):
            Tombstone.objects.get_or_create(
                pseudonym=entry.pseudonym, defaults={"deleted_on": entry.day, "reason": entry.reason}
            )


def _kind(model: type[OwnRow]) -> str:
    return str(model._meta.model_name)


def _entry(row: OwnRow, reason: DeletionReason, today: dt.date) -> ledger.Entry:
    return ledger.Entry(today, _kind(type(row)), ledger.pseudonym(row.pk), reason.value)
