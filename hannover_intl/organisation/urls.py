"""Login, logout and the own password; what every public site says of itself."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from hannover_intl.organisation.password_views import (
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from hannover_intl.organisation.portal_pages import AccessibilityView, ContactView, ImprintView, PrivacyView
from hannover_intl.organisation.views import LoginView, PasswordChangeView

urlpatterns = [
    path("anmelden/", LoginView.as_view(), name="login"),
    path("abmelden/", LogoutView.as_view(), name="logout"),
    path("passwort/", PasswordChangeView.as_view(), name="password_change"),
    path("passwort/vergessen/", PasswordResetView.as_view(), name="password_reset"),
    path("passwort/vergessen/angefragt/", PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("passwort/neu/<str:uidb64>/<str:token>/", PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("impressum/", ImprintView.as_view(), name="imprint"),
    path("datenschutz/", PrivacyView.as_view(), name="privacy"),
    path("kontakt/", ContactView.as_view(), name="contact"),
    path("barrierefreiheit/", AccessibilityView.as_view(), name="accessibility"),
]
