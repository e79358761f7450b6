"""The start page. It stands beside the reports because it reads from all apps below, as they do."""

from django.urls import path

from hannover_intl.reporting.views import HomeView

urlpatterns = [path("", HomeView.as_view(), name="home")]
