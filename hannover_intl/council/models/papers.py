"""Papers of the council and who consults them (terms of OParl 1.1)."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.council.choices import ConsultationRole, PaperType
from hannover_intl.council.models.committees import Committee, Meeting
from hannover_intl.council.querysets import ConsultationQuerySet, PaperQuerySet


class Paper(models.Model):
    """A council paper (Drucksache; OParl: Paper) with the city's number, for example 1676/2022 N1.

    Who may know of it: ``PaperQuerySet.visible_to``. The number is given late, so a draft may be without one.
    """

    number = models.CharField(
        _("Nummer"),
        max_length=12,
        blank=True,
        validators=[
            RegexValidator(r"^(\d{2}-)?\d{4}/\d{4}$", _("Die Nummer hat die Form 0383/2019 oder 15-2038/2019."))
        ],
    )
    suffix = models.CharField(
        _("Zusatz"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{1,2}$", _("Ein Zusatz hat die Form N1, E1, F1 oder S1."))],
        help_text=_("N1 = 1. Neufassung, E1 = 1. Ergänzung, F1 = Antwort auf eine Anfrage, S1 = Entscheidung"),
    )
    paper_type = models.CharField(_("Art"), max_length=20, choices=PaperType)
    name = models.CharField(_("Betreff"), max_length=400)
    date = models.DateField(_("Datum"), null=True, blank=True, help_text=_("Leer, wenn nicht bekannt"))
    web = models.URLField(_("Adresse im Ratsinformationssystem"), blank=True)
    is_draft = models.BooleanField(
        _("Entwurf"), default=False, help_text=_("Noch nicht veröffentlicht: nur das Büro sieht die Drucksache.")
    )
    is_nonpublic = models.BooleanField(
        _("nichtöffentlich"),
        default=False,
        help_text=_("Nur das Büro und die Mitglieder der Ausschüsse, an die sie geht, sehen die Drucksache."),
    )
    # Set when what is printed of the paper was frozen; number, subject and addressees then stay what they were.
    is_fixed = models.BooleanField(_("festgeschrieben"), default=False, editable=False)

    objects = PaperQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Drucksache")
        verbose_name_plural = _("Drucksachen")
        ordering = ["-number", "suffix"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "suffix"],
                condition=~Q(number=""),
                name="paper_reference_unique",
                violation_error_message=_("Diese Drucksache ist schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(is_draft=True) | ~Q(number=""),
                name="paper_number_unless_draft",
                violation_error_message=_("Ohne Nummer bleibt die Drucksache ein Entwurf."),
            ),
        ]

    def __str__(self) -> str:
        if not self.number:
            return f"{self.get_paper_type_display()} ({self.reference}): {self.name}"
        return f"{self.get_paper_type_display()} {_('Nr.')} {self.reference}"

    def clean(self) -> None:
        """What was printed of a fixed paper stays as it was. Raises ValidationError."""
        super().clean()
        stored = Paper._base_manager.filter(pk=self.pk, is_fixed=True).first() if self.pk else None
        if stored and any(getattr(self, name) != getattr(stored, name) for name in PRINTED):
            raise fixed_error()

    @property
    def is_public(self) -> bool:
        """Whether everybody may know of it."""
        return not self.is_draft and not self.is_nonpublic

    @property
    def reference(self) -> str:
        """Number as printed in the box of the paper (OParl: Paper.reference); "Entwurf" until there is one."""
        return f"{self.number or _('Entwurf')} {self.suffix}".strip()

    @property
    def distinct_name(self) -> str:
        """The subject; of a Neufassung or an Ergänzung, which has the same one, with its number."""
        return f"{self.name} ({self.reference})" if self.suffix else self.name

    @property
    def slug(self) -> str:
        """Number as in addresses of pages, as the council's own system writes it: 1676-2022N1; a draft's is its key."""
        return f"{self.number.replace('/', '-')}{self.suffix}" if self.number else f"entwurf-{self.pk}"


# What a paper prints of itself; the database refuses to change it once the paper is fixed (migration 0005).
PRINTED = ("number", "suffix", "paper_type", "name", "date")


def fixed_error() -> ValidationError:
    """What is told whoever tries to change the printed parts of a fixed paper."""
    text = _("Die Drucksache ist festgeschrieben. Nummer, Betreff, Datum und Adressaten ändern sich nicht mehr.")
    return ValidationError(text, code="fixed")


class Consultation(models.Model):
    """One addressee of a paper: the committee, in which order, to deliberate or to take note (OParl: Consultation)."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="consultations", verbose_name=_("Drucksache"))
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="consultations", verbose_name=_("Ausschuss"))
    role = models.CharField(_("Beteiligung"), max_length=20, choices=ConsultationRole)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("Sitzung"),
    )
    agenda_item = models.CharField(_("TOP"), max_length=20, blank=True)
    result = models.CharField(_("Ergebnis"), max_length=200, blank=True)

    objects = ConsultationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Beratung")
        verbose_name_plural = _("Beratungsfolge")
        ordering = ["paper", "role", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "committee"],
                name="consultation_committee_once_per_paper",
                violation_error_message=_("Dieser Ausschuss ist schon Adressat der Drucksache."),
            ),
            models.UniqueConstraint(
                fields=["paper", "position"],
                name="consultation_position_once_per_paper",
                violation_error_message=_("Diesen Platz in der Reihenfolge hat schon ein anderer Ausschuss."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.committee}"

    def clean(self) -> None:
        """A fixed paper keeps its addressees; meeting, agenda item and result come later. Raises ValidationError."""
        super().clean()
        if not Paper._base_manager.filter(pk=self.paper_id, is_fixed=True).exists():
            return
        stored = Consultation._base_manager.filter(pk=self.pk, paper=self.paper_id).first() if self.pk else None
        if stored is None or (stored.committee_id, stored.role) != (self.committee_id, self.role):
            raise fixed_error()
