"""What the public page of one relation shows, read in a fixed number of queries."""

import datetime as dt
from typing import Any

from hannover_intl.organisation.policies import AnyUser
from measures.asked_day import AskedDay
from measures.models import ActionField
from partnerships.models import Activity, Agreement, NetworkMembership, Partnership, StatusEntry
from partnerships.policies import may_read_file

SHOWN_ACTIVITIES = 20


def partnership_page(partnership: Partnership, user: AnyUser, asked: AskedDay) -> dict[str, Any]:
    """Status history, agreements, activities and measures, as far as the visitor may see them on the asked day."""
    day = asked.day
    entries = StatusEntry.objects.filter(partnership=partnership, effective_on__lte=day).select_related("resolution")
    activities = Activity.objects.visible_to(user, asked.today).filter(partners=partnership.partner_id)
    begun = activities.begun_by(day).order_by("-start", "-pk")
    measures = partnership.measures.visible_to(user, asked.today).as_of(day)
    return {
        "entries": list(entries),
        "agreements": _agreements(partnership, user, asked.today),
        "begun": list(begun[:SHOWN_ACTIVITIES]),
        "begun_count": begun.count(),
        "upcoming": list(activities.upcoming(day)[:SHOWN_ACTIVITIES]),
        "measures": list(measures),
        "fields": list(ActionField.objects.filter(measures__partnerships=partnership).distinct()),
        "objectives": list(partnership.objectives.all()),
        "actors": list(partnership.actors.all()),
        "units": list(partnership.involved_units.all()),
    }


def _agreements(partnership: Partnership, user: AnyUser, today: dt.date) -> list[tuple[Agreement, bool]]:
    """Each with whether the visitor may read its file."""
    agreements = list(Agreement.objects.filter(partnership=partnership).select_related("paper"))
    for agreement in agreements:
        agreement.partnership = partnership
    return [(agreement, may_read_file(user, agreement, today)) for agreement in agreements]


def network_page(membership: NetworkMembership, user: AnyUser, today: dt.date) -> dict[str, Any]:
    """Years, activities and measures of a membership."""
    activities = Activity.objects.visible_to(user, today).filter(networks=membership).begun_by(today)
    return {
        "years": list(membership.years.all()),
        "activities": list(activities.order_by("-start", "-pk")[:SHOWN_ACTIVITIES]),
        "measures": list(membership.measures.visible_to(user, today).as_of(today)),
        "objectives": list(membership.objectives.all()),
    }
