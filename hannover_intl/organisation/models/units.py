"""The organisation chart of the city and the partners outside of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.organisation.choices import ActorKind, UnitKind
from hannover_intl.organisation.querysets import OrgUnitQuerySet


class OrgUnit(models.Model):
    """A unit as it stands in the chart for a time. A recut ends it and names its successor; it is never rewritten."""

    number = models.CharField(_("Nummer"), max_length=20, blank=True, help_text=_("Zum Beispiel 15.23"))
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("gehört zu")
    )
    email = models.EmailField(
        _("E-Mail"),
        blank=True,
        help_text=_("Funktionspostfach, keine persönliche Adresse: Sie steht öffentlich bei den Partnerschaften."),
    )
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_to = models.DateField(_("gültig bis"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("Nachfolge"),
    )

    objects = OrgUnitQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Organisationseinheit")
        verbose_name_plural = _("Organisationseinheiten")
        ordering = ["number", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(valid_to__isnull=True) & ~Q(number=""),
                name="unit_number_unique_while_valid",
                violation_error_message=_("Es gibt schon eine gültige Einheit mit dieser Nummer."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(valid_to__isnull=True),
                name="unit_name_unique_while_valid",
                violation_error_message=_("Es gibt schon eine gültige Einheit mit diesem Namen."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="unit_valid_to_not_before_from",
                violation_error_message=_("Das Ende der Gültigkeit liegt vor ihrem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False),
                name="unit_successor_needs_end",
                violation_error_message=_("Eine Nachfolge setzt voraus, dass die Gültigkeit endet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class Actor(models.Model):
    """A partner outside of the administration who helps to carry out measures."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    kind = models.CharField(_("Art"), max_length=20, choices=ActorKind)
    url = models.URLField(_("Website"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("externe Stelle")
        verbose_name_plural = _("externe Stellen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
