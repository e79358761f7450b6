"""Which activity of a partnership a request for help with a language belongs to, for the pages of both sides."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from hannover_intl.organisation.policies import AnyUser
from hannover_intl.reporting.models import RequestActivity
from partnerships.models import Activity, Partnership
from partnerships.querysets import ActivityQuerySet

# Feedback and follow-ups come after the event: an activity is offered for a while after its last day.
OFFERED_AFTER = dt.timedelta(days=90)


@dataclass(frozen=True)
class LinkedActivity:
    """An activity as a request names it, with the relations that it is part of: name and address."""

    pk: int
    title: str
    start: dt.date
    end: dt.date
    relations: tuple[tuple[str, str], ...]


def linkable_activities(user: AnyUser, today: dt.date) -> ActivityQuerySet:
    """Activities that are to come or not long over, the next one first."""
    seen: ActivityQuerySet = Activity.objects.visible_to(user, today)
    return seen.filter(cancelled=False, end__gte=today - OFFERED_AFTER).order_by("start", "pk")


def activities_of(requests: Collection[int], user: AnyUser, today: dt.date) -> dict[int, LinkedActivity]:
    """The linked activity of each request that has one this reader may see. Four queries, or one without a link."""
    seen = Activity.objects.visible_to(user, today)
    links = RequestActivity.objects.filter(request__in=requests, activity__in=seen)
    links = links.select_related("activity").prefetch_related("activity__partners")
    partners = {partner.pk for link in links for partner in link.activity.partners.all()}
    relations = Partnership.objects.visible_to(user, today).filter(partner__in=partners).select_related("partner")
    by_partner = {relation.partner_id: relation for relation in relations.order_by("-pk")} if partners else {}
    return {link.request_id: _linked(link.activity, by_partner) for link in links}


def _linked(activity: Activity, by_partner: dict[int, Partnership]) -> LinkedActivity:
    found = [by_partner[partner.pk] for partner in activity.partners.all() if partner.pk in by_partner]
    relations = tuple((relation.partner.name, relation.get_absolute_url()) for relation in found)
    return LinkedActivity(activity.pk, activity.title, activity.start, activity.end, relations)
