"""Login and password forms in the look of the portal."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernFormMixin


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
