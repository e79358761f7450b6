"""Login and password forms in the look of the portal."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from hannover_intl.core.forms import KernRenderer


class KernAuthenticationForm(AuthenticationForm):
    """Login with e-mail and password; the message never tells which of the two was wrong."""

    default_renderer = KernRenderer
    use_required_attribute = False


class KernPasswordChangeForm(PasswordChangeForm):
    """Change of the own password."""

    default_renderer = KernRenderer
    use_required_attribute = False
