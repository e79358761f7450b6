"""A committee report: a council paper with the progress report as its annex."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from hannover_intl.reporting.choices import AnnexLength, ReportState, ScopeKind
from hannover_intl.reporting.querysets import CommitteeReportQuerySet

FROZEN_FIELDS = (
    "paper",
    "as_of",
    "scope_kind",
    "scope_number",
    "scope_committee",
    "annex_length",
    "keep_note",
    "reason_line",
    "place",
    "dated",
    "confidential",
    "replaces",
    "compared_with",
    "schema_version",
    "payload",
    "payload_sha256",
    "html_file",
    "html_sha256",
    "pdf_file",
    "pdf_sha256",
    "frozen_at",
)


class CommitteeReport(VersionedModel):
    """What the council is told as of a day. A draft is rendered live; a frozen report is data and files.

    Addressees are the consultations of ``paper``. ``payload`` is the JSON of the frozen report with names and units
    as valid then; the files are stored under their SHA-256. No path changes a frozen report: services refuse, and
    triggers in the database hold the columns of FROZEN_FIELDS.
    """

    paper = models.OneToOneField(
        "council.Paper", models.PROTECT, related_name="committee_report", verbose_name=_("Drucksache")
    )
    as_of = models.DateField(_("Stichtag"))
    scope_kind = models.CharField(_("Umfang"), max_length=10, choices=ScopeKind, default=ScopeKind.ALL)
    scope_number = models.PositiveSmallIntegerField(
        _("Nummer des Handlungsfelds oder Oberziels"), null=True, blank=True
    )
    scope_committee = models.ForeignKey(
        "council.Committee", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ausschuss")
    )
    annex_length = models.CharField(_("Anlage"), max_length=10, choices=AnnexLength, default=AnnexLength.FULL)
    keep_note = models.BooleanField(_("„BITTE AUFBEWAHREN“ drucken"), default=False)
    reason_line = models.CharField(
        _("Grund der Neufassung oder Ergänzung"),
        max_length=300,
        blank=True,
        help_text=_("Zum Beispiel „Neufassung aufgrund geänderter Kosten“"),
    )
    place = models.CharField(_("Ort"), max_length=100, default="Hannover")
    dated = models.DateField(_("Datum der Drucksache"), null=True, blank=True)
    confidential = models.BooleanField(
        _("nichtöffentlich"),
        default=False,
        help_text=_("Nur Mitglieder der Ausschüsse und das Büro sehen den Bericht."),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersetzt oder ergänzt"),
    )
    compared_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verglichen mit")
    )
    state = models.CharField(_("Stand"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    schema_version = models.PositiveSmallIntegerField(_("Fassung des Datenformats"), null=True, editable=False)
    payload = models.TextField(_("Daten"), blank=True, editable=False)
    payload_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    html_file = models.CharField(max_length=120, blank=True, editable=False)
    html_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pdf_file = models.CharField(max_length=120, blank=True, editable=False)
    pdf_sha256 = models.CharField(_("SHA-256 des PDF"), max_length=64, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, editable=False)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("angelegt von"),
    )

    objects = CommitteeReportQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["payload", "search_text"])

    class Meta:
        verbose_name = _("Ausschussbericht")
        verbose_name_plural = _("Ausschussberichte")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT)
                | (~Q(payload_sha256="") & ~Q(html_sha256="") & ~Q(pdf_sha256="") & Q(frozen_at__isnull=False)),
                name="report_frozen_has_its_files",
                violation_error_message=_("Ein festgeschriebener Bericht braucht Daten und Dateien mit Prüfsummen."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReportState.DRAFT, ReportState.FROZEN], published_at__isnull=True)
                | Q(state__in=[ReportState.PUBLISHED, ReportState.SUPERSEDED], published_at__isnull=False),
                name="report_published_has_its_day",
                violation_error_message=_("Genau ein veröffentlichter Bericht hat einen Tag der Veröffentlichung."),
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("id")),
                name="report_does_not_replace_itself",
                violation_error_message=_("Ein Bericht kann sich nicht selbst ersetzen."),
            ),
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.ALL, scope_number__isnull=True, scope_committee__isnull=True)
                | Q(
                    scope_kind__in=[ScopeKind.FIELD, ScopeKind.OBJECTIVE],
                    scope_number__isnull=False,
                    scope_committee__isnull=True,
                )
                | Q(scope_kind=ScopeKind.COMMITTEE, scope_number__isnull=True, scope_committee__isnull=False),
                name="report_scope_is_complete",
                violation_error_message=_("Zum Umfang gehört genau die Nummer oder der Ausschuss, den er nennt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.paper.name}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:paper", args=[self.paper.slug])
