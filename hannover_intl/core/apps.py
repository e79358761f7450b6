from django.apps import AppConfig
from django.core.checks import register

from hannover_intl.core.catalogue import check_compiled


class CoreConfig(AppConfig):
    """Tools without tables and without words of the domain: forms, search, versions, spreadsheets, PDF."""

    name = "hannover_intl.core"

    def ready(self) -> None:
        """Say it when the translations are out of date."""
        register(check_compiled)
