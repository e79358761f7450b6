"""The paper around a report: its form, its sentences, its money."""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal

import pytest

from hannover_intl.council.choices import PaperType
from hannover_intl.reporting import wording
from hannover_intl.reporting.paper import BlockText, PaperForm, build_paper
from hannover_intl.reporting.report import Money, Scope
from measures.choices import Light, Progress
from measures.selectors import Balance
from tests.reporting import sample

DAY = dt.date(2026, 7, 14)


def block(paper, heading):
    return next(block for block in paper.blocks if block.heading == heading)


def test_the_form_of_the_city():
    paper = sample.paper(sample.report(sample.measure()))
    assert (paper.issuer, paper.paper_type.text, paper.sign) == (
        "Landeshauptstadt Hannover",
        "Informationsdrucksache",
        "i",
    )
    assert (paper.number, paper.annexes, paper.agenda_item, paper.keep) == ("Entwurf", 1, "", False)
    assert (
        paper.subject == "Handlungskonzept „Hannover – internationale Stadt“: Fortschrittsbericht, Stand 30. Juni 2026"
    )
    assert [block.heading for block in paper.blocks] == [
        "Anlass",
        "Zusammenfassung",
        "Finanzielle Auswirkungen",
        "Berücksichtigung von Gender-Aspekten",
    ]
    assert asdict(paper.signature) == {"unit": "15.23", "place": "Hannover", "date": sample.DAY}


def test_a_part_of_the_concept_is_named_in_the_subject():
    report = sample.report(sample.measure(), scope=Scope("field", 1), scope_title="Handlungsfeld 1 Partnerschaften")
    assert sample.paper(report).subject.endswith("Stand 30. Juni 2026; Handlungsfeld 1 Partnerschaften")


def test_the_occasion_names_the_round_if_there_is_one():
    assert "„1. Halbjahr 2026“" in block(sample.paper(sample.report()), "Anlass").paragraphs[1]
    assert len(block(sample.paper(sample.report(round=None)), "Anlass").paragraphs) == 1


def test_money_becomes_a_table_with_its_sum():
    measures = [sample.measure(f"1.{n}", funding=(sample.funding(), sample.funding(2027, "5000"))) for n in (1, 2)]
    table = block(sample.paper(sample.report(*measures)), "Finanzielle Auswirkungen").table
    assert [(row.year, row.money.planned) for row in table.rows] == [(2026, 40_000), (2027, 10_000)]
    assert table.total == Money(Decimal(50_000), Decimal("48002.00"), Decimal("15999.96"))


def test_without_money_the_paper_says_so():
    costs = block(sample.paper(sample.report(sample.measure())), "Finanzielle Auswirkungen")
    assert (costs.paragraphs, costs.table) == (("Es entstehen keine finanziellen Auswirkungen.",), None)


def test_the_office_decides_on_the_form():
    form = PaperForm(PaperType.DECISION, "9901/2026 N1", "5.2", True, "Betreff", DAY, "Neufassung: Zahlen berichtigt")
    paper = build_paper(sample.report(), [], [], form)
    assert (paper.paper_type.text, paper.sign, paper.number) == ("Beschlussdrucksache", "b", "9901/2026 N1")
    assert (paper.agenda_item, paper.keep, paper.subject) == ("5.2", True, "Betreff")
    assert (paper.signature.date, paper.reason) == (DAY, "Neufassung: Zahlen berichtigt")


def test_own_text_replaces_the_computed_one_and_the_money_stays():
    report = sample.report(sample.measure(funding=(sample.funding(),)))
    texts = [BlockText("Anlass", "occasion", "Eins.\n\nZwei."), BlockText("Kostentabelle", "costs", "Eigene Worte.")]
    occasion, costs = build_paper(report, [], texts).blocks
    assert (occasion.paragraphs, costs.paragraphs) == (("Eins.", "Zwei."), ("Eigene Worte.",))
    assert costs.table.total.planned == 20_000


