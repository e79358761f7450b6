"""Reports to the council: composed as a draft, then frozen for ever with all that was printed."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from hannover_intl.reporting.choices import BlockSource, Layout, ReportState, ScopeKind, VersionKind
from hannover_intl.reporting.querysets import CONTENT, BlockQuerySet, ReportQuerySet, TemplateQuerySet, frozen_error
from hannover_intl.reporting.report import Scope

_SHA256_LENGTH = 64


class BlockTemplate(models.Model):
    """A headed part that new reports begin with. The city's form changed twice in ten years, so the office keeps it."""

    position = models.PositiveSmallIntegerField(_("Reihenfolge"), validators=[MinValueValidator(1)])
    heading = models.CharField(_("Überschrift"), max_length=200, unique=True)
    source = models.CharField(_("Inhalt"), max_length=10, choices=BlockSource, default=BlockSource.TEXT)
    text = models.TextField(
        _("Text"), blank=True, help_text=_("Womit der Block beginnt. Leer und berechnet: der berechnete Text.")
    )
    is_required = models.BooleanField(_("Pflicht"), default=False, help_text=_("Ohne ihn wird nicht festgeschrieben."))
    is_active = models.BooleanField(_("wird verwendet"), default=True)

    objects = TemplateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Blockvorlage")
        verbose_name_plural = _("Blockvorlagen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class CommitteeReport(VersionedModel):
    """A progress report on its way to the council. Its paper holds number, subject and addressees.

    A draft is computed each time it is shown. Freezing stores what was printed: ``payload`` (the report as data),
    ``html`` (the body of its page) and the PDF, each with its SHA-256. From then on the row is only published.
    """

    paper = models.OneToOneField("council.Paper", models.PROTECT, related_name="report", verbose_name=_("Drucksache"))
    state = models.CharField(_("Stand"), max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    as_of = models.DateField(_("Stichtag"))
    scope_kind = models.CharField(_("Umfang"), max_length=10, choices=ScopeKind, default=ScopeKind.ALL)
    scope_number = models.PositiveIntegerField(_("Nummer des Umfangs"), default=0)
    layout = models.CharField(_("Anlage im PDF"), max_length=10, choices=Layout, default=Layout.FULL)
    keep = models.BooleanField(
        _("Bitte aufbewahren"), default=False, help_text=_("Der Bericht wird nicht noch einmal versandt.")
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("entstanden aus"),
    )
    reason = models.CharField(
        _("Grund der neuen Fassung"),
        max_length=300,
        blank=True,
        help_text=_("Steht auf dem Titelblatt nach „Neufassung:“ oder „Ergänzung:“."),
    )
    compared_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verglichen mit"),
        help_text=_("Der Bericht, gegenüber dem Änderungen genannt werden."),
    )
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("festgeschrieben von"),
    )
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("veröffentlicht von"),
    )
    payload = models.TextField(_("Daten"), blank=True, editable=False)
    html = models.TextField(_("Seite"), blank=True, editable=False)
    pdf = models.CharField(_("PDF"), max_length=200, blank=True, editable=False)  # its name in the store of files
    payload_sha256 = models.CharField(_("Prüfsumme der Daten"), max_length=_SHA256_LENGTH, blank=True, editable=False)
    html_sha256 = models.CharField(_("Prüfsumme der Seite"), max_length=_SHA256_LENGTH, blank=True, editable=False)
    pdf_sha256 = models.CharField(_("Prüfsumme des PDF"), max_length=_SHA256_LENGTH, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=CONTENT)

    class Meta:
        verbose_name = _("Bericht an den Rat")
        verbose_name_plural = _("Berichte an den Rat")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.ALL, scope_number=0)
                | (~Q(scope_kind=ScopeKind.ALL) & Q(scope_number__gt=0)),
                name="report_scope_has_its_number",
                violation_error_message=_("Bitte wählen Sie, worüber berichtet wird."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, frozen_at__isnull=True, payload="", html="", pdf="")
                | (
                    ~Q(state=ReportState.DRAFT)
                    & Q(frozen_at__isnull=False)
                    & ~Q(payload="")
                    & ~Q(html="")
                    & ~Q(pdf="")
                    & ~Q(payload_sha256="")
                    & ~Q(html_sha256="")
                    & ~Q(pdf_sha256="")
                ),
                name="report_frozen_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=ReportState.PUBLISHED) & Q(published_at__isnull=True)),
                name="report_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("pk")),
                name="report_not_its_own_predecessor",
            ),
        ]

    def __str__(self) -> str:
        name = self.paper if self.paper.number else self.get_state_display()
        return f"{name}, {_('Stand')} {self.as_of:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The page of the published report."""
        return reverse("reporting:detail", args=[self.paper.slug])

    @property
    def scope(self) -> Scope:
        """Which measures it covers."""
        return Scope(ScopeKind(self.scope_kind).value, self.scope_number)  # type: ignore[arg-type]  # the same words

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.state != ReportState.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether it went out."""
        return self.state == ReportState.PUBLISHED

    @property
    def is_supplement(self) -> bool:
        """Whether it stands beside the report it was made from instead of replacing it."""
        return self.paper.suffix.startswith(VersionKind.SUPPLEMENT.value)

    def superseding(self) -> "CommitteeReport | None":
        """The newest published revision of it; a supplement stands beside it and replaces nothing."""
        published = self.successors.filter(state=ReportState.PUBLISHED)
        revisions = published.filter(paper__suffix__startswith=VersionKind.REVISION.value)
        return revisions.without_content().order_by("-published_at").first()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; raises ValidationError when something frozen would change. The database refuses it as well."""
        if self.pk is not None:
            self._refuse_change()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As Django's; raises ValidationError for a frozen report."""
        _refuse_frozen(self.pk)
        return super().delete(*args, **kwargs)

    def _refuse_change(self) -> None:
        stored = CommitteeReport._base_manager.filter(pk=self.pk).values().first()
        if stored is None or stored["state"] == ReportState.DRAFT:
            return
        changed = {name for name, value in stored.items() if getattr(self, name) != value}
        publishes = stored["state"] == ReportState.FROZEN and self.state == ReportState.PUBLISHED
        if changed - (_PUBLISHING if publishes else {"version"}):
            raise frozen_error()


