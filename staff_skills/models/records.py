"""What the portal itself keeps: who looked, what was deleted, and the frozen figures."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from staff_skills.choices import AccessKind, Audience, DeletionReason, Dimension, Purpose
from staff_skills.models.profile import SkillProfile
from staff_skills.querysets import AccessLogQuerySet, AccessLogSubjectQuerySet, SnapshotQuerySet


class AccessLog(models.Model):
    """Somebody else saw something of one or more profiles, for a purpose. Deleted after twelve months."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("wer"))
    at = models.DateTimeField(_("wann"))
    kind = models.CharField(_("was"), max_length=10, choices=AccessKind)
    purpose = models.CharField(_("wofür"), max_length=20, choices=Purpose)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugriff")
        verbose_name_plural = _("Zugriffe")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["actor", "at"], name="access_log_by_actor")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class AccessLogSubject(models.Model):
    """Whose profile was seen. It goes with the profile, so that the log keeps no trace of somebody who left."""

    access = models.ForeignKey(AccessLog, models.CASCADE, related_name="subjects", verbose_name=_("Zugriff"))
    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="seen_in", verbose_name=_("Eintrag"))

    objects = AccessLogSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugriff auf einen Eintrag")
        verbose_name_plural = _("Zugriffe auf Einträge")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["access", "profile"], name="access_subject_once")]

    def __str__(self) -> str:
        return str(_("Zugriff"))


class Tombstone(models.Model):
    """A profile was deleted on a day. The pseudonym is a keyed hash of a random key: it leads to nobody."""

    pseudonym = models.CharField(_("Pseudonym"), max_length=64, unique=True)
    deleted_on = models.DateField(_("gelöscht am"))
    reason = models.CharField(_("Grund"), max_length=10, choices=DeletionReason)

    class Meta:
        verbose_name = _("Löschvermerk")
        verbose_name_plural = _("Löschvermerke")
        ordering = ["-deleted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.deleted_on:%d.%m.%Y}"


class AggregateSnapshot(models.Model):
    """One table of the statistics of one quarter, as it was published. It never changes and holds no small number."""

    quarter = models.CharField(_("Quartal"), max_length=7)
    dimension = models.CharField(_("nach"), max_length=12, choices=Dimension)
    audience = models.CharField(_("für"), max_length=10, choices=Audience)
    rows = models.JSONField(_("Zeilen"), encoder=DjangoJSONEncoder, blank=True)
    taken_on = models.DateField(_("erhoben am"))

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quartalszahlen")
        verbose_name_plural = _("Quartalszahlen")
        ordering = ["-quarter", "dimension", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "dimension", "audience"], name="snapshot_once_per_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.get_dimension_display()}"
