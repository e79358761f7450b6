"""Login, logout and the own password."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from hannover_intl.organisation.views import LoginView, PasswordChangeView

urlpatterns = [
    path("anmelden/", LoginView.as_view(), name="login"),
    path("abmelden/", LogoutView.as_view(), name="logout"),
    path("passwort/", PasswordChangeView.as_view(), name="password_change"),
]
