"""What the search of the portal finds in the register: relations, networks and activities."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.excerpts import excerpt
from hannover_intl.core.languages import GERMAN, text_of, texts_of
from hannover_intl.core.search import Hit, HitSource, by_relevance, in_order
from hannover_intl.organisation.policies import AnyUser
from partnerships.models import Activity, NetworkMembership, Partnership


def partnership_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Relations this visitor may see, with their status of today."""
    rows = by_relevance(_begun(user, today), query)

    def hits(page: "QuerySet[Any]") -> list[Hit]:
        states = Partnership.objects.as_of(today).select_related("partner")
        return [_partnership_hit(row, query) for row in in_order(states, page)]

    return HitSource("partnerships", _("Partnerschaften"), rows, hits)


def _begun(user: AnyUser, today: dt.date) -> "QuerySet[Partnership]":
    """Relations that have a page today for this visitor."""
    begun = Q(since__isnull=True) | Q(since__lte=today)
    return Partnership.objects.visible_to(user, today).filter(begun)


def _partnership_hit(row: Partnership, query: str) -> Hit:
    about, language = text_of(row, "topic") if row.topic else (row.district, GERMAN)
    return Hit(
        title=" – ".join(part for part in (text_of(row.partner, "name")[0], about) if part),
        language=language if about else get_language() or GERMAN,  # the name of a city has none
        url=row.get_absolute_url(),
        facts=(row.get_kind_display(), row.partner.country_name, row.status_label),
        excerpt=excerpt(query, *texts_of(row, "description", "reason")),
        is_example=row.is_example,
    )


def network_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Memberships in networks, ended ones included."""
    rows = by_relevance(NetworkMembership.objects.begun_by(today), query)

    def hits(page: "QuerySet[Any]") -> list[Hit]:
        return [_network_hit(row, today, query) for row in page]

    return HitSource("networks", _("Netzwerke"), rows, hits)


def _network_hit(row: NetworkMembership, today: dt.date, query: str) -> Hit:
    ended = row.until is not None and row.until < today
    state = (str(_("ehemaliges Mitglied")),) if ended else ()
    role, _language = text_of(row, "role")
    return Hit(
        title=text_of(row, "name")[0],
        language=get_language() or GERMAN,  # a name has none
        url=row.get_absolute_url(),
        facts=(*state, *((role,) if role else ())),
        excerpt=excerpt(query, *texts_of(row, "description")),
        is_example=row.is_example,
    )


def activity_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Activities that took or will take place; each leads to the page of a partner or network it was done with."""
    rows = by_relevance(Activity.objects.visible_to(user, today).filter(cancelled=False), query)
    begun = NetworkMembership.objects.begun_by(today)

    def hits(page: "QuerySet[Any]") -> list[Hit]:
        relations = Prefetch("partners__partnerships", _begun(user, today), to_attr="shown_partnerships")
        pages = page.prefetch_related("partners", relations, Prefetch("networks", begun, to_attr="begun_networks"))
        return [_activity_hit(row, query) for row in pages]

    return HitSource("activities", _("Aktivitäten"), rows, hits)


def _activity_hit(row: Any, query: str) -> Hit:
    relations = [relation for partner in row.partners.all() for relation in partner.shown_partnerships]
    pages = [*relations, *row.begun_networks]
    facts = (row.get_kind_display(), date_format(row.start, "SHORT_DATE_FORMAT"), row.place)
    title, language = text_of(row, "title")
    return Hit(
        title=title,
        language=language,
        url=pages[0].get_absolute_url() if pages else "",
        facts=tuple(fact for fact in facts if fact),
        excerpt=excerpt(query, *texts_of(row, "result"), (row.purpose, GERMAN)),
        is_example=row.is_example,
    )
