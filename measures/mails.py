"""Mails to the departments: the invitation to a round, and an update that comes back."""

from collections import defaultdict

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.organisation.models import User
from measures.models import Invitation, Measure, MeasureUpdate, ReportingRound


def _link(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def _recipient(measure: Measure) -> User | None:
    """The contact, or the deputy where the contact's account is closed."""
    return next((person for person in (measure.contact, measure.deputy) if person and person.is_active), None)


def send_invitations(reporting_round: ReportingRound) -> None:
    """Write one mail to each person with all measures asked of them in this round, and note that it was sent."""
    invitations = Invitation.objects.filter(round=reporting_round, mailed_at__isnull=True)
    by_person: dict[User, list[Invitation]] = defaultdict(list)
    for invitation in invitations.select_related("measure__contact", "measure__deputy", "measure__action_field"):
        person = _recipient(invitation.measure)
        if person is not None:
            by_person[person].append(invitation)
    for person, asked in by_person.items():
        context = {
            "round": reporting_round,
            "measures": [invitation.measure for invitation in asked],
            "url": _link(reverse("measures:mine")),
        }
        send_mail(
            _("Bitte melden Sie den Sachstand Ihrer Maßnahmen: %(round)s") % {"round": reporting_round.title},
            render_to_string("measures/mail/invitation.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [person.email],
        )
        Invitation.objects.filter(pk__in=[invitation.pk for invitation in asked]).update(mailed_at=timezone.now())


def send_returned(update: MeasureUpdate) -> None:
    """Tell the author what the office asks to change; without a living author the contact of the measure."""
    author = update.author
    person = author if author is not None and author.is_active else _recipient(update.measure)
    if person is None:
        return
    context = {
        "update": update,
        "measure": update.measure,
        "url": _link(reverse("measures:report", args=[update.measure.number])),
    }
    send_mail(
        _("Ihr Sachstand zur Maßnahme %(number)s kommt zurück") % {"number": update.measure.number},
        render_to_string("measures/mail/returned.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
    )
