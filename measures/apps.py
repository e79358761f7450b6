from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    """The strategy: objectives, action fields, measures, their updates and the reporting rounds."""

    name = "measures"
    verbose_name = _("Maßnahmen")
