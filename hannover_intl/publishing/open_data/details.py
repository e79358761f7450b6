"""Open lists of what stands on the pages of single measures, relations and networks: figures, money, agreements."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from hannover_intl.publishing.open_data.fields import Field, Kind, page_of
from hannover_intl.publishing.open_data.lists import DataList, Question
from hannover_intl.publishing.open_data.strategy import FILTERS, ChosenMeasures, public_reference
from hannover_intl.publishing.open_data.terms import address
from measures.choices import FundingSource, IndicatorKind
from measures.models import FundingLine, Indicator
from measures.trends import indicators_of
from partnerships.choices import AgreementKind
from partnerships.models import Agreement, MembershipYear, NetworkMembership, Partnership
from partnerships.policies import may_read_file


@dataclass(frozen=True)
class _Reading:
    """One value of an indicator: where it began, what it shall reach, or what was measured."""

    indicator: Any
    reading: str
    day: dt.date | None
    value: Decimal


def _readings(question: Question) -> Iterable[_Reading]:
    chosen = ChosenMeasures.of(question)
    for row in indicators_of(chosen.measures.only("pk"), chosen.day):
        if row.baseline is not None and (row.baseline_on is None or row.baseline_on <= chosen.day):
            yield _Reading(row, "Ausgangswert", row.baseline_on, row.baseline)
        yield from (_Reading(row, "Zielwert", target.due, target.value) for target in row.targets.all())
        yield from (_Reading(row, "Messwert", value.measured_on, value.value) for value in _measured(row))


def _measured(row: Indicator) -> Iterable[Any]:
    measured: Iterable[Any] = row.measured  # type: ignore[attr-defined]  # from indicators_of
    return measured


INDICATORS = DataList(
    key="kennzahlen",
    title=_("Kennzahlen"),
    about=_("Ausgangs-, Ziel- und Messwerte der Kennzahlen der Maßnahmen."),
    page="measures:list",
    filters=FILTERS,
    keywords=("Handlungskonzept", "Kennzahlen", "Wirkung"),
    rows=_readings,
    fields=(
        Field("measure", "Maßnahme", of=lambda row: row.indicator.measure.number, always=True),
        Field("indicator", "Kennzahl", of=lambda row: row.indicator.name, always=True),
        Field("indicator_en", "Kennzahl auf Englisch", of=lambda row: row.indicator.name_en),
        Field("unit", "Einheit", of=lambda row: row.indicator.unit, always=True),
        Field("kind", "zeigt", of=lambda row: row.indicator.kind, choices=IndicatorKind, always=True),
        Field("reading", "Wert ist", always=True, about="Ausgangswert, Zielwert oder Messwert"),
        Field("day", "Tag", Kind.DAY, about="gemessen am oder zu erreichen bis"),
        Field("value", "Wert", Kind.NUMBER, always=True),
        Field("source", "Quelle", of=lambda row: row.indicator.source),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.indicator.measure), always=True),
    ),
)


def _funding(question: Question) -> Iterable[FundingLine]:
    """As on the page of a measure: what a later year spends was not spent on the asked day."""
    chosen = ChosenMeasures.of(question)
    of = [row.pk for row in chosen.measures]
    rows = FundingLine.objects.filter(measure__in=of).select_related("measure__action_field")
    for row in rows.order_by("measure__action_field__number", "measure", "year", "source", "programme"):
        row.spent = row.spent if row.year <= chosen.day.year else Decimal("0.00")
        yield row


FUNDING = DataList(
    key="finanzierung",
    title=_("Finanzierung"),
    about=_("Geplante, gebundene und ausgegebene Mittel der Maßnahmen in Euro, je Jahr und Herkunft."),
    page="measures:list",
    filters=FILTERS,
    keywords=("Handlungskonzept", "Haushalt", "Förderung"),
    rows=_funding,
    fields=(
        Field("measure", "Maßnahme", of=lambda row: row.measure.number, always=True),
        Field("year", "Jahr", Kind.WHOLE, always=True),
        Field("source", "Herkunft", choices=FundingSource, always=True),
        Field("programme", "Förderprogramm"),
        Field("planned", "geplant", Kind.NUMBER, always=True),
        Field("committed", "gebunden", Kind.NUMBER, always=True),
        Field("spent", "ausgegeben", Kind.NUMBER, always=True),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.measure), always=True),
    ),
)


def _agreements(question: Question) -> Iterable[Agreement]:
    nobody, today = AnonymousUser(), question.today
    relations = Partnership.objects.visible_to(nobody, today).as_of(today)
    rows = Agreement.objects.visible_to(nobody, today).filter(partnership__in=relations.values("pk"))
    for row in rows.select_related("partnership__partner", "paper").order_by("partnership__partner__name", "pk"):
        row.file_url = address("partnerships:agreement_file", row.pk) if may_read_file(nobody, row, today) else ""
        yield row


AGREEMENTS = DataList(
    key="vereinbarungen",
    title=_("Vereinbarungen"),
    about=_("Was mit den Partnern unterzeichnet wurde, mit Daten, Drucksache und der Datei, wo sie öffentlich ist."),
    page="partnerships:list",
    keywords=("Städtepartnerschaft", "Vertrag", "Internationales"),
    themes=("INTR", "GOVE"),
    rows=_agreements,
    fields=(
        Field("partner", "Partner", of=lambda row: row.partnership.partner.name, always=True),
        Field("title", "Titel", always=True),
        Field("kind", "Art", choices=AgreementKind, always=True),
        Field("signed_on", "unterzeichnet", Kind.PARTIAL_DAY, lambda row: row.signed_known),
        Field("valid_until", "gültig bis", Kind.DAY),
        Field("paper", "Drucksache", of=lambda row: public_reference(row.paper)),
        Field("file", "Datei", Kind.ADDRESS, lambda row: row.file_url),
        Field("is_example", "Beispiel", Kind.YES_NO, always=True, about="erfundener Inhalt"),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.partnership), always=True),
    ),
)


def _network_years(question: Question) -> Iterable[MembershipYear]:
    begun = NetworkMembership.objects.begun_by(question.today)
    rows = MembershipYear.objects.filter(membership__in=begun.values("pk")).select_related("membership")
    return rows.order_by("membership__name", "-year")


NETWORK_YEARS = DataList(
    key="netzwerkjahre",
    title=_("Jahre in Netzwerken"),
    about=_("Was jede Mitgliedschaft in einem Jahr gekostet und gebracht hat."),
    page="partnerships:networks",
    keywords=("Städtenetzwerk", "Internationales", "Kosten"),
    themes=("INTR", "GOVE"),
    rows=_network_years,
    fields=(
        Field("network", "Netzwerk", of=lambda row: row.membership.name, always=True),
        Field("year", "Jahr", Kind.WHOLE, always=True),
        Field("fee", "Beitrag (€)", Kind.NUMBER),
        Field("other_costs", "weitere Kosten (€)", Kind.NUMBER),
        Field("outcome", "Was die Mitgliedschaft gebracht hat"),
        Field("outcome_en", "Was sie gebracht hat, auf Englisch"),
        Field("is_example", "Beispiel", Kind.YES_NO, always=True, about="erfundener Inhalt"),
        Field("url", "Adresse", Kind.ADDRESS, lambda row: page_of(row.membership), always=True),
    ),
)