def test_a_block_without_a_word_is_not_printed():
    assert build_paper(sample.report(), [], [BlockText("Klimawirkungsprüfung", "text", " \n\n ")]).blocks == ()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, "Es sind keine Maßnahmen beschlossen."),
        ({"done": 1}, "Beschlossen ist 1 Maßnahme, davon 1 umgesetzt."),
        ({"done": 1, "planning": 2}, "Beschlossen sind 3 Maßnahmen, davon 2 aktiv und 1 umgesetzt."),
        (
            {"not_started": 3, "in_progress": 15, "ongoing": 8, "done": 4, "dropped": 1, "merged": 1},
            (
                "Beschlossen sind 32 Maßnahmen, davon 18 aktiv, 8 als Daueraufgabe, 4 umgesetzt, "
                "1 nicht weiter verfolgt und 1 zusammengeführt."
            ),
        ),
    ],
)
def test_the_balance_in_a_sentence(counts, expected):
    assert wording.balance(Balance.of(counts)) == expected


def lit(*lights: str):
    return sample.report(*(sample.measure(f"1.{n}", status=sample.status(light=x)) for n, x in enumerate(lights, 1)))


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (lit(), ""),
        (lit(""), ""),
        (lit(Light.DELAYED), "1 Maßnahme läuft. Ihre Ampel: 1 verzögert."),
        (lit(Light.ON_TRACK, Light.ON_TRACK), "2 Maßnahmen laufen. Ihre Ampeln: 2 im Plan."),
        (
            lit(Light.CRITICAL, Light.ON_TRACK, Light.DELAYED),
            "3 Maßnahmen laufen. Ihre Ampeln: 1 im Plan, 1 verzögert und 1 kritisch.",
        ),
    ],
)
def test_the_lights_in_a_sentence(report, expected):
    assert wording.lights(report) == expected


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        (0, 0, ""),
        (1, 1, "In der Runde „1. Halbjahr 2026“ wurde zu 1 Maßnahme um eine Meldung gebeten. Sie liegt vor."),
        (2, 2, "In der Runde „1. Halbjahr 2026“ wurde zu 2 Maßnahmen um eine Meldung gebeten. Alle liegen vor."),
        (
            2,
            1,
            (
                "In der Runde „1. Halbjahr 2026“ wurde zu 2 Maßnahmen um eine Meldung gebeten. "
                "Zu 1 Maßnahme liegt keine freigegebene Meldung vor; dort steht der letzte freigegebene Stand."
            ),
        ),
        (
            3,
            1,
            (
                "In der Runde „1. Halbjahr 2026“ wurde zu 3 Maßnahmen um eine Meldung gebeten. "
                "Zu 2 Maßnahmen liegt keine freigegebene Meldung vor; dort steht der letzte freigegebene Stand."
            ),
        ),
    ],
)
def test_the_answers_in_a_sentence(asked, answered, expected):
    assert wording.answers(sample.report(asked=asked, answered=answered)) == expected


def test_critical_and_dropped_measures_are_named():
    critical = [sample.measure(f"1.{n}", status=sample.status(light=Light.CRITICAL)) for n in (1, 2, 10)]
    dropped = sample.measure("2.1", status=sample.status(Progress.DROPPED, "", reason="Grund"))
    assert wording.named(sample.report(critical[0], dropped)) == (
        "Kritisch ist Maßnahme 1.1. Nicht weiter verfolgt wird Maßnahme 2.1."
    )
    assert wording.named(sample.report(*critical)) == "Kritisch sind die Maßnahmen 1.1, 1.2 und 1.10."
    assert wording.named(sample.report(sample.measure())) == ""


def test_the_date_of_the_paper_is_the_day_of_the_report():
    assert sample.paper(sample.report(as_of=dt.date(2025, 12, 31))).signature.date == dt.date(2025, 12, 31)
