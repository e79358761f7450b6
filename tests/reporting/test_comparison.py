"""What changed between two reports: in words that people use, and over every field there is."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from hannover_intl.core.word_diff import Run
from hannover_intl.reporting.comparison import compare_reports
from hannover_intl.reporting.field_labels import LABELS
from hannover_intl.reporting.labels import label
from hannover_intl.reporting.report import (
    Dates,
    FundingEntry,
    Label,
    MeasureRef,
    Money,
    MoveEntry,
    ProgressReport,
    Reading,
    Scope,
    UpdateEntry,
)
from hannover_intl.reporting.skills_chapter import Gap, PlanEntry, SkillsChapter, SkillsTable, Span
from measures.choices import Light, MilestoneState, Progress
from tests.reporting import sample
from tests.reporting.mutations import mutations, occurring, shapes
from tests.reporting.sample_partnerships import partnerships

SPAN = Span("Polnisch", 3, 5)


def skills(**other) -> SkillsChapter:
    """The chapter on skills with an entry of each kind."""
    table = SkillsTable("Sprachen", "Sprache", (SPAN,))
    plan = PlanEntry("2.3", "/massnahmen/2.3/", "Kurse", "Kurse", sample.DAY, Decimal(4), sample.DAY, Decimal(9))
    names = ("languages", "levels", "trainings", "wishes", "certificates")
    tables = {name: replace(table, title=name) for name in names}
    return SkillsChapter("2026-2", sample.DAY, 5, gaps=(Gap("Ukrainisch", 1, 2, SPAN),), plan=(plan,), **tables | other)


def everything() -> ProgressReport:
    """A report in which every kind of entry occurs, and every field has a value."""
    target = MeasureRef("1.9", "Ziel", "/massnahmen/1.9/")
    move = MoveEntry(dt.date(2026, 3, 31), dt.date(2026, 3, 1), "Ausschreibung wiederholt")
    full = sample.measure(
        dates=Dates(*(dt.date(year, 1, 2) for year in (2020, 2027, 2021, 2026))),
        cooperating=("Kulturbüro",),
        status=replace(
            sample.status(reason="Stelle offen", resolution="1234/2025", merged_into=target),
            computed_light=label(Light, Light.CRITICAL),
        ),
        update=UpdateEntry(sample.DAY, "Runde", "Erreichtes", "Nächstes", "Hinderliches"),
        milestones=(sample.milestone(moves=(move,), closed_on=sample.DAY),),
        indicators=(sample.indicator(),),
        funding=(sample.funding(programme="AMIF"),),
        absorbed=(target,),
    )
    scope = {"scope": Scope("field", 1), "scope_title": "Handlungsfeld 1"}
    return sample.report(full, **scope, skills=skills(), partnerships=partnerships())


EVERYTHING = everything()


def changes(before, after) -> dict[str, list[str]]:
    """Heading of each group, with its lines as they are printed."""
    return {
        group.kind.text: [
            f"{change.number} {change.text}".strip().replace("\N{NO-BREAK SPACE}", " ") for change in group.changes
        ]
        for group in compare_reports(before, after).groups
    }


def of_measure(before: dict, after: dict) -> dict[str, list[str]]:
    """The changes of one measure with these fields before and after; figures of the report left aside."""
    found = changes(sample.report(sample.measure(**before)), sample.report(sample.measure(**after)))
    found.pop("Zahlen des Berichts", None)
    return found


def test_every_kind_of_entry_occurs_in_the_report_that_is_changed_below():
    assert set(shapes(ProgressReport)) == occurring(EVERYTHING)


def test_no_field_changes_silently():
    silent = [
        where
        for where, changed in mutations(EVERYTHING)
        if not compare_reports(EVERYTHING, changed).groups or not compare_reports(changed, EVERYTHING).groups
    ]
    assert silent == [".as_of"]


def test_every_field_has_a_label():
    missing = [
        f"{kind.__name__}.{name}"
        for kind, names in shapes(ProgressReport).items()
        for name in names
        if name not in LABELS
        and f"{kind.__name__}.{name}" not in LABELS
        and kind not in {Label, Span, Reading, MoveEntry}
    ]
    assert missing == []


def test_equal_reports_have_no_changes():
    comparison = compare_reports(EVERYTHING, replace(EVERYTHING, as_of=dt.date(2026, 12, 31)))
    assert comparison.groups == ()
    assert (comparison.measures, comparison.changed, comparison.unchanged) == (1, 0, 1)
    assert (comparison.before, comparison.after) == (sample.DAY, dt.date(2026, 12, 31))


def test_another_order_is_no_change():
    two = (sample.milestone("A"), sample.milestone("B"))
    assert of_measure({"milestones": two}, {"milestones": two[::-1]}) == {}


def test_a_new_measure_and_one_that_is_missing():
    found = changes(sample.report(sample.measure("1.1")), sample.report(sample.measure("1.2")))
    assert found["Neue Maßnahmen"] == [
        (
            "1.2 beschlossen mit Drucksache 0383/2019 am 14.02.2019; Federführung: "
            "15.23 Büro für internationale Angelegenheiten; in Umsetzung"
        )
    ]
    assert found["Nicht mehr im Bericht"] == ["1.1 stand im früheren Bericht: in Umsetzung"]


def test_a_measure_that_moved_to_another_field_is_the_same_measure():
    before = sample.report(sample.measure("1.1"))
    first, second = before.sections[:2]
    sections = (replace(first, measures=()), replace(second, measures=first.measures), *before.sections[2:])
    found = changes(before, replace(before, sections=sections))
    assert found == {"Weitere Angaben zu Maßnahmen": ["1.1 Handlungsfelder: bisher 1, jetzt 2"]}


SINCE = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (
            sample.status(Progress.PLANNING, since=SINCE),
            ("Stand geändert", "1.1 seit 01.05.2026 in Planung, bisher in Umsetzung"),
        ),
        (
            sample.status(Progress.DONE, "", since=SINCE),
            ("Umgesetzt", "1.1 seit 01.05.2026 umgesetzt, bisher in Umsetzung"),
        ),
        (
            sample.status(Progress.DROPPED, "", since=SINCE, reason="Kein Partner.", resolution="0099/2026"),
            (
                "Nicht weiter verfolgt",
                (
                    "1.1 seit 01.05.2026 nicht weiter verfolgt, bisher in Umsetzung; "
                    "Beschluss: Drucksache 0099/2026; Begründung: Kein Partner."
                ),
            ),
        ),
        (
            sample.status(
                Progress.MERGED, "", since=SINCE, merged_into=MeasureRef("2.3", "Austausch", "/massnahmen/2.3/")
            ),
            (
                "Zusammengeführt",
                "1.1 seit 01.05.2026 zusammengeführt, bisher in Umsetzung; weiter unter Maßnahme 2.3: Austausch",
            ),
        ),
    ],
)
def test_progress_is_told_once_with_what_belongs_to_it(after, line):
    heading, text = line
    assert of_measure({}, {"status": after}) == {heading: [text]}


def test_a_light_that_deviates_comes_with_its_reason():
    deviating = replace(
        sample.status(light=Light.DELAYED), computed_light=label(Light, Light.ON_TRACK), reason="Stelle offen."
    )
    assert of_measure({}, {"status": deviating}) == {
        "Ampel geändert": ["1.1 jetzt verzögert, bisher im Plan (berechnet: im Plan; Begründung: Stelle offen.)"]
    }


def test_a_milestone_that_slipped_says_by_how_many_days_and_why():
    moved = MoveEntry(dt.date(2026, 9, 30), dt.date(2026, 6, 1), "Vergabe dauert.")
    after = sample.milestone(due=dt.date(2026, 10, 14), moves=(moved,))
    assert of_measure({"milestones": (sample.milestone(),)}, {"milestones": (after,)}) == {
        "Termine verschoben": [
            "1.1 „Konzept liegt vor“: von 30.09.2026 auf 14.10.2026 verschoben, 14 Tage später; Grund: Vergabe dauert."
        ]
    }


def test_a_planned_end_that_was_brought_forward():
    dates = sample.measure().dates
    after = replace(dates, planned_end=dates.planned_end - dt.timedelta(days=1))
    assert of_measure({}, {"dates": after}) == {
        "Termine verschoben": ["1.1 geplantes Ende: von 31.12.2027 auf 30.12.2027 vorgezogen, 1 Tag früher"]
    }


def test_milestones_reached_added_and_dropped():
    done, dropped = (label(MilestoneState, state) for state in (MilestoneState.DONE, MilestoneState.DROPPED))
    before = (sample.milestone("A", overdue=True), sample.milestone("B"), sample.milestone("C"))
    after = (
        sample.milestone("A", state=done, closed_on=sample.DAY),
        sample.milestone("B", state=dropped, closed_on=sample.DAY),
        sample.milestone("D"),
    )
    assert of_measure({"milestones": before}, {"milestones": after}) == {
        "Meilensteine": [
            "1.1 „A“ erreicht am 30.06.2026",
            "1.1 „B“ entfallen am 30.06.2026",
            "1.1 neu „D“, fällig am 30.09.2026, offen",
            "1.1 „C“ ist nicht mehr aufgeführt",
        ]
    }


def test_costs_are_told_as_signed_amounts_with_their_sum():
    after = (
        replace(sample.funding(), money=Money(Decimal(25000), Decimal("12000.50"), Decimal(3000))),
        sample.funding(2027, "500", money=Money(Decimal(500))),
    )
    assert of_measure({"funding": (sample.funding(),)}, {"funding": after}) == {
        "Kosten": [
            (
                "1.1 2026 Haushalt: geplant +5.000,00 €, ausgegeben −999,99 €; neu 2027 Haushalt: geplant +500,00 €; "
                "Mittel insgesamt: geplant +5.500,00 €, ausgegeben −999,99 €"
            )
        ]
    }


def test_new_values_of_an_indicator():
    before = sample.indicator()
    after = replace(before, values=(*before.values, Reading(sample.DAY, Decimal(14))))
    assert of_measure({"indicators": (before,)}, {"indicators": (after,)}) == {
        "Kennzahlen": ["1.1 „Fachgespräche mit Partnerstädten“: neuer Wert 14 (30.06.2026)"]
    }


def test_another_unit_and_other_fields():
    assert of_measure({}, {"lead_unit": "41 Kulturbüro", "objectives": (1, 3), "cooperating": ("Feuerwehr",)}) == {
        "Federführung": ["1.1 Federführung: bisher 15.23 Büro für internationale Angelegenheiten, jetzt 41 Kulturbüro"],
        "Weitere Angaben zu Maßnahmen": ["1.1 Beteiligt: neu Feuerwehr; Oberziele: neu 3"],
    }


def test_a_new_update_names_its_texts_and_holds_their_wording():
    before = UpdateEntry(dt.date(2025, 12, 31), "2. Halbjahr 2025", "Die Reise war im Mai.", "Weiter.", "")
    after = UpdateEntry(sample.DAY, "1. Halbjahr 2026", "Die Reise war im Juni.", "Weiter.", "")
    found = compare_reports(
        sample.report(sample.measure(update=before)), sample.report(sample.measure(update=after))
    ).groups
    assert [group.kind.value for group in found] == ["text"]
    [change] = found[0].changes
    assert change.text == "neuer Sachstand vom 30.06.2026 (1. Halbjahr 2026): Erreicht"
    [text] = change.texts
    assert (text.label, text.runs) == (
        "Erreicht",
        (Run("Die Reise war im "), Run("Mai.", "del"), Run("Juni.", "ins")),
    )


def test_the_first_update_of_a_measure():
    after = UpdateEntry(sample.DAY, "1. Halbjahr 2026", "Auftakt.", "", "")
    assert of_measure({"update": None}, {"update": after}) == {
        "Sachstände und Texte": ["1.1 neuer Sachstand vom 30.06.2026 (1. Halbjahr 2026): Erreicht"]
    }


def test_another_word_for_the_same_value_is_told_once():
    before = [sample.measure("1.1"), sample.measure("1.2")]
    after = [replace(entry, priority=Label(entry.priority.value, "sehr hoch")) for entry in before]
    assert changes(sample.report(*before), sample.report(*after)) == {
        "Andere Bezeichnungen": ["„hoch“ heißt jetzt „sehr hoch“"]
    }


def test_figures_and_chapters_of_the_report():
    table = SkillsTable("Sprachen", "Sprache", (replace(SPAN, at_most=9),))
    before = sample.report(sample.measure(), skills=skills(languages=replace(table, rows=(SPAN,))))
    after = replace(before, answered=0, skills=skills(languages=table))
    assert changes(before, after) == {
        "Weitere Kapitel": ["Sprachen: bisher Polnisch (3 bis 5), jetzt Polnisch (3 bis 9)"],
        "Zahlen des Berichts": ["bisher 1, jetzt 0"],
    }


def test_each_action_field_has_a_line_of_its_own():
    before = sample.report(sample.measure("1.1"), sample.measure("2.1"))
    after = sample.report(sample.measure("1.1"), sample.measure("2.1", status=sample.status(Progress.ONGOING)))
    [figures] = [group for group in compare_reports(before, after).groups if group.kind.value == "figures"]
    assert [(change.title, change.text) for change in figures.changes][-1] == (
        "Handlungsfeld 2",
        "Stand: in Umsetzung: bisher 1, jetzt 0; Stand: Daueraufgabe: bisher 0, jetzt 1",
    )


def test_two_lines_of_funding_with_the_same_key_are_kept_apart():
    twice = (sample.funding(), sample.funding(planned="1"))
    assert isinstance(twice[0], FundingEntry)
    assert "Kosten" in of_measure({"funding": twice}, {"funding": twice[:1]})
