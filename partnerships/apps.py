from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """The register of relations abroad: partners, agreements, networks, activities, requests and reviews."""

    name = "partnerships"
    verbose_name = _("Partnerschaften")
