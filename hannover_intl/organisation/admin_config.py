"""Puts the office's admin site in the place of Django's default one."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    """Django's admin, opened by the roles of this app."""

    default_site = "hannover_intl.organisation.admin_site.OfficeAdminSite"

    def ready(self) -> None:
        """As Django does it; what cannot be changed is told in words."""
        from hannover_intl.core.admin_words import show_words  # noqa: PLC0415 -- this module is read before the admin can be

        super().ready()
        show_words()
