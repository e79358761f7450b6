"""The words of a report, on the page and on paper: made by the same templates, they say the same."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from defusedxml import ElementTree

from hannover_intl.reporting.rendering import render_html, render_print_html, render_standalone_html
from hannover_intl.reporting.report import Dates, MeasureRef, MoveEntry, UpdateEntry
from measures.choices import Light, Progress
from tests.reporting import sample


def text_of(html: str) -> str:
    """The words of a document on one line."""
    parser, found = HTMLParser(), []
    parser.handle_data = found.append
    parser.feed(re.sub(r"<(style|title)\b.*?</\1>", "", html, flags=re.DOTALL))
    return " ".join(" ".join(found).split())


def printed(*measures, **fields) -> str:
    return text_of(render_print_html(sample.paper(sample.report(*measures, **fields))))


def articles(html: str) -> list[str]:
    return [text_of(article) for article in re.findall(r"<article.*?</article>", html, flags=re.DOTALL)]


def test_page_and_print_say_the_same_of_every_measure():
    paper = sample.paper(sample.full_report(16))
    page, print_ = articles(render_html(paper)), articles(render_print_html(paper))
    assert page == print_
    assert len(page) == 16


def test_page_and_print_have_the_same_figures():
    paper = sample.paper(sample.full_report(16))
    tables = [
        [text_of(table) for table in re.findall(r"<table.*?</table>", render(paper), flags=re.DOTALL)]
        for render in (render_html, render_print_html)
    ]
    assert tables[0] == tables[1]
    assert tables[0][1].endswith("zusammengeführt 16 8 2 2 2 2")


def test_the_standalone_file_is_the_print_with_its_style():
    paper = sample.paper(sample.full_report(4))
    standalone = render_standalone_html(paper)
    assert text_of(standalone) == text_of(render_print_html(paper))
    assert "@page {" in standalone
    assert not re.search(r"(?:src|href)=\"(?!#)", standalone)


def test_the_print_is_well_formed_so_that_it_is_read_at_once():
    """What is not is printed as well, but read by a parser that takes a twelfth of the whole work."""
    for layout in ("full", "condensed"):
        html = render_print_html(sample.paper(sample.full_report(16), layout=layout))
        assert ElementTree.fromstring(html).tag == "html"


def test_the_title_page_names_everything_in_the_citys_order():
    text = text_of(render_print_html(sample.paper(sample.report(sample.measure()), keep=True)))
    parts = [
        "Landeshauptstadt Hannover",
        "Informationsdrucksache i",
        "Nr. Entwurf Anzahl der Anlagen 1 Zu TOP",
        "In den Kulturausschuss",
        "In den Ausschuss für Integration",
        "An die Ratsversammlung (zur Kenntnis)",
        "An den Sportausschuss (zur Kenntnis)",
        "BITTE AUFBEWAHREN - wird nicht noch einmal versandt",
        "Fortschrittsbericht, Stand 30. Juni 2026",
        "Anlass",
        "Zusammenfassung",
        "Finanzielle Auswirkungen",
        "Berücksichtigung von Gender-Aspekten",
        "15.23 Hannover / 30.06.2026",
        "Anlage 1: Fortschrittsbericht",
        "Inhalt",
        "Überblick",
        "Handlungsfeld 1",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_measure_tells_all_it_has():
    measure = sample.measure(
        "2.3",
        title="Fachaustausch",
        cooperating=("Kulturbüro", "Feuerwehr"),
        objectives=(1, 3),
        update=UpdateEntry(sample.DAY, "1. Halbjahr 2026", "Erreichtes.", "Nächstes.", "Hinderliches."),
        milestones=(
            sample.milestone(moves=(MoveEntry(sample.DAY, sample.DAY, "Verzug"),)),
            sample.milestone("Beschluss", overdue=True),
        ),
        indicators=(sample.indicator(),),
        funding=(sample.funding(programme="Erasmus+"),),
    )
    [text] = articles(render_print_html(sample.paper(sample.report(measure))))
    for part in (
        "2.3 Fachaustausch in Umsetzung seit 31.12.2025 · im Plan",
        "Federführung: 15.23 Büro für internationale Angelegenheiten · Beteiligt: Kulturbüro, Feuerwehr",
        "Vordringlichkeit: hoch · Zeithorizont: mittelfristig (2 bis 5 Jahre) · geplant 01.01.2020 bis 31.12.2027",
        "· begonnen 01.03.2020 · Oberziele 1, 3 · Sachstand vom 30.06.2026",
        "Erreicht Erreichtes. Nächste Schritte Nächstes. Hindernisse Hinderliches.",
        "30.09.2026 Konzept liegt vor: offen; bisher 30.06.2026, verschoben am 30.06.2026: Verzug",
        "30.09.2026 Beschluss: überfällig",
        (
            "Fachgespräche mit Partnerstädten (Leistung): zuletzt 11,5 Gespräche im Jahr (31.12.2025); "
            "Ausgangswert 4 (31.12.2019); Ziel 1.200 bis 31.12.2027. Quelle: Jahresbericht des Büros"
        ),
        "2026 Haushalt (Erasmus+): geplant 20.000,00 €, gebunden 12.000,50 €, ausgegeben 3.999,99 €",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates(sample.DAY, None, None, None), "geplant ab 30.06.2026"),
        (Dates(None, sample.DAY, None, None), "geplant bis 30.06.2026"),
        (Dates(None, None, None, sample.DAY), "beendet 30.06.2026"),
    ],
)
def test_dates_are_told_as_far_as_known(dates, expected):
    assert expected in printed(sample.measure(dates=dates))


def test_who_is_silent_is_printed_with_the_last_approved_state():
    update = UpdateEntry(sample.DAY.replace(year=2025), "1. Halbjahr 2025", "Früheres.", "", "")
    text = printed(sample.measure(answered_in_round=False, update=update))
    assert (
        "Keine Meldung in dieser Runde. Letzter freigegebener Stand vom 30.06.2025 (1. Halbjahr 2025): Erreicht" in text
    )
    assert "Keine Meldung in dieser Runde. Es liegt kein freigegebener Stand vor." in printed(
        sample.measure(answered_in_round=False, update=None)
    )


def test_who_was_not_asked_is_not_called_silent():
    text = printed(sample.measure(asked_in_round=False, answered_in_round=False))
    assert "Keine Meldung" not in text
    assert "Letzter freigegebener Stand vom 30.06.2026 (1. Halbjahr 2026):" in text


def test_a_deviating_light_is_explained():
    computed = sample.status(light=Light.ON_TRACK).light
    status = sample.status(light=Light.CRITICAL, computed_light=computed, reason="Stelle unbesetzt")
    text = printed(sample.measure(status=status))
    assert "kritisch (berechnet: im Plan)" in text
    assert "Zur Ampel Stelle unbesetzt" in text


def test_ended_measures_say_why_and_where_it_goes_on():
    dropped = sample.status(Progress.DROPPED, "", reason="Kein Bedarf", resolution="1234/2025")
    merged = sample.status(Progress.MERGED, "", merged_into=MeasureRef("2.1", "Ziel", "/massnahmen/2.1/"))
    text = printed(sample.measure("1.1", status=dropped), sample.measure("1.2", status=merged))
    assert "Begründung Kein Bedarf Beschluss Drucksache 1234/2025" in text
    assert "Weiter unter Maßnahme 2.1: Ziel" in text


def test_a_target_names_what_it_absorbed():
    absorbed = (MeasureRef("1.2", "Alt", "/massnahmen/1.2/"),)
    assert "Enthält auch Maßnahme 1.2: Alt" in printed(sample.measure(absorbed=absorbed))


def test_examples_are_marked_on_the_title_page_and_at_each_of_them():
    text = printed(sample.measure("1.1", is_example=True), sample.measure("1.2"))
    assert text.index("Beispieldaten:") < text.index("Anlass")
    assert [
        " Beispiel " in article
        for article in articles(
            render_print_html(
                sample.paper(sample.report(sample.measure("1.1", is_example=True), sample.measure("1.2")))
            )
        )
    ] == [True, False]
    assert "Beispiel" not in printed(sample.measure())


def test_headings_leave_no_gap_and_begin_with_one_title():
    for render in (render_print_html, lambda paper: f"<h1></h1>{render_html(paper)}"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", render(sample.paper(sample.full_report(8))))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_anchor_exists_once():
    html = render_print_html(sample.paper(sample.full_report(8)))
    ids = re.findall(r"\bid=\"([^\"]+)\"", html)
    assert sorted(ids) == sorted(set(ids))
    assert {target[1:] for target in re.findall(r"href=\"(#[^\"]+)\"", html)} <= set(ids)


def test_the_page_leads_to_each_measure_on_the_day_of_the_report():
    html = render_html(sample.paper(sample.report(sample.measure("2.3"))))
    assert 'href="/massnahmen/2.3/?stand=2026-06-30"' in html


HOSTILE = "<script>alert(1)</script><style>p{}</style>&amp;{{ 7 }}\u00b0"


def test_typed_text_is_text_wherever_it_stands():
    measure = sample.measure(
        title=HOSTILE,
        description=HOSTILE,
        lead_unit=HOSTILE,
        cooperating=(HOSTILE,),
        status=sample.status(Progress.DROPPED, "", reason=HOSTILE, resolution=HOSTILE),
        update=UpdateEntry(sample.DAY, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        milestones=(sample.milestone(HOSTILE, moves=(MoveEntry(sample.DAY, sample.DAY, HOSTILE),)),),
        indicators=(sample.indicator(name=HOSTILE, unit=HOSTILE, source=HOSTILE),),
        funding=(sample.funding(programme=HOSTILE),),
        absorbed=(MeasureRef("1.2", HOSTILE, "/massnahmen/1.2/"),),
    )
    for render in (render_html, render_print_html):
        html = render(sample.paper(sample.report(measure)))
        assert "<script" not in html
        assert "<style" not in html
        assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&lt;style&gt;p{}&lt;/style&gt;&amp;amp;{{ 7 }}") >= 16


def test_endless_words_may_break_and_stay_text():
    word = "<i>" * 100
    html = render_print_html(
        sample.paper(
            sample.report(sample.measure(update=UpdateEntry(sample.DAY, "Runde", f"Kurz\n\n{word} kurz", "", "")))
        )
    )
    assert "<i>" not in html
    assert "<wbr />" in html
    assert word in text_of(html.replace("<wbr />", ""))
