"""Addresses of the reports."""

from django.urls import path

from hannover_intl.reporting import skills_views, views
from hannover_intl.reporting.converters import DAY_ROUTE

app_name = "reporting"
urlpatterns = [
    path("berichte/", views.ReportListView.as_view(), name="list"),
    path(f"berichte/{DAY_ROUTE}/", views.ReportDetailView.as_view(), name="detail"),
    path(f"berichte/{DAY_ROUTE}.pdf", views.ReportPdfView.as_view(), name="pdf"),
    path("sprachsuche/bedarf/", skills_views.PlanningView.as_view(), name="skills_planning"),
    path("sprachsuche/bedarf.csv", skills_views.PlanningCsvView.as_view(), name="skills_planning_csv"),
]
