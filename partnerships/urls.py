"""Addresses of the register: the public pages here, those of the office and of files in office_urls."""

from django.urls import path

from partnerships import request_views, views
from partnerships.office_urls import urlpatterns as office_urlpatterns

app_name = "partnerships"
urlpatterns = [
    path("partnerschaften/", views.PartnershipListView.as_view(), name="list"),
    path("partnerschaften/zeitstrahl/", views.TimelineView.as_view(), name="timeline"),
    *office_urlpatterns,
    path("partnerschaften/<slug:slug>/", views.PartnershipDetailView.as_view(), name="detail"),
    path("netzwerke/", views.NetworkListView.as_view(), name="networks"),
    path("netzwerke/<slug:slug>/", views.NetworkDetailView.as_view(), name="network"),
    path("kooperation-anfragen/", request_views.request_form, name="request"),
    path("kooperation-anfragen/gesendet/", request_views.request_sent, name="request_sent"),
    path("kooperation-anfragen/zahlen/", views.RequestFiguresView.as_view(), name="figures"),
]
