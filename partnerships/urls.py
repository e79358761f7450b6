"""Addresses of the register: the public pages here, those of the office and of files in office_urls."""

from partnerships.office_urls import urlpatterns as office_urlpatterns

app_name = "partnerships"
urlpatterns = [*office_urlpatterns]
