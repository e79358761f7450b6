"""Who wants to hear of new reports by mail, and which mails went out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.languages import ENGLISH, GERMAN


class Subscription(models.Model):
    """An address that asked to hear of new reports: of one committee, or of all.

    It holds the address and nothing else about a person, has no history and is deleted when it ends. Nobody is written
    to before the address was confirmed. ``token`` is the secret in the links of its mails; they are in ``language``,
    that of the page on which somebody asked, and then of the page on which it was confirmed.
    """

    email = models.EmailField(_("E-Mail"))
    committee = models.ForeignKey(
        "council.Committee",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("Ausschuss"),
    )
    language = models.CharField(_("Sprache der Mails"), max_length=2, choices=settings.LANGUAGES, default=GERMAN)
    token = models.CharField(max_length=43, unique=True, editable=False)
    asked_at = models.DateTimeField(_("angefragt am"))
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Abonnement")
        verbose_name_plural = _("Abonnements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["email", "committee"], name="subscription_once"),
            models.UniqueConstraint(
                fields=["email"], condition=Q(committee__isnull=True), name="subscription_to_all_once"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="subscription_email_lower_case"),
            models.CheckConstraint(condition=Q(language__in=[GERMAN, ENGLISH]), name="subscription_language_known"),
        ]

    def __str__(self) -> str:
        return str(self.committee or _("alle Berichte"))


class PublicationMail(models.Model):
    """One mail about one report to one subscription: stored before it is sent, so it goes out at most once."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="mails", verbose_name=_("Abonnement"))
    report = models.ForeignKey("reporting.CommitteeReport", models.CASCADE, related_name="+", verbose_name=_("Bericht"))
    claimed_at = models.DateTimeField(_("begonnen am"))
    sent_at = models.DateTimeField(_("verschickt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mail über einen Bericht")
        verbose_name_plural = _("Mails über Berichte")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "report"], name="publication_mail_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.subscription}"
