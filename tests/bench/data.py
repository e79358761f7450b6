"""Many rows at once for the benchmark: written in bulk, since here nobody asks who wrote them."""

import datetime as dt

from hannover_intl.core.search import index_text
from measures.choices import Progress
from measures.models import Invitation, Measure, MeasureUpdate, Milestone, ReportingRound, StatusChange
from partnerships.choices import ActivityKind, PartnershipKind, PartnershipStatus
from partnerships.models import Activity, Partner, Partnership, StatusEntry
from tests import cast

TEXT = (
    "Gemeinsam mit der Partnerstadt wurde der Fachaustausch fortgesetzt. Die Fachbereiche haben die Ergebnisse "
    "ausgewertet und dem Ausschuss vorgestellt. Für das kommende Jahr ist ein Förderantrag in Vorbereitung. "
)


def measures(number: int) -> None:
    """Exactly ``number`` measures over four fields, each with two milestones, a status and an approved update."""
    for model in (MeasureUpdate, StatusChange, Milestone, Measure):
        model.objects.all().delete()
    fields = [cast.action_field(n) for n in range(1, 5)]
    finished, _ = ReportingRound.objects.get_or_create(
        title="Messung",
        defaults={
            "as_of": dt.date(2026, 6, 30),
            "opens_on": dt.date(2026, 6, 1),
            "deadline": dt.date(2026, 6, 20),
            "state": "closed",
        },
    )
    rows = Measure.objects.bulk_create(_measure(position, fields) for position in range(number))
    StatusChange.objects.bulk_create(
        StatusChange(measure=row, progress=_progress(position), effective_on=cast.ADOPTED)
        for position, row in enumerate(rows)
    )
    Milestone.objects.bulk_create(
        Milestone(measure=row, title=title, due=due, added_on=cast.ADOPTED)
        for position, row in enumerate(rows)
        for title, due in (("Konzept", dt.date(2026, 1 + position % 12, 1)), ("Abschluss", dt.date(2027, 6, 1)))
    )
    MeasureUpdate.objects.bulk_create(
        MeasureUpdate(
            measure=row,
            round=finished,
            measure_version=1,
            state="approved",
            progress=_progress(position),
            achieved=TEXT * 2,
            next_steps=TEXT,
            effective_on=dt.date(2026, 6, 30),
        )
        for position, row in enumerate(rows)
    )


def asked_contacts(number: int) -> ReportingRound:
    """An open round that asks ``number`` contacts, each of a unit of its own, about one measure."""
    reporting_round = cast.reporting_round()
    for position in range(1, number + 1):
        unit = cast.unit(f"Einheit {position}")
        contact = cast.contact(unit, f"kontakt.{position}@example.org")
        measure = cast.measure(f"1.{position}", lead_unit=unit, contact=contact)
        Invitation.objects.create(round=reporting_round, measure=measure)
    return reporting_round


def relations(number: int, *, activities: int) -> None:
    """As many more relations as there must be for ``number``, two in three of them in Europe, and new activities."""
    positions = range(Partner.objects.count(), number)
    partners = Partner.objects.bulk_create(_partner(position) for position in positions)
    rows = Partnership.objects.bulk_create(
        Partnership(
            partner=partner,
            slug=f"stadt-{position}",
            kind=PartnershipKind.values[position // 3 % 6],
            since=dt.date(1947 + position % 75, 1, 1),
            responsible_unit=cast.unit(f"Amt {position % 20}"),
            search_text=partner.search_text,
        )
        for position, partner in zip(positions, partners, strict=True)
    )
    StatusEntry.objects.bulk_create(
        StatusEntry(partnership=row, status=PartnershipStatus.ACTIVE, effective_on=row.since) for row in rows
    )
    shared = Activity.objects.bulk_create(_activity(position) for position in range(number, number + activities))
    Activity.partners.through.objects.bulk_create(
        Activity.partners.through(activity=row, partner=partners[position % len(partners)])
        for position, row in enumerate(shared)
    )


def _partner(position: int) -> Partner:
    in_europe = position % 3
    name = f"{'Musterstadt' if in_europe else 'Fernstadt'} {position}"
    return Partner(
        name=name,
        country=("FR", "PL", "UA", "JP", "MW", "SE")[position % 6],
        latitude=36 + position * 7 % 30 if in_europe else -60 + position * 17 % 130,
        longitude=-9 + position * 11 % 45 if in_europe else -179 + position * 29 % 358,
        search_text=index_text(name),
    )


def _activity(position: int) -> Activity:
    day = dt.date(2007, 1, 1) + dt.timedelta(days=position % 7_000)
    kind = ActivityKind.values[position % 7]
    return Activity(title=f"Austausch {position}", kind=kind, start=day, end=day, purpose=TEXT, result=TEXT)


def _progress(position: int) -> str:
    return (Progress.IN_PROGRESS, Progress.PLANNING, Progress.ONGOING, Progress.DONE)[position % 4]


def _measure(position: int, fields: list) -> Measure:
    # 99 fields are more than there are, so the numbers of 5,000 measures stay unique.
    number = f"{1 + position // 200}.{1 + position % 200}"
    title = f"Fachaustausch {number}"
    return Measure(
        number=number,
        title=title,
        description=TEXT,
        action_field=fields[position % 4],
        lead_unit=cast.unit(),
        adopted_by=cast.paper(),
        adopted_on=cast.ADOPTED,
        planned_start=dt.date(2020, 1, 1),
        planned_end=dt.date(2027, 12, 31),
        search_text=index_text(number, title, TEXT),
    )
