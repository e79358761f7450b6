"""What the office keeps: the text of the consent, the list of topics, and the invitations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ConsentText(models.Model):
    """One version of what employees agree to. A version is never changed; a new wording is a new version."""

    version = models.PositiveSmallIntegerField(
        _("Fassung"), unique=True, error_messages={"unique": _("Diese Fassung gibt es schon.")}
    )
    text = models.TextField(_("Text"))
    valid_from = models.DateField(_("gilt ab"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Text der Einwilligung")
        verbose_name_plural = _("Texte der Einwilligung")
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(_("Fassung %(version)s") % {"version": self.version})


class ExpertiseTopic(models.Model):
    """A subject of expertise or training. One that is no longer offered stays where it was chosen."""

    name = models.CharField(
        _("Fachgebiet"), max_length=100, unique=True, error_messages={"unique": _("Dieses Fachgebiet gibt es schon.")}
    )
    is_offered = models.BooleanField(_("wird angeboten"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Fachgebiet (Liste)")
        verbose_name_plural = _("Fachgebiete (Liste)")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SkillInvitation(models.Model):
    """The portal asked this person once to enter their skills; deleted after 60 days.

    It says nothing of any skill. An entry or a withdrawal leaves it as it is: whoever imports the list of invitations
    a second time must not learn from it who has entered something.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skill_invitation", verbose_name=_("E-Mail")
    )
    invited_on = models.DateField(_("eingeladen am"))

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(_("Einladung"))
