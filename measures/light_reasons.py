"""Why the traffic light stands where it stands, in words; the rule itself is in lights.py."""

import datetime as dt
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.choices import ENDED_PROGRESS, Progress
from measures.models import Measure, Milestone


def light_reasons(measure: Measure, open_milestones: Iterable[Milestone], day: dt.date) -> list[str]:
    """Every date that has passed on ``day``, in the order of the rule; none means: on track.

    ``measure`` comes from ``as_of(day)``.
    """
    if measure.progress in ENDED_PROGRESS:
        return []
    reasons = [_overdue(milestone, day) for milestone in open_milestones if milestone.due < day]
    if measure.planned_end and measure.planned_end < day and measure.progress != Progress.ONGOING:
        message = _("Das geplante Ende (%(date)s) ist seit %(days)s vorbei.")
        reasons.append(message % _since(measure.planned_end, day))
    if measure.planned_start and measure.planned_start < day and measure.progress == Progress.NOT_STARTED:
        message = _("Der geplante Beginn (%(date)s) ist seit %(days)s vorbei.")
        reasons.append(message % _since(measure.planned_start, day))
    return reasons


def _overdue(milestone: Milestone, day: dt.date) -> str:
    message = _("Meilenstein „%(title)s“ (%(date)s) ist seit %(days)s überfällig.")
    return message % {"title": milestone.title, **_since(milestone.due, day)}


def _since(date: dt.date, day: dt.date) -> dict[str, str]:
    number = (day - date).days
    days = ngettext("%(number)s Tag", "%(number)s Tagen", number) % {"number": number}
    return {"date": date_format(date, "SHORT_DATE_FORMAT"), "days": days}
