from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Units of the city, people's accounts and roles, external actors, the network group."""

    name = "hannover_intl.organisation"
    verbose_name = _("Organisation")
