"""Mails of the register."""

import logging

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hannover_intl.core.mailing import Outcome, compose, deliver
from partnerships.models import CooperationRequest

logger = logging.getLogger(__name__)


def send_receipt(request: CooperationRequest) -> Outcome:
    """Say that a request has come in and until when it will be answered. A failing mail server does not undo that.

    The mail repeats nothing that was typed: whoever enters somebody else's address cannot speak to them through us.
    """
    with translation.override(request.language):
        subject = _("Ihre Anfrage ist eingegangen")
        text = render_to_string(f"partnerships/mail/receipt.{request.language}.txt", {"request": request})
        message = compose(subject, text, request.contact_email)
    return deliver(message, f"the sender of request {request.pk}", logger)
