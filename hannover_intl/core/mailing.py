"""The mails of the portal: one text in two renderings, handed to the server, and what can be known of it afterwards."""

import enum
import logging
import re
import smtplib
import socket
from collections.abc import Collection

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hannover_intl.core.languages import is_german
from hannover_intl.core.text import clean_line

# Answers after which a mail has certainly not been delivered. After any other failure nobody knows.
_REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
    socket.gaierror,
)
_BLANK_LINES = re.compile(r"\n\s*\n")
_BULLET = "- "
# An address ends before white space, and before what ends the sentence around it.
_URL = re.compile(r"https?://[^\s<>\"„“]*[^\s<>\"„“.,;:!?)]")


class Outcome(enum.Enum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def compose(
    subject: str, text: str, recipient: str, headers: dict[str, str] | None = None, *, german: Collection[str] = ()
) -> EmailMultiAlternatives:
    """A mail to one address: ``text`` as it is, and the same words as simple HTML, in the language of the moment.

    The HTML is made from the text, so both say the same, and it loads nothing. A block of lines is a paragraph, lines
    that begin with "- " are a list. Only addresses of this portal become links: others may be typed by somebody.
    ``german`` holds names that stand in the text in German; in a mail in another language they are marked.
    """
    line, words = clean_line(subject), text.strip()
    message = EmailMultiAlternatives(line, words + "\n", settings.DEFAULT_FROM_EMAIL, [recipient], headers=headers)
    page = render_to_string(
        "mail/layout.html", {"subject": line, "blocks": blocks(words, () if is_german() else german)}
    )
    message.attach_alternative(page, "text/html")
    return message


def blocks(text: str, german: Collection[str] = ()) -> list[SafeString]:
    """The paragraphs and lists of a text as HTML; everything in it is escaped, and ``german`` names are marked."""
    longest_first = sorted(filter(None, german), key=len, reverse=True)  # one name may begin with another
    special = re.compile("|".join([f"(?P<url>{_URL.pattern})", *map(re.escape, longest_first)]))
    return [part for block in _BLANK_LINES.split(text.strip()) for part in _block(block.splitlines(), special)]


def _block(lines: list[str], special: re.Pattern[str]) -> list[SafeString]:
    """One block: its lines as a paragraph, and what is listed in it as a list."""
    parts: list[SafeString] = []
    while lines:
        listed = lines[0].startswith(_BULLET)
        count = next((n for n, line in enumerate(lines) if line.startswith(_BULLET) is not listed), len(lines))
        same, lines = lines[:count], lines[count:]
        if listed:
            items = format_html_join(
                "", "<li>{}</li>", ((_marked(line.removeprefix(_BULLET), special),) for line in same)
            )
            parts.append(format_html("<ul>{}</ul>", items))
        else:
            parts.append(
                format_html("<p>{}</p>", format_html_join(_BREAK, "{}", ((_marked(line, special),) for line in same)))
            )
    return parts


_BREAK = mark_safe("<br>")


def _marked(line: str, special: re.Pattern[str]) -> SafeString:
    """The line, escaped: addresses of this portal are links that show where they lead, names say their language."""
    pieces: list[str] = []
    end = 0
    for match in special.finditer(line):
        url = match["url"]
        if url and url != settings.BASE_URL and not url.startswith(f"{settings.BASE_URL}/"):
            continue
        element = '<a href="{0}">{0}</a>' if url else '<span lang="de">{0}</span>'
        pieces += [line[end : match.start()], format_html(element, match[0])]
        end = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, line[end:]]))


def deliver(message: EmailMessage, recipient: str, logger: logging.Logger) -> Outcome:
    """Whether the mail server took the mail. A failure is logged with ``recipient``, which names no address."""
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors, too; their text may hold the address
        kind, code = type(error).__name__, getattr(error, "smtp_code", error.errno)
        logger.error("A mail to %s was not sent: %s, code %s.", recipient, kind, code)
        return Outcome.REFUSED if isinstance(error, _REFUSALS) else Outcome.UNKNOWN
    return Outcome.SENT
