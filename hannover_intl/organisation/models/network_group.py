"""The network group of the administration, "Europa und Internationales": who sits in it, meetings, tasks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.organisation.models.accounts import User
from hannover_intl.organisation.models.units import OrgUnit


class NetworkGroup(models.Model):
    """A standing group across units that coordinates the strategy inside the administration."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    purpose = models.TextField(_("Aufgabe"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Vernetzungsgruppe")
        verbose_name_plural = _("Vernetzungsgruppen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NetworkGroupMember(models.Model):
    """The seat of a unit in the group, with the person who holds it and the one who stands in."""

    group = models.ForeignKey(NetworkGroup, models.CASCADE, related_name="members", verbose_name=_("Gruppe"))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("Organisationseinheit"))
    member = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Mitglied")
    )
    deputy = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Vertretung")
    )
    since = models.DateField(_("seit"))
    until = models.DateField(_("bis"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Mitgliedschaft in der Vernetzungsgruppe")
        verbose_name_plural = _("Mitgliedschaften in der Vernetzungsgruppe")
        ordering = ["group", "unit", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "unit"],
                condition=Q(until__isnull=True),
                name="group_member_one_seat_per_unit",
                violation_error_message=_("Die Einheit ist in dieser Gruppe schon vertreten."),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="group_member_until_not_before_since",
                violation_error_message=_("Das Ende der Mitgliedschaft liegt vor ihrem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class NetworkGroupMeeting(models.Model):
    """One meeting of the group."""

    group = models.ForeignKey(NetworkGroup, models.CASCADE, related_name="meetings", verbose_name=_("Gruppe"))
    start = models.DateTimeField(_("Beginn"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    minutes = models.TextField(_("Ergebnisse"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Treffen der Vernetzungsgruppe")
        verbose_name_plural = _("Treffen der Vernetzungsgruppe")
        ordering = ["-start"]

    def __str__(self) -> str:
        return f"{self.group}, {self.start:%d.%m.%Y}"


class NetworkGroupTask(models.Model):
    """What the group agreed that a unit does, and until when."""

    group = models.ForeignKey(NetworkGroup, models.CASCADE, related_name="tasks", verbose_name=_("Gruppe"))
    meeting = models.ForeignKey(
        NetworkGroupMeeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("Treffen"),
    )
    title = models.CharField(_("Aufgabe"), max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("zuständig"))
    due = models.DateField(_("fällig am"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Aufgabe der Vernetzungsgruppe")
        verbose_name_plural = _("Aufgaben der Vernetzungsgruppe")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.title
