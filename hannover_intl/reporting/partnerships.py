"""Builds the chapter on partnerships and networks: what the public may know of them on a day, and what happened."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from hannover_intl.core.text import clean_line, clean_text
from hannover_intl.organisation.selectors import OrgChart
from hannover_intl.reporting.entries import public_reference
from hannover_intl.reporting.labels import Count, label
from hannover_intl.reporting.partnerships_chapter import (
    ActivityEntry,
    NetworkEntry,
    NetworkYear,
    PartnershipsChapter,
    RelationEntry,
    StatusChangeEntry,
)
from partnerships.choices import ActivityKind, PartnershipKind, PartnershipStatus
from partnerships.models import Activity, NetworkMembership, Partnership
from partnerships.querysets import ActivityQuerySet
from partnerships.relations_map import places
from partnerships.selectors import StatusStep, status_steps

# The action field that asks for fewer, better, reasoned relations.
ACTION_FIELD = 1
# Without an earlier report the chapter looks back one year; why this and the numbers below: decision 100.
_YEAR = dt.timedelta(days=364)
_YEARS_SHOWN = 2
_ACTIVITIES_SHOWN = 60
_KIND_ORDER = {kind.value: position for position, kind in enumerate(PartnershipKind)}


def build_partnerships_chapter(
    day: dt.date, chart: OrgChart, previous_day: dt.date | None
) -> PartnershipsChapter | None:
    """The chapter for the time since ``previous_day``, that of the last report; none while the register is empty.

    Only what everybody may see. Six queries, however many relations there are.
    """
    first = previous_day + dt.timedelta(days=1) if previous_day else day - _YEAR
    relations = _relations(day)
    networks = _networks(first, day)
    if not relations and not networks:
        return None
    activities = Activity.objects.visible_to(AnonymousUser(), day).begun_by(day).within(first, day)
    taking_part = _taking_part(activities)
    with_partner = Counter(pk for partners in taking_part.partners.values() for pk in partners)
    going_on = [row for row in relations if row.status != PartnershipStatus.ENDED]
    return PartnershipsChapter(
        first_day=first,
        relations=tuple(_relation(row, chart, day, with_partner[row.partner_id]) for row in relations),
        places=tuple(places(going_on)),
        status_changes=tuple(_step(step) for step in status_steps(AnonymousUser(), first, day)),
        activity_counts=_by_kind(taking_part.kinds.values()),
        activities=tuple(_activity(row, taking_part, chart, day) for row in _latest(activities)),
        networks=tuple(_network(row, chart, day) for row in networks),
    )


def _relations(day: dt.date) -> list[Partnership]:
    """By kind, the closest first, and by name."""
    public = Partnership.objects.visible_to(AnonymousUser(), day).as_of(day).with_activity(AnonymousUser(), day)
    rows = public.select_related("partner").order_by("partner__name", "pk")
    return sorted(rows, key=lambda row: _KIND_ORDER[row.kind])


@dataclass(frozen=True)
class _TakingPart:
    """Kind, partners (names by id) and names of networks of each activity, all by its id."""

    kinds: dict[int, str]
    partners: dict[int, dict[int, str]]
    networks: dict[int, dict[str, None]]


def _taking_part(activities: ActivityQuerySet) -> _TakingPart:
    """Few take part in each activity, so one query may pair them all."""
    found = _TakingPart({}, defaultdict(dict), defaultdict(dict))
    names = ("partners__name", "networks__name")
    rows = activities.order_by("partners__name", "partners__country", "partners", "networks__name")
    for activity, kind, partner, partner_name, network in rows.values_list("pk", "kind", "partners", *names):
        found.kinds[activity] = kind
        if partner is not None:
            found.partners[activity][partner] = partner_name
        if network is not None:
            found.networks[activity][network] = None
    return found


def _by_kind(kinds: Iterable[str]) -> tuple[Count, ...]:
    """Every kind that occurs, in the order of the vocabulary."""
    found = Counter(kinds)
    return tuple(Count(label(ActivityKind, kind), found[kind]) for kind in ActivityKind.values if kind in found)


def _latest(activities: ActivityQuerySet) -> list[Activity]:
    """As many as a report can print, in the order in which they began."""
    return list(activities.order_by("-start", "-pk")[:_ACTIVITIES_SHOWN])[::-1]


def _networks(first: dt.date, day: dt.date) -> list[NetworkMembership]:
    rows = NetworkMembership.objects.begun_by(day).held_since(first)
    return list(rows.select_related("decision").prefetch_related("years"))


def _relation(row: Partnership, chart: OrgChart, day: dt.date, activities: int) -> RelationEntry:
    return RelationEntry(
        name=clean_line(row.partner.name),
        local_name=clean_line(row.partner.foreign_name),
        topic=clean_line(row.topic or row.district),
        country=row.partner.country_name,
        path=row.get_absolute_url(),
        kind=label(PartnershipKind, row.kind),
        status=label(PartnershipStatus, row.status),
        status_since=str(row.status_since_known or ""),
        since=str(row.since_known or ""),
        unit=_unit(row.responsible_unit_id, chart, day),
        activities=activities,
        last_activity_on=row.last_activity_on,
        is_quiet=row.status == PartnershipStatus.ACTIVE and row.activities_24_months == 0,
        is_example=row.is_example,
    )


def _step(step: StatusStep) -> StatusChangeEntry:
    entry, relation = step.entry, step.entry.partnership
    return StatusChangeEntry(
        relation=clean_line(str(relation)),
        path=relation.get_absolute_url(),
        since=str(entry.effective_known),
        before=label(PartnershipStatus, step.before),
        after=label(PartnershipStatus, entry.status),
        reason=clean_text(entry.reason),
        resolution=public_reference(entry.resolution),
    )


def _activity(row: Activity, taking_part: _TakingPart, chart: OrgChart, day: dt.date) -> ActivityEntry:
    is_over = row.end <= day
    return ActivityEntry(
        title=clean_line(row.title),
        kind=label(ActivityKind, row.kind),
        start=row.start,
        end=row.end,
        place=clean_line(row.place),
        partners=_names(taking_part.partners[row.pk].values()),
        networks=_names(taking_part.networks[row.pk]),
        unit=_unit(row.lead_unit_id, chart, day),
        participants=row.participants if is_over else None,
        purpose=clean_text(row.purpose),
        result=clean_text(row.result) if is_over else "",
        is_example=row.is_example,
    )


def _network(row: NetworkMembership, chart: OrgChart, day: dt.date) -> NetworkEntry:
    has_ended = row.until is not None and row.until <= day
    known = [year for year in row.years.all() if year.year <= day.year]
    return NetworkEntry(
        name=clean_line(row.name),
        path=row.get_absolute_url(),
        role=clean_line(row.role),
        since=str(row.since_known or ""),
        until=row.until if has_ended else None,
        end_reason=clean_text(row.end_reason) if has_ended else "",
        decision=public_reference(row.decision),
        unit=_unit(row.contact_unit_id, chart, day),
        fee_note=clean_line(row.fee_note),
        years=tuple(
            NetworkYear(year.year, year.fee, year.other_costs, clean_text(year.outcome), year.is_example)
            for year in known[:_YEARS_SHOWN]
        ),
        is_example=row.is_example,
    )


def _unit(unit_id: int | None, chart: OrgChart, day: dt.date) -> str:
    return str(chart.name_on(unit_id, day)) if unit_id else ""


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean_line(name) for name in names)
