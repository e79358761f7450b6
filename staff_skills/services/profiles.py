"""The employee's own entry: saved, confirmed, withdrawn. Every service writes the entry of ``actor`` and no other."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.versioning import VersionConflict, claim_version
from hannover_intl.organisation.models import User
from staff_skills.choices import DeletionReason, Visibility
from staff_skills.models import (
    Consent,
    ConsentText,
    Expertise,
    ExpertiseTopic,
    LanguageSkill,
    SkillProfile,
    Training,
)
from staff_skills.models.profile import OwnRow
from staff_skills.periods import CONFIRM_MONTHS, add_months
from staff_skills.services.deletion import delete_parts, delete_profile, step_back

MAX_ROWS = 20


@dataclass(frozen=True)
class LanguageEntry:
    """A language as typed; ``levels`` in the order of Activity."""

    language: str
    levels: tuple[str, str, str, str, str]
    evidence: str
    certificate_year: int | None = None

    def fields(self) -> dict[str, object]:
        """What is stored beside the language."""
        names = ("listening", "reading", "spoken_interaction", "spoken_production", "writing")
        levels = dict(zip(names, self.levels, strict=True))
        return {**levels, "evidence": self.evidence, "certificate_year": self.certificate_year}


@dataclass(frozen=True)
class TrainingEntry:
    """A training or stay abroad as typed."""

    kind: str
    state: str
    topic_id: int | None = None
    year: int | None = None
    country: str = ""


@dataclass(frozen=True)
class ProfileContent:
    """Everything the form says, and the version of the consent text that stood above it."""

    text_version: int
    purposes: frozenset[str]
    visibility: str = Visibility.CENTRAL
    languages: tuple[LanguageEntry, ...] = ()
    topics: frozenset[int] = frozenset()
    trainings: tuple[TrainingEntry, ...] = ()


def consent_text(today: dt.date) -> ConsentText | None:
    """The wording in force, or None while there is none: then nobody can agree."""
    return ConsentText.objects.filter(valid_from__lte=today).order_by("-version").first()


@transaction.atomic
def save_profile(actor: User, *, content: ProfileContent, expected_version: int, now: dt.datetime) -> SkillProfile:
    """Store the own entry; saving confirms it for two years. ``expected_version`` is 0 for a new one.

    Raises VersionConflict when the entry was changed or deleted meanwhile, ValidationError with German messages, and
    LedgerError when something was taken out that cannot be noted in the ledger.
    """
    today = timezone.localdate(now)
    text = _check(content, today)
    profile = _claim(actor, expected_version)
    profile.visibility = content.visibility
    profile.unit = actor.unit if content.visibility == Visibility.UNIT else None
    _set_confirmed(profile, today)
    profile.full_clean()
    try:
        with transaction.atomic():
            profile.save(force_insert=not expected_version)
    except IntegrityError:
        raise VersionConflict(SkillProfile.objects.filter(user=actor).first()) from None
    doomed: list[OwnRow] = [
        *_save_languages(profile, content),
        *_save_expertise(profile, content),
        *_save_trainings(profile, content),
        *_save_consents(profile, content, text, now),
    ]
    delete_parts(doomed, today=today)  # last: what is noted in the ledger must not be rolled back
    return profile


def _check(content: ProfileContent, today: dt.date) -> ConsentText:
    text = consent_text(today)
    if text is None or text.version != content.text_version:
        raise ValidationError(_("Der Text der Einwilligung hat sich geändert. Bitte lesen Sie ihn noch einmal."))
    if not content.purposes:
        raise ValidationError({"purposes": _("Bitte wählen Sie mindestens einen Zweck, dem Sie zustimmen.")})
    if max(len(content.languages), len(content.trainings)) > MAX_ROWS:
        raise ValidationError(_("Bitte tragen Sie höchstens %(limit)s Zeilen ein.") % {"limit": MAX_ROWS})
    codes = [entry.language for entry in content.languages]
    if len(codes) != len(set(codes)):
        raise ValidationError(_("Bitte tragen Sie jede Sprache nur einmal ein."))
    return text


def _claim(actor: User, expected_version: int) -> SkillProfile:
    stored: SkillProfile | None = SkillProfile.objects.select_for_update().filter(user=actor).first()
    if (stored is None) != (expected_version == 0):
        raise VersionConflict(stored)
    if stored is None:
        return SkillProfile(user=actor)
    claim_version(stored, expected_version)
    return stored


def _set_confirmed(profile: SkillProfile, today: dt.date) -> None:
    profile.confirmed_on = today
    profile.expires_on = add_months(today, CONFIRM_MONTHS)
    profile.reminded_on = None


def _save_languages(profile: SkillProfile, content: ProfileContent) -> list[LanguageSkill]:
    """Store the languages; returns those that are no longer wanted."""
    stored = {row.language: row for row in profile.languages.all()}
    wanted = {entry.language: entry for entry in content.languages}
    for code, entry in wanted.items():
        row = stored.get(code) or LanguageSkill(profile=profile, language=code)
        for name, value in entry.fields().items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
    return [row for code, row in stored.items() if code not in wanted]


def _save_expertise(profile: SkillProfile, content: ProfileContent) -> list[Expertise]:
    stored = {row.topic_id: row for row in profile.expertise.all()}
    for topic in ExpertiseTopic.objects.filter(pk__in=content.topics - set(stored), is_offered=True):
        Expertise.objects.create(profile=profile, topic=topic)
    return [row for topic_id, row in stored.items() if topic_id not in content.topics]


def _save_trainings(profile: SkillProfile, content: ProfileContent) -> list[Training]:
    wanted = list(content.trainings)
    doomed = []
    for row in profile.trainings.all():
        entry = TrainingEntry(row.kind, row.state, row.topic_id, row.year, row.country)
        if entry in wanted:
            wanted.remove(entry)
        else:
            doomed.append(row)
    for entry in wanted:
        row = Training(profile=profile, **asdict(entry))
        row.full_clean()
        row.save()
    return doomed


def _save_consents(
    profile: SkillProfile, content: ProfileContent, text: ConsentText, now: dt.datetime
) -> list[Consent]:
    """A consent keeps its day while the wording is the same; under a new wording it is given anew."""
    stored = {row.purpose: row for row in profile.consents.all()}
    withdrawn = [row for purpose, row in stored.items() if purpose not in content.purposes]
    step_back(profile.received.filter(request__purpose__in=[row.purpose for row in withdrawn]))
    for purpose in sorted(content.purposes):
        row = stored.get(purpose) or Consent(profile=profile, purpose=purpose)
        if row.text_id != text.pk:
            row.text, row.given_at = text, now
            row.full_clean()
            row.save()
    return withdrawn


@transaction.atomic
def confirm_profile(actor: User, *, today: dt.date) -> None:
    """The own entry still holds: it is kept for another two years. Raises ValidationError when there is none."""
    profile = SkillProfile.objects.select_for_update().filter(user=actor).first()
    if profile is None:
        raise ValidationError(_("Ihr Eintrag ist nicht mehr vorhanden."))
    _set_confirmed(profile, today)
    profile.save(update_fields=["confirmed_on", "expires_on", "reminded_on"])


@transaction.atomic
def withdraw_consent(actor: User, *, purpose: str, today: dt.date) -> bool:
    """Take back the consent to one purpose, with what rests on it. True when it was the last: then all is deleted.

    Raises LedgerError; then nothing is changed.
    """
    profile = SkillProfile.objects.select_for_update().filter(user=actor).first()
    if profile is None:
        return True
    others = profile.consents.exclude(purpose=purpose)
    if not others.exists():
        delete_profile(profile=profile, reason=DeletionReason.WITHDRAWN, today=today)
        return True
    claim_version(profile, profile.version)  # a form still open elsewhere must not give it again
    step_back(profile.received.filter(request__purpose=purpose))
    delete_parts(profile.consents.filter(purpose=purpose), today=today)
    return False


@transaction.atomic
def withdraw_all(actor: User, *, today: dt.date) -> None:
    """Delete the own entry with everything that hangs on it. Raises LedgerError; then nothing is changed."""
    profile = SkillProfile.objects.filter(user=actor).first()
    if profile is not None:
        delete_profile(profile=profile, reason=DeletionReason.WITHDRAWN, today=today)
