"""Login, logout and the own password."""

from django.contrib.auth import views as auth_views
from django.urls import path, reverse_lazy

from hannover_intl.organisation.forms import KernAuthenticationForm, KernPasswordChangeForm

urlpatterns = [
    path(
        "anmelden/",
        auth_views.LoginView.as_view(
            template_name="organisation/login.html",
            authentication_form=KernAuthenticationForm,
            redirect_authenticated_user=True,
        ),
        name="login",
    ),
    path("abmelden/", auth_views.LogoutView.as_view(), name="logout"),
    path(
        "passwort/",
        auth_views.PasswordChangeView.as_view(
            template_name="organisation/password_change.html",
            form_class=KernPasswordChangeForm,
            success_url=reverse_lazy("home"),
        ),
        name="password_change",
    ),
]
