"""Mails of the register. They say that there is something to look at, never what: mails are kept and forwarded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hannover_intl.organisation.models import User

if TYPE_CHECKING:
    from staff_skills.models import SkillRequest


def _send(person: User, subject: str, template: str, path: str) -> None:
    if not person.is_active:
        return
    text = render_to_string(f"staff_skills/mail/{template}.txt", {"url": f"{settings.BASE_URL}{path}"})
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])


def send_asked(people: Iterable[User]) -> None:
    """There is a request; it is read in the portal."""
    for person in people:
        _send(person, _("Für Sie liegt eine Anfrage im Portal"), "asked", reverse("staff_skills:mine"))


def send_answer_reminder(person: User) -> None:
    """The request still waits for an answer."""
    _send(person, _("Eine Anfrage im Portal wartet auf Ihre Antwort"), "asked", reverse("staff_skills:mine"))


def send_changed(request: "SkillRequest") -> None:
    """An answer came, or somebody is no longer available. Who it is stands in the portal, if anywhere."""
    _send(request.coordinator, _("Zu Ihrer Anfrage gibt es Neues"), "changed", request.get_absolute_url())


def send_result_reminder(request: "SkillRequest") -> None:
    """The event is over, and its result is not known."""
    _send(
        request.coordinator, _("Bitte tragen Sie das Ergebnis Ihrer Anfrage ein"), "result", request.get_absolute_url()
    )


def send_confirm_reminder(person: User) -> None:
    """The entry will be deleted unless it is confirmed."""
    _send(person, _("Bitte bestätigen Sie Ihren Eintrag im Portal"), "confirm", reverse("staff_skills:mine"))


def send_invitation(person: User) -> None:
    """An invitation to enter something, or not."""
    _send(person, _("Einladung: Sprachkenntnisse freiwillig eintragen"), "invitation", reverse("staff_skills:mine"))
