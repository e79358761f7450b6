"""What was signed with a partner: parties, dates, the council paper and the file."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.partial_dates import PartialDate
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import AgreementKind, DatePrecision
from partnerships.models.partnerships import Partnership
from partnerships.querysets import AgreementQuerySet


class Agreement(VersionedModel):
    """An agreement of a partnership. Its file is a checked PDF, stored under a random name by a service only."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="agreements", verbose_name=_("Partnerschaft")
    )
    kind = models.CharField(_("Art"), max_length=20, choices=AgreementKind)
    title = models.CharField(_("Titel"), max_length=250)
    parties = models.TextField(_("Vertragsparteien"), blank=True)
    signed_on = models.DateField(_("unterzeichnet"), null=True, blank=True)
    signed_precision = models.CharField(
        _("bekannt ist"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    signed_by = models.CharField(
        _("unterzeichnet durch"),
        max_length=150,
        blank=True,
        help_text=_("Das Amt, nicht die Person: Oberbürgermeister"),
    )
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True, help_text=_("Leer: unbefristet"))
    renews_automatically = models.BooleanField(_("verlängert sich von selbst"), default=False)
    renewal_on = models.DateField(_("über die Verlängerung entscheiden bis"), null=True, blank=True)
    notice_by = models.DateField(_("kündbar bis"), null=True, blank=True)
    paper = models.ForeignKey(
        "council.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("Drucksache"),
    )
    file = models.FileField(_("Datei"), upload_to="agreements", max_length=100, blank=True, editable=False)
    file_size = models.PositiveIntegerField(_("Größe der Datei"), null=True, blank=True, editable=False)
    file_sha256 = models.CharField(_("Prüfsumme der Datei"), max_length=64, blank=True, editable=False)
    file_is_public = models.BooleanField(
        _("Datei ist öffentlich"),
        default=False,
        help_text=_("Nur ankreuzen, wenn die Datei keine Unterschriften und keine anderen persönlichen Angaben zeigt."),
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Vereinbarung")
        verbose_name_plural = _("Vereinbarungen")
        ordering = [F("signed_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"],
                name="agreement_title_unique_in_partnership",
                violation_error_message=_("Eine Vereinbarung mit diesem Titel hat die Partnerschaft schon."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("signed_on")),
                name="agreement_end_not_before_signing",
                violation_error_message=_("Das Ende der Gültigkeit liegt vor der Unterzeichnung."),
            ),
            models.CheckConstraint(
                condition=Q(notice_by__lte=F("valid_until")),
                name="agreement_notice_not_after_end",
                violation_error_message=_("Die Kündigung muss vor dem Ende der Gültigkeit möglich sein."),
            ),
            models.CheckConstraint(
                condition=Q(renewal_on__lte=F("valid_until")),
                name="agreement_renewal_not_after_end",
                violation_error_message=_("Über die Verlängerung ist vor dem Ende der Gültigkeit zu entscheiden."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def signed_known(self) -> PartialDate | None:
        """When it was signed, as far as it is known."""
        return PartialDate(self.signed_on, self.signed_precision) if self.signed_on else None
