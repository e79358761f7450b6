"""Puts the office's admin site in the place of Django's default one."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    """Django's admin, opened by the roles of this app."""

    default_site = "hannover_intl.organisation.admin_site.OfficeAdminSite"
