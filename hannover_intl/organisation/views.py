"""Login and the own password: Django's views, with an answer of 422 for a form with errors."""

from django.contrib.auth import views as auth_views
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import UnprocessableFormMixin
from hannover_intl.organisation.forms import KernAuthenticationForm, KernPasswordChangeForm


class LoginView(UnprocessableFormMixin, auth_views.LoginView):
    """The one login of the portal, also of its admin."""

    template_name = "organisation/login.html"
    authentication_form = KernAuthenticationForm
    redirect_authenticated_user = True


class PasswordChangeView(UnprocessableFormMixin, SuccessMessageMixin, auth_views.PasswordChangeView):  # type: ignore[type-arg]  # generic in the stubs only
    """A new password; all other sessions of the account end."""

    template_name = "organisation/password_change.html"
    form_class = KernPasswordChangeForm
    success_url = reverse_lazy("home")
    success_message = _("Ihr Passwort ist geändert.")
