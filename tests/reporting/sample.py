"""Reports as plain data, without a database: everything a report can hold occurs in one of its measures."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hannover_intl.council.choices import ConsultationRole
from hannover_intl.reporting.addressees import addressee
from hannover_intl.reporting.choices import BlockSource
from hannover_intl.reporting.labels import Count, Label, label
from hannover_intl.reporting.paper import BlockText, CommitteePaper, build_paper
from hannover_intl.reporting.report import (
    Dates,
    FundingEntry,
    FundingTotal,
    IndicatorEntry,
    MeasureEntry,
    MeasureRef,
    MilestoneEntry,
    Money,
    MoveEntry,
    ObjectiveEntry,
    ProgressReport,
    Reading,
    RoundEntry,
    Scope,
    Section,
    Status,
    UpdateEntry,
)
from measures.choices import FundingSource, Horizon, IndicatorKind, Light, MilestoneState, Priority, Progress
from measures.selectors import Balance
from tests.reporting.sample_partnerships import partnerships

DAY = dt.date(2026, 6, 30)
FIELDS = (
    "Strategische Entwicklung der internationalen Partnerschaften und Kooperationen",
    "Internationalisierung und Europäisierung der Stadtverwaltung",
    "Internationale Profilierung und Attraktivität",
    "Stärkung der Weltoffenheit der Stadt und der Teilhabe der Stadtgesellschaft",
)
TITLES = (
    "Fachaustausch mit den Partnerstädten vertiefen",
    "Beitritt zum Städtenetzwerk Eurocities",
    "Sprachkompetenzen der Beschäftigten ausbauen",
    "Internationales Standortmarketing",
)
SENTENCES = (
    "Mit Bristol, Poznań und Hiroshima (広島) fanden im Berichtszeitraum je zwei Fachgespräche statt.",
    "Die Ergebnisse wurden in der Vernetzungsgruppe „Europa und Internationales“ vorgestellt und ausgewertet.",
    "Die Solidaritätspartnerschaft mit Mykolajiw (Миколаїв) wird über Projekte der Wasserversorgung gepflegt.",
    "Für das kommende Jahr sind Mittel angemeldet; der Förderantrag wird mit der Europäischen Kommission abgestimmt.",
    "Die Beteiligung der Einwohnerinnen und Einwohner erfolgt über eine öffentliche Veranstaltungsreihe.",
)
# Every progress and every light, as often as they come in turn.
STATES = (
    (Progress.IN_PROGRESS, Light.ON_TRACK),
    (Progress.IN_PROGRESS, Light.DELAYED),
    (Progress.ONGOING, Light.ON_TRACK),
    (Progress.PLANNING, Light.CRITICAL),
    (Progress.DONE, ""),
    (Progress.DROPPED, ""),
    (Progress.MERGED, ""),
    (Progress.NOT_STARTED, Light.DELAYED),
)
COMMITTEES = (
    ("Kulturausschuss", ConsultationRole.DELIBERATION),
    ("Ausschuss für Integration, Europa und Internationale Kooperation", ConsultationRole.DELIBERATION),
    ("Ratsversammlung", ConsultationRole.INFORMATION),
    ("Sportausschuss", ConsultationRole.INFORMATION),
)

BLOCKS = (
    BlockText("Anlass", BlockSource.OCCASION),
    BlockText("Zusammenfassung", BlockSource.SUMMARY),
    BlockText("Finanzielle Auswirkungen", BlockSource.COSTS),
    BlockText("Berücksichtigung von Gender-Aspekten", BlockSource.TEXT, "Der Bericht gibt Sachstände wieder."),
    BlockText("Ergebnis der Klimawirkungsprüfung", BlockSource.TEXT),
)


def text(start: int, sentences: int) -> str:
    """A few different sentences."""
    return " ".join(SENTENCES[(start + i) % len(SENTENCES)] for i in range(sentences))


def milestone(title: str = "Konzept liegt vor", **fields) -> MilestoneEntry:
    plain = {
        "due": dt.date(2026, 9, 30),
        "state": label(MilestoneState, MilestoneState.OPEN),
        "closed_on": None,
        "overdue": False,
        "moves": (),
    }
    return MilestoneEntry(title=title, **(plain | fields))


def funding(year: int = 2026, planned: str = "20000", **fields) -> FundingEntry:
    plain = {
        "source": label(FundingSource, FundingSource.BUDGET),
        "programme": "",
        "money": Money(Decimal(planned), Decimal("12000.50"), Decimal("3999.99")),
    }
    return FundingEntry(year=year, **(plain | fields))


def indicator(**fields) -> IndicatorEntry:
    plain = {
        "name": "Fachgespräche mit Partnerstädten",
        "unit": "Gespräche im Jahr",
        "kind": label(IndicatorKind, IndicatorKind.OUTPUT),
        "source": "Jahresbericht des Büros",
        "baseline": Reading(dt.date(2019, 12, 31), Decimal("4.00")),
        "values": (Reading(dt.date(2025, 12, 31), Decimal("11.50")),),
        "targets": (Reading(dt.date(2027, 12, 31), Decimal("1200.00")),),
    }
    return IndicatorEntry(**(plain | fields))


def status(progress: str = Progress.IN_PROGRESS, light: str = Light.ON_TRACK, **fields) -> Status:
    plain = {
        "since": dt.date(2025, 12, 31),
        "computed_light": Label("", ""),
        "reason": "",
        "resolution": "",
        "merged_into": None,
    }
    return Status(label(Progress, progress), light=label(Light, light), **(plain | fields))


def measure(number: str = "1.1", **fields) -> MeasureEntry:
    """A quiet measure: in progress, on track, answered; everything else by keyword."""
    plain = {
        "title": f"Maßnahme {number}",
        "path": f"/massnahmen/{number}/",
        "description": text(0, 1),
        "is_example": False,
        "adopted_by": "0383/2019",
        "adopted_on": dt.date(2019, 2, 14),
        "lead_unit": "15.23 Büro für internationale Angelegenheiten",
        "cooperating": (),
        "objectives": (1,),
        "priority": label(Priority, Priority.HIGH),
        "horizon": label(Horizon, Horizon.MEDIUM),
        "dates": Dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31), dt.date(2020, 3, 1), None),
        "status": status(),
        "update": UpdateEntry(DAY, "1. Halbjahr 2026", text(0, 3), text(1, 2), ""),
        "asked_in_round": True,
        "answered_in_round": True,
        "milestones": (),
        "indicators": (),
        "funding": (),
        "absorbed": (),
    }
    entry = plain | fields
    total = sum((line.money for line in entry["funding"]), Money())
    return MeasureEntry(number=number, funding_total=total, **entry)


def full_measure(index: int, number: str) -> MeasureEntry:
    """A measure as departments write them; ``index`` decides on its state and on which texts it has."""
    progress, light = STATES[index % len(STATES)]
    ended = not light
    moved = MoveEntry(dt.date(2026, 3, 31), dt.date(2026, 3, 1), "Die Ausschreibung musste wiederholt werden.")
    return measure(
        number,
        title=TITLES[index % len(TITLES)],
        is_example=index % 3 == 0,
        cooperating=("Kulturbüro", "Hannover Marketing und Tourismus GmbH") if index % 2 else (),
        status=_full_status(index, progress, light),
        update=UpdateEntry(
            DAY,
            "1. Halbjahr 2026",
            text(index, 4),
            "" if ended else text(index + 2, 3),
            text(index + 1, 1) if light in {Light.DELAYED, Light.CRITICAL} else "",
        ),
        answered_in_round=index % 7 != 3,
        milestones=(
            milestone(
                "Bestandsaufnahme",
                due=dt.date(2025, 6, 30),
                closed_on=dt.date(2025, 7, 14),
                state=label(MilestoneState, MilestoneState.DONE),
            ),
            milestone(moves=(moved,) if index % 4 == 1 else ()),
            milestone(
                "Auswertung im Internationalen Ausschuss", due=dt.date(2026, 5, 31), overdue=light == Light.DELAYED
            ),
        ),
        indicators=(indicator(),) if index % 4 == 0 else (),
        funding=(funding(2025, "18000"), funding()) if index % 2 == 0 else (),
    )


def _full_status(index: int, progress: str, light: str) -> Status:
    if progress == Progress.DROPPED:
        return status(progress, light, reason="Die Partnerstadt hat das Vorhaben beendet.", resolution="1234/2025")
    if progress == Progress.MERGED:
        return status(progress, light, merged_into=MeasureRef("1.1", TITLES[0], "/massnahmen/1.1/"))
    if index % 8 == 1:
        computed = label(Light, Light.ON_TRACK)
        return status(progress, light, computed_light=computed, reason="Eine Stelle ist seit März nicht besetzt.")
    return status(progress, light)


def report(*measures: MeasureEntry, **fields) -> ProgressReport:
    """A report on the given measures; its figures are counted here once more, by hand."""
    sections = tuple(
        _section(number, title, tuple(entry for entry in measures if entry.number.startswith(f"{number}.")))
        for number, title in enumerate(FIELDS, start=1)
    )
    totals: dict[tuple[int, Label], Money] = {}
    for line in (line for entry in measures for line in entry.funding):
        totals[line.year, line.source] = totals.get((line.year, line.source), Money()) + line.money
    plain = {
        "as_of": DAY,
        "scope": Scope(),
        "scope_title": "",
        "round": RoundEntry("1. Halbjahr 2026", DAY, dt.date(2026, 7, 17)),
        "balance": Balance.of(Counter(entry.status.progress.value for entry in measures)),
        "by_progress": _counts(Progress, [entry.status.progress.value for entry in measures]),
        "by_light": _counts(Light, [entry.status.light.value for entry in measures]),
        "asked": sum(entry.asked_in_round for entry in measures),
        "answered": sum(entry.answered_in_round for entry in measures),
        "objectives": (ObjectiveEntry(1, "Stärkung des Standorts Hannover", "/oberziele/1/", len(measures)),),
        "sections": sections,
        "funding": tuple(FundingTotal(year, source, totals[year, source]) for year, source in sorted(totals, key=str)),
        "funding_total": sum(totals.values(), Money()),
    }
    return ProgressReport(**(plain | fields))


def _section(number: int, title: str, measures: tuple[MeasureEntry, ...]) -> Section:
    return Section(
        number=number,
        title=title,
        path=f"/handlungsfelder/{number}/",
        by_progress=_counts(Progress, [entry.status.progress.value for entry in measures]),
        by_light=_counts(Light, [entry.status.light.value for entry in measures]),
        measures=measures,
    )


def _counts(choices, values: list[str]) -> tuple[Count, ...]:
    return tuple(Count(label(choices, value), values.count(value)) for value in choices.values)


def full_report(measures: int = 32) -> ProgressReport:
    """A report as the council gets it, spread over the four fields."""
    per_field = -(-measures // len(FIELDS))
    entries = (full_measure(i, f"{i // per_field + 1}.{i % per_field + 1}") for i in range(measures))
    return report(*entries, partnerships=partnerships())


def paper(of: ProgressReport, **fields) -> CommitteePaper:
    return replace(build_paper(of, [addressee(*committee) for committee in COMMITTEES], BLOCKS), **fields)
