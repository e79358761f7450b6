"""A relation of the city with a partner, and the typed history of its status."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.partial_dates import PartialDate
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import (
    ONCE_PER_PARTNER,
    REASONED_STATUSES,
    DatePrecision,
    PartnershipKind,
    PartnershipStatus,
)
from partnerships.models.partners import Partner
from partnerships.querysets import PartnershipQuerySet


class Partnership(VersionedModel):
    """One relation. It is never deleted; its address never leads elsewhere.

    Where it stands is not stored here but in its StatusEntries, so that it can be asked for any day: see
    ``PartnershipQuerySet.as_of``.
    """

    slug = models.SlugField(_("Adresse"), max_length=80, unique=True, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="partnerships", verbose_name=_("Partner"))
    ENGLISH = {"topic": "topic_en", "description": "description_en", "reason": "reason_en"}

    kind = models.CharField(_("Art"), max_length=20, choices=PartnershipKind)
    topic = models.CharField(
        _("Thema"), max_length=200, blank=True, help_text=_("Unterscheidet mehrere Kooperationen mit einem Partner.")
    )
    topic_en = models.CharField(_("Thema auf Englisch"), max_length=200, blank=True)
    district = models.CharField(
        _("Stadtbezirk"), max_length=100, blank=True, help_text=_("Nur bei einer Stadtbezirkspartnerschaft")
    )
    responsible_unit = models.ForeignKey(
        "organisation.OrgUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("zuständige Einheit"),
        help_text=_("Leer, wenn nicht bekannt"),
    )
    involved_units = models.ManyToManyField(
        "organisation.OrgUnit",
        related_name="supported_partnerships",
        blank=True,
        verbose_name=_("beteiligte Einheiten"),
    )
    actors = models.ManyToManyField(
        "organisation.Actor",
        related_name="partnerships",
        blank=True,
        verbose_name=_("beteiligte externe Stellen"),
        help_text=_("Vereine, Freundeskreise, Hochschulen"),
    )
    since = models.DateField(_("besteht seit"), null=True, blank=True)
    since_precision = models.CharField(_("bekannt ist"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    description = models.TextField(_("Beschreibung"), blank=True)
    description_en = models.TextField(_("Beschreibung auf Englisch"), blank=True)
    reason = models.TextField(_("Warum diese Beziehung"), blank=True)
    reason_en = models.TextField(_("Warum diese Beziehung, auf Englisch"), blank=True)
    objectives = models.ManyToManyField(
        "measures.Objective", related_name="partnerships", blank=True, verbose_name=_("Oberziele")
    )
    measures = models.ManyToManyField(
        "measures.Measure", related_name="partnerships", blank=True, verbose_name=_("dient den Maßnahmen")
    )
    is_public = models.BooleanField(
        _("öffentlich"), default=True, help_text=_("Ohne Häkchen sieht nur das Büro diese Beziehung.")
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )
    search_text = models.TextField(editable=False, default="")

    objects = PartnershipQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["search_text"], m2m_fields=[involved_units, actors, objectives, measures]
    )

    if TYPE_CHECKING:
        # Set by PartnershipQuerySet.as_of() and with_activity().
        status: str
        status_id: int | None
        status_since: dt.date | None
        status_since_precision: str | None
        last_activity_on: dt.date | None
        activities_24_months: int

    class Meta:
        verbose_name = _("Partnerschaft")
        verbose_name_plural = _("Partnerschaften")
        ordering = ["partner__name", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kind"],
                condition=Q(kind__in=ONCE_PER_PARTNER),
                name="partnership_once_per_partner_and_kind",
                violation_error_message=_(
                    "Mit diesem Partner gibt es eine solche Beziehung schon. Wurde sie erneuert oder ruht sie, tragen "
                    "Sie dort einen neuen Stand ein."
                ),
            ),
            models.UniqueConstraint(
                fields=["partner", "kind", "topic", "district"],
                condition=~Q(kind__in=ONCE_PER_PARTNER),
                name="partnership_told_apart_by_topic",
                violation_error_message=_(
                    "Diese Beziehung gibt es schon. Unterscheiden Sie mehrere Kooperationen durch ihr Thema."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        return reverse("partnerships:detail", args=[self.slug])

    @property
    def since_known(self) -> PartialDate | None:
        """Since when the relation exists, as far as it is known."""
        return PartialDate(self.since, self.since_precision) if self.since else None

    @property
    def status_label(self) -> str:
        """The status in words; only after ``as_of``."""
        return str(PartnershipStatus(self.status).label)

    @property
    def status_since_known(self) -> PartialDate | None:
        """Since when this status holds, as far as it is known; only after ``as_of``."""
        return PartialDate(self.status_since, self.status_since_precision or "") if self.status_since else None


class StatusEntry(models.Model):
    """From ``effective_on`` the relation has this status. Rows are added, never changed: a correction is a new row.

    On a given day the row with the latest effective day holds; among rows of one day the one recorded last. So there
    is no gap after the first row, and never two statuses at once.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="status_entries", verbose_name=_("Partnerschaft")
    )
    status = models.CharField(_("Stand"), max_length=20, choices=PartnershipStatus)
    effective_on = models.DateField(_("gilt ab"))
    effective_precision = models.CharField(
        _("bekannt ist"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    reason = models.TextField(
        _("Begründung"), blank=True, help_text=_("Erforderlich, wenn die Beziehung ruht oder beendet ist.")
    )
    resolution = models.ForeignKey(
        "council.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnership_statuses",
        verbose_name=_("Beschluss"),
    )
    recorded_at = models.DateTimeField(_("erfasst am"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("erfasst von"),
    )

    class Meta:
        verbose_name = _("Stand der Partnerschaft")
        verbose_name_plural = _("Stände der Partnerschaft")
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["partnership", "-effective_on", "-id"], name="pstatus_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=PartnershipStatus.UNKNOWN),
                name="pstatus_is_known",
                violation_error_message=_("Bitte wählen Sie einen Stand."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=REASONED_STATUSES) | ~Q(reason=""),
                name="pstatus_needs_reason",
                violation_error_message=_("Warum ruht oder endet die Beziehung? Bitte begründen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.effective_known})"

    @property
    def effective_known(self) -> PartialDate:
        """From when it holds, as far as it is known."""
        return PartialDate(self.effective_on, self.effective_precision)
