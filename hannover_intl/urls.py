"""All addresses of the portal. Apps are included by string, so that this file imports none of them.

What stands inside of ``i18n_patterns`` is also found below ``/en/``; internal pages there lead to their German address
(hannover_intl/core/languages.py). What machines read, and the admin, have one address.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("hannover_intl.publishing.machine_urls")),
    path("", include("hannover_intl.organisation.german_urls")),
    *i18n_patterns(
        path("", include("hannover_intl.organisation.urls")),
        path("", include("measures.urls")),
        path("", include("staff_skills.urls")),
        path("", include("partnerships.urls")),
        path("", include("hannover_intl.publishing.urls")),
        path("", include("hannover_intl.reporting.urls")),
        path("", include("hannover_intl.reporting.home_urls")),
        prefix_default_language=False,
    ),
]
