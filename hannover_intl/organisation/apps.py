from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from hannover_intl.organisation.deployment import check_deployment
from hannover_intl.organisation.operator import check_stated


class OrganisationConfig(AppConfig):
    """Units of the city, people's accounts and roles, external actors, the network group."""

    name = "hannover_intl.organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        """Name what the operator has not stated or set yet."""
        register(check_stated, deploy=True)
        register(check_deployment, deploy=True)
