"""How the way of an update looks: text, colour and shape."""

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import gettext as _

from hannover_intl.core.templatetags.core import badge
from measures.choices import UpdateState
from measures.models import MeasureUpdate, ReportingRound

register = template.Library()

_LOOKS = {
    UpdateState.DRAFT: ("neutral", "half"),
    UpdateState.SUBMITTED: ("info", "arrow"),
    UpdateState.RETURNED: ("accent", "loop"),
    UpdateState.APPROVED: ("success", "check"),
}


@register.inclusion_tag("includes/badge.html")
def update_badge(update: MeasureUpdate | None) -> dict[str, Any]:
    """``{% update_badge task.update %}``: where it is on its way; None has not set out."""
    if update is None:
        return badge(_("noch keine Meldung"), "neutral", "ring")
    state = UpdateState(update.state)
    return badge(str(state.label), *_LOOKS[state])


@register.simple_tag
def time_left(reporting_round: ReportingRound, day: dt.date) -> str:
    """``{% time_left round day %}``: how long the deadline is away, or what holds after it."""
    days = (reporting_round.deadline - day).days
    if days >= 0:
        return (
            _("Die Frist endet heute.") if days == 0 else _("Noch %s Tage.") % days if days > 1 else _("Noch ein Tag.")
        )
    if reporting_round.grace_until is None:
        return _("Die Frist ist abgelaufen. Ihre Meldung ist weiterhin willkommen.")
    if not reporting_round.takes_reports_on(day):
        return _("Die Nachfrist ist abgelaufen. Bitte wenden Sie sich an das Büro.")
    return _("Die Frist ist abgelaufen. Sie können noch bis zum %s melden.") % f"{reporting_round.grace_until:%d.%m.%Y}"
