"""Addresses of the departments' own pages."""

from django.urls import path

from measures.converters import NUMBER_ROUTE
from measures.views.own_list import OwnListFileView, OwnListView
from measures.views.printed import PrintedView
from measures.views.updates import MineView, ReportView

urlpatterns = [
    path("meine-massnahmen/", MineView.as_view(), name="mine"),
    path("meine-massnahmen/liste/", OwnListView.as_view(), name="own_list"),
    path("meine-massnahmen/liste.xlsx", OwnListFileView.as_view(), name="own_list_file"),
    path(f"meine-massnahmen/{NUMBER_ROUTE}/", ReportView.as_view(), name="report"),
    path(f"meine-massnahmen/{NUMBER_ROUTE}/bericht/", PrintedView.as_view(), name="printed"),
]
