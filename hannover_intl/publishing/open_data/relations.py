"""Open lists of the relations abroad: partnerships, networks, activities, and the figures of requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from hannover_intl.publishing.open_data.fields import Field, Kind, names, numbers, page_of
from hannover_intl.publishing.open_data.lists import DataList, Question, filtered
from hannover_intl.publishing.open_data.strategy import public_reference
from measures.asked_day import AskedDay
from measures.models import Measure
from partnerships.choices import ActivityKind, PartnerKind, PartnershipKind, PartnershipStatus
from partnerships.filters import PartnershipFilter
from partnerships.models import Activity, NetworkMembership, Partnership, StatusEntry
from partnerships.selectors import request_figures, request_years

_FOREIGN = ("INTR", "GOVE")  # international affairs before government
YEARS = 5


@dataclass(frozen=True)
class _Relation:
    """A relation as it stood on the asked day, with the entry that says so."""

    row: Partnership
    entry: StatusEntry | None

    @property
    def reason(self) -> str:
        return self.entry.reason if self.entry else ""


def _public_measures(question: Question) -> "Prefetch[Any, Any, Any]":
    return Prefetch("measures", Measure.objects.visible_to(AnonymousUser(), question.today))


def _partnerships(question: Question) -> Iterable[_Relation]:
    asked = AskedDay.of(question.params.get("stand", ""), question.today)
    public = Partnership.objects.visible_to(AnonymousUser(), asked.today).as_of(asked.day)
    found = filtered(PartnershipFilter(question.params, public, asked=asked))
    rows = found.with_activity(AnonymousUser(), asked.day).select_related("partner", "responsible_unit")
    related = ("involved_units", "actors", "objectives", _public_measures(question))
    relations = list(rows.defer("search_text", "partner__search_text").prefetch_related(*related))
    known = StatusEntry.objects.filter(pk__in=[row.status_id for row in relations if row.status_id])
    entries = {entry.pk: entry for entry in known.select_related("resolution")}
    return [_Relation(row, entries.get(row.status_id or 0)) for row in relations]


def _of(name: str) -> Any:
    return lambda relation: getattr(relation.row, name)


def _of_partner(name: str) -> Any:
    return lambda relation: getattr(relation.row.partner, name)


PARTNERSHIPS = DataList(
    key="partnerschaften",
    title=_("Partnerschaften"),
    about=_("Städtepartnerschaften, Freundschaften und Kooperationen mit Stand, Zuständigkeit und letzter Aktivität."),
    page="partnerships:list",
    filters=("q", "kind", "status", "country", "field", "objective", "stand"),
    keywords=("Städtepartnerschaft", "Internationales", "Kooperation"),
    themes=_FOREIGN,
    rows=_partnerships,
    fields=(
        Field("partner", "Partner", of=_of_partner("name"), always=True),
        Field("partner_en", "englischer Name", of=_of_partner("name_en")),
        Field("local_name", "Name in der Landessprache", of=_of_partner("local_name")),
        Field("partner_kind", "Art des Partners", of=_of_partner("kind"), choices=PartnerKind, always=True),
        Field("country", "Land", of=_of_partner("country"), always=True, about="Kürzel nach ISO 3166-1"),
        Field("country_name", "Name des Landes", of=_of_partner("country_name"), always=True),
        Field("latitude", "geografische Breite", Kind.NUMBER, _of_partner("latitude"), about="WGS 84, in Grad"),
        Field("longitude", "geografische Länge", Kind.NUMBER, _of_partner("longitude"), about="WGS 84, in Grad"),
        Field("website", "Website", Kind.ADDRESS, _of_partner("website")),
        Field("kind", "Art", of=_of("kind"), choices=PartnershipKind, always=True),
        Field("topic", "Thema", of=_of("topic")),
        Field("topic_en", "Thema auf Englisch", of=_of("topic_en")),
        Field("district", "Stadtbezirk", of=_of("district")),
        Field("since", "besteht seit", Kind.PARTIAL_DAY, _of("since_known")),
        Field("status", "Stand", of=_of("status"), choices=PartnershipStatus, always=True, about="am Stichtag"),
        Field("status_since", "Stand seit", Kind.PARTIAL_DAY, _of("status_since_known")),
        Field("status_reason", "Begründung des Stands", of=lambda relation: relation.reason),
        Field(
            "status_resolution",
            "Beschluss zum Stand",
            of=lambda relation: public_reference(relation.entry and relation.entry.resolution),
        ),
        Field("unit", "zuständige Einheit", of=lambda relation: str(relation.row.responsible_unit or "")),
        Field("involved_units", "beteiligte Einheiten", of=lambda it: names("involved_units")(it.row), many=True),
        Field("actors", "beteiligte externe Stellen", of=lambda it: names("actors")(it.row), many=True),
        Field("objectives", "Oberziele", Kind.WHOLE, lambda it: numbers("objectives")(it.row), many=True),
        Field("measures", "dient den Maßnahmen", of=lambda it: numbers("measures")(it.row), many=True),
        Field("description", "Beschreibung", of=_of("description")),
        Field("description_en", "Beschreibung auf Englisch", of=_of("description_en")),
        Field("why", "Warum diese Beziehung", of=_of("reason")),
        Field("why_en", "Warum diese Beziehung, auf Englisch", of=_of("reason_en")),
        Field("last_activity_on", "letzte Aktivität", Kind.DAY, _of("last_activity_on")),
        Field(
            "activities_24_months", "Aktivitäten in 24 Monaten", Kind.WHOLE, _of("activities_24_months"), always=True
        ),
        Field("is_example", "Beispiel", Kind.YES_NO, _of("is_example"), always=True, about="erfundener Inhalt"),
        Field("url", "Adresse", Kind.ADDRESS, lambda relation: page_of(relation.row), always=True),
    ),
)


def _networks(question: Question) -> Iterable[NetworkMembership]:
    rows = NetworkMembership.objects.begun_by(question.today).select_related("decision", "contact_unit")
    return rows.defer("search_text").prefetch_related("objectives", _public_measures(question))


NETWORKS = DataList(
    key="netzwerke",
    title=_("Netzwerke"),
    about=_("Mitgliedschaften der Stadt in Netzwerken mit Rolle, Beginn, Beschluss und Zuständigkeit."),
    page="partnerships:networks",
    keywords=("Städtenetzwerk", "Internationales", "Mitgliedschaft"),
    themes=_FOREIGN,
    rows=_networks,
    fields=(
        Field("name", "Netzwerk", always=True),
        Field("name_en", "englischer Name"),
        Field("website", "Website", Kind.ADDRESS),
        Field("role", "Rolle der Stadt"),
        Field("role_en", "Rolle der Stadt auf Englisch"),
        Field("since", "Mitglied seit", Kind.PARTIAL_DAY, lambda row: row.since_known),
        Field("until", "Mitglied bis", Kind.DAY),
        Field("end_reason", "Grund des Austritts"),
        Field("decision", "Ratsbeschluss", of=lambda row: public_reference(row.decision)),
        Field("unit", "zuständige Einheit", of=lambda row: str(row.contact_unit or "")),
        Field("fee_note", "Beitrag"),
        Field("description", "Beschreibung"),
        Field("description_en", "Beschreibung auf Englisch"),
        Field("objectives", "Oberziele", Kind.WHOLE, numbers("objectives"), many=True),
        Field("measures", "dient den Maßnahmen", of=numbers("measures"), many=True),
        Field("is_example", "Beispiel", Kind.YES_NO, always=True, about="erfundener Inhalt"),
        Field("url", "Adresse", Kind.ADDRESS, page_of, always=True),
    ),
)


def _activities(question: Question) -> Iterable[Activity]:
    """What is public and was not cancelled. A partner is named only if the relation with it is public."""
    today = question.today
    relations = Partnership.objects.visible_to(AnonymousUser(), today).as_of(today)
    shown = Prefetch("partners__partnerships", relations, to_attr="shown_partnerships")
    networks = Prefetch("networks", NetworkMembership.objects.begun_by(today))
    rows = Activity.objects.visible_to(AnonymousUser(), today).filter(cancelled=False).select_related("lead_unit")
    return rows.defer("search_text").prefetch_related("partners", shown, networks, _public_measures(question))


ACTIVITIES = DataList(
    key="aktivitaeten",
    title=_("Aktivitäten"),
    about=_("Delegationen, Projekte, Fachaustausch und Veranstaltungen mit Partnern und Netzwerken."),
    page="partnerships:list",
    keywords=("Städtepartnerschaft", "Internationales", "Austausch"),
    themes=_FOREIGN,
    rows=_activities,
    fields=(
        Field("title", "Titel", always=True),
        Field("title_en", "Titel auf Englisch"),
        Field("kind", "Art", choices=ActivityKind, always=True),
        Field("start", "Beginn", Kind.DAY, always=True),
        Field("end", "Ende", Kind.DAY, always=True),
        Field("place", "Ort"),
        Field(
            "partners",
            "Partner",
            of=lambda row: [partner.name for partner in row.partners.all() if partner.shown_partnerships],
            many=True,
        ),
        Field("networks", "Netzwerke", of=names("networks"), many=True),
        Field("unit", "Federführung", of=lambda row: str(row.lead_unit or "")),
        Field("measures", "dient den Maßnahmen", of=numbers("measures"), many=True),
        Field("participants", "Zahl der Teilnehmenden", Kind.WHOLE),
        Field("purpose", "Zweck"),
        Field("result", "Ergebnis"),
        Field("summary_en", "Zusammenfassung auf Englisch"),
        Field("is_example", "Beispiel", Kind.YES_NO, always=True, about="erfundener Inhalt"),
    ),
)


@dataclass(frozen=True)
class _Figure:
    """One number of one year; ``category`` tells what was counted where the figure alone does not."""

    year: int
    figure: str
    category: str
    value: int


def _figures(_question: Question) -> Iterable[_Figure]:
    for year in request_years()[:YEARS]:
        told = request_figures(year)
        yield _Figure(year, "eingegangen", "", told.received)
        yield _Figure(year, "entschieden", "", told.decided)
        if told.median_days is not None:
            yield _Figure(year, "Tage bis zur Entscheidung (Median)", "", told.median_days)
        yield from (_Figure(year, "Entscheidung", label, number) for label, number in told.by_decision)
        yield from (_Figure(year, "Land", country, number) for country, number in told.by_country)


REQUESTS = DataList(
    key="anfragen",
    title=_("Anfragen in Zahlen"),
    about=_("Wie viele Anfragen nach Zusammenarbeit eingingen, woher, und wie entschieden wurde: nur Zahlen je Jahr."),
    page="partnerships:figures",
    keywords=("Statistik", "Internationales", "Kooperation"),
    themes=_FOREIGN,
    rows=_figures,
    fields=(
        Field("year", "Jahr", Kind.WHOLE, always=True),
        Field("figure", "Kennzahl", always=True),
        Field("category", "Ausprägung", about="Entscheidung oder Land, je nach Kennzahl"),
        Field("value", "Wert", Kind.WHOLE, always=True),
    ),
)
