"""Mails of the register. They say that there is something to look at, never what: mails are kept and forwarded.

A mail server that fails undoes nothing that was stored; the failure is logged without addresses.
"""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hannover_intl.core.mailing import Outcome, compose, deliver
from hannover_intl.organisation.models import User

if TYPE_CHECKING:
    from staff_skills.models import SkillRequest

logger = logging.getLogger(__name__)


def _send(person: User, subject: str, template: str, path: str) -> bool:
    """Whether the matter is settled: False when the server refused the mail, and it may be tried again."""
    if not person.is_active:
        return True
    text = render_to_string(f"staff_skills/mail/{template}.txt", {"url": f"{settings.BASE_URL}{path}"})
    return deliver(compose(subject, text, person.email), f"account {person.pk}", logger) is not Outcome.REFUSED


def send_asked(people: Iterable[User]) -> None:
    """There is a request; it is read in the portal."""
    for person in people:
        _send(person, _("Für Sie liegt eine Anfrage im Portal"), "asked", reverse("staff_skills:mine"))


def send_answer_reminder(person: User) -> bool:
    """The request still waits for an answer; False when it should be tried again."""
    return _send(person, _("Eine Anfrage im Portal wartet auf Ihre Antwort"), "asked", reverse("staff_skills:mine"))


def send_changed(request: "SkillRequest") -> None:
    """An answer came, or somebody is no longer available. Who it is stands in the portal, if anywhere."""
    _send(request.coordinator, _("Zu Ihrer Anfrage gibt es Neues"), "changed", request.get_absolute_url())


def send_result_reminder(request: "SkillRequest") -> bool:
    """The event is over, and its result is not known; False when it should be tried again."""
    return _send(
        request.coordinator, _("Bitte tragen Sie das Ergebnis Ihrer Anfrage ein"), "result", request.get_absolute_url()
    )


def send_confirm_reminder(person: User) -> bool:
    """The entry will be deleted unless it is confirmed; False when it should be tried again."""
    return _send(person, _("Bitte bestätigen Sie Ihren Eintrag im Portal"), "confirm", reverse("staff_skills:mine"))


def send_invitation(person: User) -> None:
    """An invitation to enter something, or not."""
    _send(person, _("Einladung: Sprachkenntnisse freiwillig eintragen"), "invitation", reverse("staff_skills:mine"))
