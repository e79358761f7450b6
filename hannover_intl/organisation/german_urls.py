"""A page that is German by its nature: it has one address, whatever the language."""

from django.urls import path

from hannover_intl.organisation.portal_pages import EasyLanguageView

urlpatterns = [
    path("leichte-sprache/", EasyLanguageView.as_view(), name="easy_language"),
]
