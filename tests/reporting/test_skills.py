"""The chapter on skills: from the frozen figures, the needs and the indicators; the page and the paper say the same."""

import datetime as dt
import io
import re
from decimal import Decimal

import page
import pytest
from pypdf import PdfReader

from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.rendering import render_html, render_print_html, render_report_pdf
from hannover_intl.reporting.report import Scope
from hannover_intl.reporting.skills import build_skills_chapter, partner_languages
from measures.models import Indicator, IndicatorTarget, IndicatorValue
from staff_skills.services.profiles import withdraw_all
from staff_skills.services.snapshots import take_snapshot
from tests import cast
from tests.partnerships import cast as register
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger_file(settings, tmp_path):
    settings.DELETION_LEDGER = tmp_path / "deletions.log"


def staff(number: int, code: str, start: int = 0) -> None:
    for index in range(start, start + number):
        people.profile(f"{code}{index}@example.org", languages=(people.language(code),))


def spans(table) -> list[tuple[str, int, int]]:
    return [(row.label, row.at_least, row.at_most) for row in table.rows]


def test_the_chapter_shows_spans_from_ten():
    staff(12, "pl")
    staff(9, "haw")
    take_snapshot(today=TODAY)
    chapter = build_skills_chapter(TODAY, measures=())
    assert spans(chapter.languages) == [("Polnisch", 10, 19)]
    assert spans(chapter.levels) == [("B2 – selbständig", 10, 19)]
    assert (chapter.quarter, chapter.taken_on, chapter.threshold) == ("2026-Q4", TODAY, 10)


def test_without_frozen_figures_there_is_no_chapter():
    staff(12, "pl")
    assert build_skills_chapter(TODAY, measures=()) is None
    assert build_progress_report(TODAY).skills is None


def test_a_snapshot_is_taken_once_and_a_withdrawal_changes_nothing_in_it():
    staff(10, "pl")
    assert len(take_snapshot(today=TODAY)) == 14
    before = build_skills_chapter(TODAY, measures=())
    for row in people.SkillProfile.objects.all():
        withdraw_all(row.user, today=TODAY)
    assert take_snapshot(today=TODAY) == []
    assert build_skills_chapter(TODAY, measures=()) == before


def test_a_report_on_an_earlier_day_knows_the_figures_of_then():
    staff(10, "pl")
    take_snapshot(today=dt.date(2026, 8, 1))
    staff(10, "pl", start=10)
    take_snapshot(today=TODAY)
    quarters = [build_skills_chapter(day, measures=()) for day in (dt.date(2026, 7, 31), dt.date(2026, 9, 30), TODAY)]
    assert [chapter and chapter.quarter for chapter in quarters] == [None, "2026-Q3", "2026-Q4"]
    assert [spans(chapter.languages)[0][1] for chapter in quarters[1:]] == [10, 20]


def test_who_did_not_agree_to_be_counted_is_not():
    staff(9, "pl")
    people.profile("nein@example.org", purposes=frozenset({"phone"}))
    take_snapshot(today=TODAY)
    assert spans(build_skills_chapter(TODAY, measures=()).languages) == []


def test_needs_stand_beside_what_there_is():
    staff(10, "pl")
    take_snapshot(today=TODAY)
    people.request(people.coordinator(), people.SkillProfile.objects.first())
    for city, country, codes in (("Posen", "PL", ["pl"]), ("Hiroshima", "JP", ["ja", "de"]), ("Kyoto", "JP", ["ja"])):
        register.partnership(city, partner=register.partner(city, country, languages=codes))
    gaps = build_skills_chapter(TODAY, measures=()).gaps
    assert [(gap.language, gap.partners, gap.requests, bool(gap.available)) for gap in gaps] == [
        ("Japanisch", 2, 0, False),
        ("Polnisch", 1, 1, True),
    ]


def test_a_partner_counts_once_and_only_with_an_active_public_relation():
    def speaks(*codes: str, city: str, **fields: object) -> None:
        register.partnership(city, partner=register.partner(city, languages=list(codes)), **fields)

    speaks("en", "ny", city="Blantyre")
    register.partnership("Blantyre", kind="cooperation", topic="Wasser")
    speaks("sv", city="Bollnäs", status="")
    speaks("tr", city="Konya", status="under_review")
    speaks("zh", city="Changde", is_public=False)
    speaks("ja", city="Hiroshima", since=TODAY + dt.timedelta(days=1))
    assert partner_languages(TODAY) == {"en": 1, "ny": 1}


def field_two() -> None:
    measure = cast.measure("2.1")
    indicator = Indicator.objects.create(measure=measure, name="Fortgebildete", unit="Personen", kind="output")
    IndicatorValue.objects.create(indicator=indicator, measured_on=dt.date(2026, 6, 30), value=Decimal(31))
    for year, value in ((2025, 20), (2026, 40), (2027, 60)):
        IndicatorTarget.objects.create(indicator=indicator, due=dt.date(year, 12, 31), value=value)
    cast.measure("1.1")


def test_the_plan_is_the_indicators_of_the_action_field():
    field_two()
    staff(10, "pl")
    take_snapshot(today=TODAY)
    plan = build_progress_report(TODAY).skills.plan
    assert [(row.measure, row.measured, row.due, row.target) for row in plan] == [
        ("2.1 Maßnahme 2.1", Decimal(31), dt.date(2026, 12, 31), Decimal(40))
    ]


@pytest.mark.parametrize(("scope", "has_chapter"), [(("field", 2), True), (("field", 1), False), (("all", 0), True)])
def test_the_chapter_belongs_to_the_whole_and_to_its_field(scope, has_chapter):
    field_two()
    staff(10, "pl")
    take_snapshot(today=TODAY)
    assert bool(build_progress_report(TODAY, Scope(*scope)).skills) == has_chapter


@pytest.mark.parametrize("rows", [1, 3])
def test_the_chapter_needs_three_queries(rows, django_assert_num_queries):
    for code in ("pl", "en", "fr")[:rows]:
        staff(10, code)
    take_snapshot(today=TODAY)
    with django_assert_num_queries(3):
        build_skills_chapter(TODAY, measures=())


def paper():
    field_two()
    staff(10, "pl")
    take_snapshot(today=TODAY)
    people.request(people.coordinator(), people.SkillProfile.objects.first())
    cast.paper()
    return preview_of_day(TODAY)


def test_the_page_and_the_paper_say_the_same():
    made = paper()
    chapters = [
        re.sub(r"\s+", " ", re.search(r'id="sprachkenntnisse".*?</section>', html, re.DOTALL)[0])
        for html in (render_html(made), render_print_html(made))
    ]
    assert chapters[0] == chapters[1]
    assert "Polnisch: 10 bis 19 Personen" in chapters[0]


def test_the_pdf_holds_the_chapter():
    pdf = render_report_pdf(paper())
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    assert "Sprachkenntnisse und Qualifizierung" in text
    assert "10 bis 19" in text
    assert [page.validate_pdf_bytes(pdf, profile=profile).failures for profile in ("ua1", "2a")] == [[], []]
