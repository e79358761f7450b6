"""The start page and the search. They stand beside the reports because they read from all apps below, as these do."""

from django.urls import path

from hannover_intl.reporting.search_view import SearchView
from hannover_intl.reporting.views import HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("suche/", SearchView.as_view(), name="search"),
]
