"""Mails of the register."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from partnerships.models import CooperationRequest


def send_receipt(request: CooperationRequest) -> None:
    """Say that a request has come in and until when it will be answered.

    The mail repeats nothing that was typed: whoever enters somebody else's address cannot speak to them through us.
    """
    with translation.override(request.language):
        subject = {"de": "Ihre Anfrage ist eingegangen", "en": "We have received your request"}[request.language]
        text = render_to_string(f"partnerships/mail/receipt.{request.language}.txt", {"request": request})
    EmailMessage(subject, text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [request.contact_email]).send()
