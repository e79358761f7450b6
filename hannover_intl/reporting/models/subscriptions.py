"""Who is told by mail of a new report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """An address that asked for mails about new reports, of one committee or of all.

    Only an address and what it asked for: no name, no account. It is deleted on unsubscribing, and when it was not
    confirmed within two days.
    """

    email = models.EmailField(_("E-Mail"))
    committee = models.ForeignKey(
        "council.Committee", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Ausschuss")
    )
    asked_at = models.DateTimeField(_("angefragt am"))
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Abonnement")
        verbose_name_plural = _("Abonnements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "committee"],
                name="subscription_once_per_committee",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(committee__isnull=True),
                name="subscription_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return str(self.committee or _("alle Ausschüsse"))
