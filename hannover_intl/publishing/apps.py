from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """How people and machines find and follow what the portal publishes: feeds, mails, calendars, open data."""

    name = "hannover_intl.publishing"
    verbose_name = _("Abonnements")
