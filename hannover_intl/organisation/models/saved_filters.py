"""Filters of the office's lists that somebody wants to find again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """The address of a filtered list under a name. It is its owner's alone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("Konto")
    )
    name = models.CharField(_("Name"), max_length=80)
    path = models.CharField(_("Liste"), max_length=200)
    query = models.CharField(_("Filter"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("gemerkter Filter")
        verbose_name_plural = _("gemerkte Filter")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path", "name"],
                name="saved_filter_named_once",
                violation_error_message=_("Unter diesem Namen haben Sie schon einen Filter gemerkt."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The list with its filters."""
        return f"{self.path}?{self.query}" if self.query else self.path
