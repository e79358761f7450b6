"""The mail by which somebody gets back into their account."""

import logging

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from hannover_intl.core.mailing import Outcome, compose, deliver
from hannover_intl.organisation.models import User

logger = logging.getLogger(__name__)


def send_password_link(account: User, language: str) -> Outcome:
    """Send the owner of the account the link to a new password, in ``language``.

    The link is over after PASSWORD_RESET_TIMEOUT, after its first use, and when the address or the password changes.
    """
    with translation.override(language):
        key = urlsafe_base64_encode(force_bytes(account.pk))
        path = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(account)])
        text = render_to_string(f"organisation/mail/password.{language}.txt", {"url": f"{settings.BASE_URL}{path}"})
        subject = _("Ihr neues Passwort für Hannover International")
        message = compose(subject, text, account.email, {"Auto-Submitted": "auto-generated"})
    return deliver(message, f"account {account.pk}", logger)