# What changes when a frozen report is published.
_PUBLISHING = {"state", "published_at", "published_by_id", "version"}


class ReportBlock(models.Model):
    """A headed part of one report, in its order. An empty text of a computed block means the computed one."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="blocks", verbose_name=_("Bericht"))
    template = models.ForeignKey(
        BlockTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="blocks",
        verbose_name=_("Vorlage"),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), validators=[MinValueValidator(1)])
    heading = models.CharField(_("Überschrift"), max_length=200)
    source = models.CharField(_("Inhalt"), max_length=10, choices=BlockSource, default=BlockSource.TEXT)
    text = models.TextField(
        _("Text"), blank=True, help_text=_("Ersetzt den berechneten Text. Ein Block ohne Text wird nicht gedruckt.")
    )

    objects = BlockQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Block")
        verbose_name_plural = _("Blöcke")
        ordering = ["report", "position", "pk"]

    def __str__(self) -> str:
        return self.heading

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; raises ValidationError when its report is frozen."""
        _refuse_frozen(self.report_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As Django's; raises ValidationError when its report is frozen."""
        _refuse_frozen(self.report_id)
        return super().delete(*args, **kwargs)


class Announcement(models.Model):
    """The departments are still to be told of this published report.

    Stored with the publication and deleted when all mails are out, so a process that dies in between forgets nobody.
    """

    report = models.OneToOneField(CommitteeReport, models.CASCADE, related_name="+", verbose_name=_("Bericht"))

    class Meta:
        verbose_name = _("ausstehende Mitteilung an die Fachbereiche")
        verbose_name_plural = _("ausstehende Mitteilungen an die Fachbereiche")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.report)


class RequestActivity(models.Model):
    """For which activity somebody with a language is looked for. It stands here, because neither knows the other."""

    request = models.OneToOneField(
        "staff_skills.SkillRequest", models.CASCADE, related_name="+", verbose_name=_("Anfrage")
    )
    activity = models.ForeignKey("partnerships.Activity", models.PROTECT, related_name="+", verbose_name=_("Aktivität"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Aktivität zu einer Anfrage")
        verbose_name_plural = _("Aktivitäten zu Anfragen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.activity)


def _refuse_frozen(report_id: int) -> None:
    reports = CommitteeReport._base_manager.filter(pk=report_id).exclude(state=ReportState.DRAFT)
    if reports.exists():
        raise frozen_error()
