from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Lists in and out: the kinds of files the portal reads and writes, over the resources of the apps below."""

    name = "hannover_intl.exchange"
    verbose_name = _("Listen")
