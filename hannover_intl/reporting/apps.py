from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Progress reports to the council, built from the apps below."""

    name = "hannover_intl.reporting"
    verbose_name = _("Berichte")
