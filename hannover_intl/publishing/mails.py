"""Mails to subscribers, in the language in which they asked.

They name the portal and its reports, and never what somebody typed.
"""

import logging

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hannover_intl.core.languages import GERMAN, text_of
from hannover_intl.core.mailing import Outcome, compose, deliver
from hannover_intl.publishing.models import Subscription
from hannover_intl.reporting.models import CommitteeReport

logger = logging.getLogger(__name__)


def send_question(subscription: Subscription) -> Outcome:
    """Ask whether the owner of the address wants to hear of new reports, or, if they do already, in this language."""
    with translation.override(subscription.language):
        context = {"subscription": subscription, "url": _link("confirm", subscription)}
        subject = _("Bitte bestätigen Sie: Berichte von Hannover International per Mail")
        name, language = text_of(subscription.committee, "name") if subscription.committee else ("", GERMAN)
        return _send(subscription, subject, "question", context, german=[name] if language == GERMAN else [])


def send_notice(report: CommitteeReport, subscription: Subscription) -> Outcome:
    """Tell that a report was published; the mail can be ended with one click (RFC 8058)."""
    with translation.override(subscription.language):
        subject = _("Neuer Bericht: %(name)s") % {"name": report.paper.distinct_name}
        url = _link("unsubscribe", subscription)
        context = {
            "report": report,
            "report_url": f"{settings.BASE_URL}{report.get_absolute_url()}",
            "short_url": f"{settings.BASE_URL}{reverse('reporting:short', args=[report.paper.slug])}",
            "url": url,
        }
        return _send(subscription, subject, "notice", context, one_click=url, german=[report.paper.name])


def _send(
    subscription: Subscription,
    subject: str,
    template: str,
    context: dict[str, object],
    *,
    german: list[str],
    one_click: str = "",
) -> Outcome:
    body = render_to_string(f"publishing/mail/{template}.{subscription.language}.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    if one_click:
        headers |= {"List-Unsubscribe": f"<{one_click}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = compose(subject, body, subscription.email, headers, german=german)
    return deliver(message, f"subscription {subscription.pk}", logger)


def _link(name: str, subscription: Subscription) -> str:
    return f"{settings.BASE_URL}{reverse(f'publishing:{name}', args=[subscription.token])}"
