"""All addresses of the portal. Apps are included by string, so that this file imports none of them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("hannover_intl.organisation.urls")),
    path("", include("measures.urls")),
    path("", include("partnerships.urls")),
    path("", include("hannover_intl.reporting.urls")),
    path("", include("hannover_intl.reporting.home_urls")),
]
