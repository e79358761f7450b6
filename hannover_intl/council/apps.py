from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    """Legislative terms, committees, meetings and papers, in the terms of OParl 1.1."""

    name = "hannover_intl.council"
    verbose_name = _("Rat und Ausschüsse")
