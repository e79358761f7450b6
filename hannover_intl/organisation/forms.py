"""Login and password forms in the look of the portal."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernFormMixin
from hannover_intl.organisation.models import User


class KernAuthenticationForm(KernFormMixin, AuthenticationForm):
    """Login with e-mail and password; the message never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": _("E-Mail oder Passwort stimmen nicht. Bitte prüfen Sie beide Angaben."),
        "inactive": _("E-Mail oder Passwort stimmen nicht. Bitte prüfen Sie beide Angaben."),
    }

    def clean_username(self) -> str:
        """As accounts are stored: otherwise every other spelling would start the count of failures anew."""
        return str(self.cleaned_data["username"]).strip().lower()


class KernPasswordChangeForm(KernFormMixin, PasswordChangeForm):
    """Change of the own password."""


class KernPasswordResetForm(KernFormMixin, PasswordResetForm):
    """Asks for the link to a new password."""

    email = forms.EmailField(
        label=_("E-Mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def account(self) -> User | None:
        """The account that may be written to: open, with or without a password so far."""
        return User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()


class KernSetPasswordForm(KernFormMixin, SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A new password without the old one."""
