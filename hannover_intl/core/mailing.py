"""Handing a mail to the server, and what can be known of it afterwards."""

import enum
import logging
import smtplib
import socket

from django.core.mail import EmailMessage

# Answers after which a mail has certainly not been delivered. After any other failure nobody knows.
_REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
    socket.gaierror,
)


class Outcome(enum.Enum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def deliver(message: EmailMessage, recipient: str, logger: logging.Logger) -> Outcome:
    """Whether the mail server took the mail. A failure is logged with ``recipient``, which names no address."""
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors, too; their text may hold the address
        kind, code = type(error).__name__, getattr(error, "smtp_code", error.errno)
        logger.error("A mail to %s was not sent: %s, code %s.", recipient, kind, code)
        return Outcome.REFUSED if isinstance(error, _REFUSALS) else Outcome.UNKNOWN
    return Outcome.SENT
