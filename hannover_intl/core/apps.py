from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Tools without tables and without words of the domain: forms, search, versions, spreadsheets, PDF."""

    name = "hannover_intl.core"
