"""The start page: what the concept is, where it stands, what changed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hannover_intl.council.models import Committee, LegislativeTerm, Meeting
from hannover_intl.reporting.services.freezing import publish_report
from measures.choices import Progress
from measures.models import Objective
from tests import cast
from tests.pages import text_of
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

QUERIES = 7
RECENT = cast.TODAY - dt.timedelta(days=30)


def meeting(committee: str, day: dt.date, **fields) -> Meeting:
    dates = {"start": dt.date(2021, 11, 1), "end": dt.date(2026, 12, 31)}
    term, _ = LegislativeTerm.objects.get_or_create(name="2021–2026", defaults=dates)
    body, _ = Committee.objects.get_or_create(term=term, name=committee)
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(16, 30)))
    return Meeting.objects.create(committee=body, start=start, **fields)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, today, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        Objective.objects.create(number=number, title=f"Ziel {number}")
        cast.status(cast.measure(f"{number}.1"), Progress.IN_PROGRESS, RECENT)
        cast.finished_round(dt.date(2026 - number, 12, 31))
        meeting(f"Ausschuss {number}", cast.TODAY)
    with django_assert_num_queries(QUERIES):
        response = client.get(reverse("home"))
    assert (len(response.context["changes"]), len(response.context["meetings"])) == (rows, rows)


def test_it_tells_the_balance_and_leads_into_fields_and_objectives(client, today):
    Objective.objects.create(number=1, title="Stärkung des Standorts")
    cast.measure("1.1")
    cast.status(cast.measure("1.2"), Progress.DONE, RECENT)
    response = client.get("/")
    text = text_of(response)
    assert "beschlossen 2 aktiv 1 Daueraufgabe 0 umgesetzt 1 nicht weiter verfolgt 0 zusammengeführt 0" in text
    bar = response.context["chart"].bars[0]
    assert (bar.label, bar.summary) == ("1 Handlungsfeld 1", "nicht begonnen 1, umgesetzt 1")
    for path in ("/massnahmen/", "/handlungsfelder/1/", "/oberziele/1/", "/berichte/"):
        assert f'href="{path}"' in response.content.decode()


def test_it_shows_the_newest_public_report_with_its_pdf(client, today, monkeypatch):
    drafts.without_printer(monkeypatch)
    assert "Es gibt noch keinen Bericht." in text_of(client.get("/"))
    drafts.published("9901/2026")
    drafts.published("9900/2026", as_of=dt.date(2025, 12, 31))
    drafts.published("9903/2026", as_of=dt.date(2026, 10, 1), is_nonpublic=True)
    drafts.draft("9904/2026", as_of=dt.date(2026, 11, 1))
    response = client.get("/")
    assert "Fortschrittsbericht, Stand 30. Juni 2026 (Drucksache 9901/2026)" in text_of(response)
    assert 'href="/berichte/9901-2026.pdf"' in response.content.decode()


def test_it_shows_the_next_public_meetings_that_are_not_cancelled(client, today):
    day = dt.timedelta(days=1)
    meeting("Kulturausschuss", cast.TODAY + 3 * day, place="Ratssaal")
    meeting("Sozialausschuss", cast.TODAY)
    meeting("Umweltausschuss", cast.TODAY + day, cancelled=True)
    meeting("Verwaltungsausschuss", cast.TODAY + day)
    meeting("Schulausschuss", cast.TODAY - day)
    text = text_of(client.get("/"))
    assert "23.11.2026 16:30 Uhr Sozialausschuss 26.11.2026 16:30 Uhr Kulturausschuss Ratssaal" in text
    assert [name for name in ("Umwelt", "Verwaltungsa", "Schula") if name in text] == []
    former = text_of(client.get("/", {"stand": (cast.TODAY - day).isoformat()}))
    assert "Schulausschuss" in former


def changes(client) -> list[tuple[str, str | None, str]]:
    return [(row.measure.number, row.before, row.after) for row in client.get("/").context["changes"]]


def test_changes_are_those_of_the_last_90_days_newest_first(client, today):
    old, recent, newer = (cast.measure(f"1.{number}") for number in (1, 2, 3))
    cast.status(old, Progress.PLANNING, cast.TODAY - dt.timedelta(days=90))
    cast.status(recent, Progress.PLANNING, cast.TODAY - dt.timedelta(days=89))
    cast.status(newer, Progress.DONE, cast.TODAY)
    assert changes(client) == [("1.3", "not_started", "done"), ("1.2", "not_started", "planning")]


def test_a_confirmation_and_a_corrected_slip_are_no_changes(client, today):
    confirmed, slipped = cast.measure("1.1"), cast.measure("1.2")
    cast.status(confirmed, Progress.NOT_STARTED, RECENT)
    cast.status(slipped, Progress.DROPPED, RECENT, reason="Versehen")
    cast.status(slipped, Progress.NOT_STARTED, RECENT)
    assert changes(client) == []
    assert "hat keine Maßnahme ihren Stand gewechselt" in text_of(client.get("/"))


def test_a_new_measure_is_a_change_and_one_to_come_is_not(client, today):
    cast.measure("1.1", adopted_on=RECENT)
    cast.measure("1.2", adopted_on=cast.TODAY + dt.timedelta(days=1))
    assert changes(client) == [("1.1", None, "not_started")]
    assert "neu beschlossen: nicht begonnen am 24.10.2026" in text_of(client.get("/"))


# --- On another day --------------------------------------------------------------------------------------------


def test_a_former_day_has_its_own_figures_and_changes(client, today):
    cast.status(cast.measure("1.1"), Progress.PLANNING, RECENT)
    cast.measure("1.2", adopted_on=cast.TODAY)
    response = client.get("/", {"stand": "2026-05-31"})
    text = text_of(response)
    assert "Stand vom 31.05.2026" in text
    assert "beschlossen 1 aktiv 1" in text
    assert response.context["changes"] == []
    assert "in den 90 Tagen bis zum 31.05.2026" in text


def test_a_former_day_has_the_report_that_was_the_newest_then(client, today, monkeypatch):
    drafts.without_printer(monkeypatch)
    for number, day in (("9801/2026", dt.date(2026, 11, 5)), ("9901/2026", dt.date(2026, 11, 20))):
        report = drafts.draft(number, as_of=day)
        report.paper.date = day
        report.paper.save()
        frozen = drafts.freeze(report)
        publish_report(None, report=frozen, expected_version=frozen.version)
    assert "(Drucksache 9901/2026)" in text_of(client.get("/"))
    assert "(Drucksache 9801/2026)" in text_of(client.get("/", {"stand": "2026-11-10"}))
    assert "Es gibt noch keinen Bericht." in text_of(client.get("/", {"stand": "2026-11-04"}))


def test_links_of_a_former_day_keep_it(client, today):
    Objective.objects.create(number=1, title="Standort")
    cast.status(cast.measure("1.1"), Progress.PLANNING, RECENT)
    page = client.get("/", {"stand": RECENT.isoformat()}).content.decode()
    for path in ("/massnahmen/", "/handlungsfelder/1/", "/oberziele/1/", "/massnahmen/1.1/"):
        assert f'href="{path}?stand=2026-10-24"' in page
    assert 'href="/?stand=2026-10-24"' in client.get("/massnahmen/", {"stand": "2026-10-24"}).content.decode()


@pytest.mark.parametrize("stand", ["morgen", "2027-01-01", "0001-01-01", "\x00"])
def test_a_day_that_cannot_be_shown_says_so_and_shows_today(client, today, stand):
    response = client.get("/", {"stand": stand})
    assert "Gezeigt wird der Stand von heute." in text_of(response)
    assert response.context["asked"].day == cast.TODAY


def test_the_form_to_choose_a_day_is_on_the_page(client, today):
    page = client.get("/", {"stand": "30.06.2026"}).content.decode()
    assert '<input type="date" name="stand" value="2026-06-30" min="2000-01-01" max="2026-11-23"' in page
