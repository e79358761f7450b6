"""How the way of an update looks: text, colour and shape."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from hannover_intl.core.templatetags.core import badge
from measures.choices import UpdateState
from measures.models import MeasureUpdate

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


@register.filter
def days_until(days: int) -> str:
    """``{{ days_left|days_until }}``: how long a deadline is away, or that it is over."""
    if days < 0:
        return _("Die Frist ist abgelaufen. Ihre Meldung ist weiterhin willkommen.")
    if days == 0:
        return _("Die Frist endet heute.")
    return _("Noch %s Tage.") % days if days > 1 else _("Noch ein Tag.")
