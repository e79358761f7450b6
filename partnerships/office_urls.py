"""Addresses of what the office needs beside the admin, and of files."""

from django.urls import path, re_path

from partnerships import office_views

urlpatterns = [
    path("vereinbarungen/<int:pk>/datei/", office_views.agreement_file, name="agreement_file"),
    path("partnerschaften/fristen.ics", office_views.deadlines_ics, name="deadlines_ics"),
    path("partnerschaften/vergleich/", office_views.comparison, name="comparison"),
    re_path(
        r"^delegationen/(?P<pk>\d{1,9})/programm-(?P<language>de|en)\.pdf$",
        office_views.programme,
        name="programme_pdf",
    ),
]
