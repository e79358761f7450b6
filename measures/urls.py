"""Addresses of the strategy: the public pages here, the departments' own pages in update_urls."""

from measures.update_urls import urlpatterns as update_urlpatterns

app_name = "measures"
urlpatterns = [*update_urlpatterns]
