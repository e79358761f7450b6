"""Accounts and the roles that give them rights."""

import datetime as dt
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models.units import OrgUnit
from hannover_intl.organisation.querysets import RoleAssignmentQuerySet, UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """An account. It holds what is needed to write to its owner and nothing more; rights come from roles."""

    email = models.EmailField(
        _("E-Mail"), unique=True, error_messages={"unique": _("Es gibt schon ein Konto mit dieser E-Mail.")}
    )
    name = models.CharField(_("Name oder Funktion"), max_length=150)
    unit = models.ForeignKey(
        OrgUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("Organisationseinheit"),
    )
    is_active = models.BooleanField(
        _("aktiv"),
        default=True,
        help_text=_("Ohne Häkchen ist keine Anmeldung möglich. Konten werden nicht gelöscht."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message=_("Die E-Mail wird klein geschrieben."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.strip().lower()

    @cached_property
    def assignments(self) -> list["RoleAssignment"]:
        """All roles ever given, read once per request; policies pick those in force on a day."""
        return list(self.roles.all())

    def roles_on(self, day: dt.date) -> list["RoleAssignment"]:
        """Roles in force on ``day``. An inactive account has none."""
        return [role for role in self.assignments if self.is_active and role.in_force_on(day)]

    @property
    def is_staff(self) -> bool:
        """Django's admin asks this: the office works there."""
        today = timezone.localdate()
        return self.is_superuser or any(role.role == Role.OFFICE for role in self.roles_on(today))


class RoleAssignment(models.Model):
    """A right with its unit and its time: a role that ended yesterday gives nothing today."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name=_("Konto"))
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        OrgUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("Organisationseinheit"),
    )
    since = models.DateField(_("seit"))
    until = models.DateField(_("bis"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        ordering = ["user", "role", "-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "since"],
                name="role_unique_per_day",
                violation_error_message=_("Diese Rolle ist ab diesem Tag schon vergeben."),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="role_until_not_before_since",
                violation_error_message=_("Das Ende der Rolle liegt vor ihrem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.OFFICE, unit__isnull=True)
                | Q(role=Role.SKILLS_COORDINATOR)
                | (~Q(role__in=[Role.OFFICE, Role.SKILLS_COORDINATOR]) & Q(unit__isnull=False)),
                name="role_unit_except_office",
                violation_error_message=_(
                    "Die Rolle des Büros gilt ohne Einheit, die der Koordination mit oder ohne, jede andere mit einer."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit}" if self.unit else str(self.get_role_display())

    def in_force_on(self, day: dt.date) -> bool:
        """Whether the role holds on ``day``, first and last day included."""
        return self.since <= day and (self.until is None or day <= self.until)
