"""Addresses of the reports."""

from django.urls import path

from hannover_intl.reporting import committee_views, comparison_views, short_views, skills_views, views
from hannover_intl.reporting.converters import DAY_ROUTE, PAPER_ROUTE

app_name = "reporting"
urlpatterns = [
    path("ausschuesse/", committee_views.CommitteeListView.as_view(), name="committees"),
    path("ausschuesse/<slug:slug>/", committee_views.CommitteeView.as_view(), name="committee"),
    path("berichte/", views.ReportListView.as_view(), name="list"),
    path("berichte/vergleich/", comparison_views.ComparisonView.as_view(), name="comparison"),
    path(f"berichte/{PAPER_ROUTE}/", views.ReportDetailView.as_view(), name="detail"),
    path(f"berichte/{PAPER_ROUTE}.pdf", views.ReportPdfView.as_view(), name="pdf"),
    path(f"berichte/{PAPER_ROUTE}/kurz/", short_views.ShortReportView.as_view(), name="short"),
    path(f"berichte/{PAPER_ROUTE}/kurz.pdf", short_views.ShortPdfView.as_view(), name="short_pdf"),
    path(f"berichte/{DAY_ROUTE}/", views.PreviewView.as_view(), name="preview"),
    path(f"berichte/{DAY_ROUTE}.pdf", views.PreviewPdfView.as_view(), name="preview_pdf"),
    path(
        "sprachsuche/anfragen/<int:pk>/aktivitaet/",
        skills_views.RequestActivityView.as_view(),
        name="request_activity",
    ),
    path("sprachsuche/bedarf/", skills_views.PlanningView.as_view(), name="skills_planning"),
    path("sprachsuche/bedarf.csv", skills_views.PlanningCsvView.as_view(), name="skills_planning_csv"),
]
