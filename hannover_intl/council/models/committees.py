"""Terms of the council, their committees, who sits in them and when they meet (terms of OParl 1.1)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.council.querysets import CommitteeQuerySet, MeetingQuerySet, MembershipQuerySet


class LegislativeTerm(models.Model):
    """A term of the council (Wahlperiode; OParl: LegislativeTerm), first and last day included."""

    name = models.CharField(_("Bezeichnung"), max_length=50, unique=True, help_text=_("Zum Beispiel 2021–2026"))
    start = models.DateField(_("Beginn"))
    end = models.DateField(_("Ende"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Wahlperiode")
        verbose_name_plural = _("Wahlperioden")
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="term_end_after_start",
                violation_error_message=_("Das Ende der Wahlperiode liegt nicht nach ihrem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """A committee of one term (OParl: Organization). A rename or recut is a new committee with the old one's link."""

    ENGLISH = {"name": "name_en"}

    term = models.ForeignKey(LegislativeTerm, models.PROTECT, related_name="committees", verbose_name=_("Wahlperiode"))
    name = models.CharField(_("Name"), max_length=250)
    name_en = models.CharField(_("Name auf Englisch"), max_length=250, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("Nachfolge"),
    )
    slug = models.SlugField(_("Adresse"), max_length=80, blank=True, editable=False)

    objects = CommitteeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Ausschuss")
        verbose_name_plural = _("Ausschüsse")
        ordering = ["-term__start", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "name"],
                name="committee_name_unique_in_term",
                violation_error_message=_("Diesen Ausschuss gibt es in der Wahlperiode schon."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=~Q(slug=""),
                name="committee_slug_unique",
                violation_error_message=_("Diese Adresse hat schon ein anderer Ausschuss."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page; the address is given once, by save_committee."""
        return reverse("reporting:committee", args=[self.slug])


class CommitteeMembership(models.Model):
    """The seat of a person in a committee, for a time (OParl: Membership)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships", verbose_name=_("Ausschuss"))
    user = models.ForeignKey(
        "organisation.User", models.CASCADE, related_name="committee_memberships", verbose_name=_("Konto")
    )
    since = models.DateField(_("seit"))
    until = models.DateField(_("bis"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        ordering = ["committee", "user", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user", "since"],
                name="membership_unique_per_day",
                violation_error_message=_("Diese Mitgliedschaft ist ab diesem Tag schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="membership_until_not_before_since",
                violation_error_message=_("Das Ende der Mitgliedschaft liegt vor ihrem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.user}"


class Meeting(models.Model):
    """A session of a committee (OParl: Meeting)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("Ausschuss"))
    start = models.DateTimeField(_("Beginn"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    cancelled = models.BooleanField(_("abgesagt"), default=False)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        ordering = ["-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "start"],
                name="meeting_unique_start",
                violation_error_message=_("Diese Sitzung ist schon eingetragen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.start:%d.%m.%Y}"
