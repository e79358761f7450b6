"""The page of one measure: its parts, its ends, and its state on any past day."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from hannover_intl.organisation.choices import ActorKind
from hannover_intl.organisation.models import Actor
from measures.choices import FundingSource, IndicatorKind, Light, MilestoneState, Progress
from measures.models import Indicator, MilestoneMove, Objective
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
YESTERDAY = cast.TODAY - DAY


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def text(client, measure, day=None):
    """The words of the page, with single spaces."""
    response = client.get(measure.get_absolute_url(), {"stand": day.isoformat()} if day else {})
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def test_page_tells_what_was_adopted_and_who_carries_it(client):
    measure = cast.measure(
        title="Europatag",
        description="Ein Tag für Europa.",
        intended_effect="Mehr Wissen über Europa.",
        planned_start=dt.date(2020, 1, 1),
        planned_end=dt.date(2027, 12, 31),
        adopted_by=cast.paper(web="https://example.org/0383-2019"),
    )
    measure.objectives.add(Objective.objects.create(number=2, title="Verständnis"))
    measure.cooperating_units.add(cast.unit("Fachbereich Schule"))
    measure.cooperating_actors.add(Actor.objects.create(name="Europa-Verein", kind=ActorKind.ASSOCIATION))
    page = text(client, measure)
    expected = [
        "Maßnahme 1.1 Europatag",
        "Ein Tag für Europa.",
        "Mehr Wissen über Europa.",
        "Handlungsfeld 1 Handlungsfeld 1",
        "Oberziele 2 Verständnis",
        "Federführung Kulturbüro",
        "Beteiligte Einheiten Fachbereich Schule",
        "Beteiligte externe Stellen Europa-Verein",
        "Vordringlichkeit mittel",
        "Geplanter Beginn 01.01.2020",
        "Geplantes Ende 31.12.2027",
        "Beschlossen 14.02.2019, Informationsdrucksache Nr. 0383/2019",
    ]
    assert [words for words in expected if words not in page] == []
    assert 'href="https://example.org/0383-2019"' in client.get(measure.get_absolute_url()).content.decode()


def test_latest_update_is_current_and_earlier_ones_are_folded_away(client):
    measure = cast.measure()
    cast.update(measure, dt.date(2025, 12, 31), achieved="Auftakt mit Bristol")
    cast.update(measure, dt.date(2026, 6, 30), achieved="Besuch aus Rouen", next_steps="Gegenbesuch", obstacles="Geld")
    page = text(client, measure)
    assert "Stand vom 30.06.2026 (Runde 2026-06-30) Was wurde erreicht? Besuch aus Rouen Nächste Schritte" in page
    assert "Frühere Sachstände Stand vom 31.12.2025 (Runde 2025-12-31) Was wurde erreicht? Auftakt mit Bristol" in page


def test_measure_without_update_says_so(client):
    assert "liegt noch kein Sachstand vor" in text(client, cast.measure())


def test_former_day_shows_the_update_that_held_then(client):
    measure = cast.measure()
    cast.update(measure, dt.date(2025, 12, 31), achieved="Auftakt mit Bristol")
    cast.update(measure, dt.date(2026, 6, 30), achieved="Besuch aus Rouen")
    page = text(client, measure, dt.date(2026, 6, 29))
    assert "Stand vom 29.06.2026" in page
    assert "Auftakt mit Bristol" in page
    assert "Besuch aus Rouen" not in page


def test_milestones_show_their_state_and_former_dates_with_reasons(client):
    measure = cast.measure()
    cast.milestone(measure, dt.date(2025, 3, 1), "Auftakt", state=MilestoneState.DONE, closed_on=dt.date(2025, 3, 20))
    cast.milestone(measure, YESTERDAY, "Bericht")
    moved = cast.milestone(measure, dt.date(2027, 2, 1), "Reise")
    MilestoneMove.objects.create(
        milestone=moved,
        effective_on=YESTERDAY,
        old_due=dt.date(2026, 10, 1),
        new_due=moved.due,
        reason="Neuwahl in Rouen",
    )
    page = text(client, measure)
    assert "Auftakt 01.03.2025 erreicht am 20.03.2025" in page
    assert "Bericht 22.11.2026 überfällig" in page
    assert "Reise 01.02.2027 offen 01.10.2026 verschoben am 22.11.2026: Neuwahl in Rouen" in page
    assert "Reise 01.10.2026 überfällig" in text(client, measure, YESTERDAY - DAY)


def test_open_milestone_of_an_ended_measure_is_not_overdue(client):
    measure = cast.measure()
    cast.milestone(measure, YESTERDAY, "Bericht")
    cast.status(measure, Progress.DROPPED, YESTERDAY, reason="Grund")
    assert "Bericht 22.11.2026 offen" in text(client, measure)


def test_indicators_show_baseline_targets_and_what_was_measured_by_the_day(client):
    measure = cast.measure()
    indicator = Indicator.objects.create(
        measure=measure,
        name="Teilnehmende",
        unit="Personen",
        kind=IndicatorKind.OUTPUT,
        baseline=Decimal(120),
        baseline_on=dt.date(2025, 1, 1),
    )
    indicator.targets.create(due=dt.date(2027, 12, 31), value=Decimal("1750.5"))
    indicator.values.create(measured_on=dt.date(2025, 12, 31), value=Decimal(800))
    indicator.values.create(measured_on=cast.TODAY, value=Decimal("1234567.89"))
    today = text(client, measure)
    assert "120 01.01.2025 1.750,5 bis 31.12.2027 800 am 31.12.2025 1.234.567,89 am 23.11.2026" in today
    yesterday = text(client, measure, YESTERDAY)
    assert ("800 am 31.12.2025" in yesterday, "1.234.567,89" in yesterday) == (True, False)
    assert "120" not in text(client, measure, dt.date(2024, 12, 31))


def test_funding_is_added_up_and_later_spending_was_not_spent_on_the_day(client):
    measure = cast.measure()
    measure.funding_lines.create(
        year=2025, source=FundingSource.BUDGET, planned=1000, committed=900, spent=Decimal("800.5")
    )
    measure.funding_lines.create(
        year=2026, source=FundingSource.GRANT, programme="Erasmus+", planned=2000, committed=1500, spent=1200
    )  # fmt: skip
    page = text(client, measure)
    assert "2025 Haushalt 1.000,00 € 900,00 € 800,50 €" in page
    assert "2026 Förderung: Erasmus+ 2.000,00 € 1.500,00 € 1.200,00 €" in page
    assert "Summe 3.000,00 € 2.400,00 € 2.000,50 €" in page
    assert "Summe 3.000,00 € 2.400,00 € 800,50 €" in text(client, measure, dt.date(2025, 12, 31))


def test_dropped_measure_gives_reason_and_resolution(client):
    measure = cast.measure()
    resolution = cast.paper("1234/2025", paper_type="decision", name="Ende")
    cast.status(measure, Progress.DROPPED, dt.date(2025, 5, 1), reason="Keine Förderung.", resolution=resolution)
    page = text(client, measure)
    assert "nicht weiter verfolgt seit 01.05.2025" in page
    assert "wird nicht weiter verfolgt. Keine Förderung. Beschluss: Beschlussdrucksache Nr. 1234/2025" in page


def test_merged_measure_stays_and_leads_to_its_target_which_names_it(client):
    target, merged = cast.measure("1.1", title="Ziel"), cast.measure("1.2", title="Aufgegangen")
    cast.status(merged, Progress.MERGED, YESTERDAY, merged_into=target)
    assert "Es geht weiter unter: 1.1 Ziel" in text(client, merged)
    assert "sind aufgegangen: 1.2 Aufgegangen" in text(client, target)
    assert "aufgegangen" not in text(client, target, YESTERDAY - DAY)


def test_target_does_not_name_a_measure_that_was_separated_again(client):
    target, merged = cast.measure("1.1"), cast.measure("1.2")
    cast.status(merged, Progress.MERGED, YESTERDAY, merged_into=target)
    cast.status(merged, Progress.IN_PROGRESS, cast.TODAY)
    assert "aufgegangen" not in text(client, target)
    assert "aufgegangen" in text(client, target, YESTERDAY)


def test_override_of_the_light_is_explained(client):
    measure = cast.measure()
    cast.status(measure, on=YESTERDAY, light_override=Light.CRITICAL, reason="Die Mittel fehlen.")
    page = text(client, measure)
    assert "von Hand gesetzt; aus den Terminen ergäbe sich „im Plan“. Die Mittel fehlen." in page


def test_history_leaves_out_rounds_that_only_confirm(client):
    measure = cast.measure()
    days = [dt.date(2024, 6, 30), dt.date(2024, 12, 31), dt.date(2025, 6, 30)]
    for day in days:
        cast.status(measure, Progress.IN_PROGRESS, day)
    cast.status(measure, Progress.DONE, dt.date(2026, 6, 30))
    page = text(client, measure)
    history = page[page.index("Verlauf") : page.index("Eckdaten")]
    assert history.strip() == "Verlauf 30.06.2026 umgesetzt 30.06.2024 in Umsetzung 14.02.2019 nicht begonnen"
    assert "in Umsetzung seit 30.06.2024" in text(client, measure, dt.date(2025, 7, 1))


def test_measure_without_any_history_still_has_a_page(client):
    measure = cast.measure()
    measure.status_changes.all().delete()
    assert "Stand nicht begonnen" in text(client, measure)


def test_lead_unit_has_its_name_of_the_day(client):
    new = cast.unit("Fachbereich Kultur", valid_from=cast.TODAY)
    old = cast.unit("Kulturbüro", valid_to=YESTERDAY, successor=new)
    measure = cast.measure(lead_unit=old)
    assert "Federführung Fachbereich Kultur" in text(client, measure)
    assert "Federführung Kulturbüro" in text(client, measure, YESTERDAY)


def test_actual_dates_appear_once_they_have_come(client):
    measure = cast.measure(actual_start=YESTERDAY, actual_end=cast.TODAY)
    assert "Tatsächliches Ende 23.11.2026" in text(client, measure)
    yesterday = text(client, measure, YESTERDAY)
    assert ("Tatsächlicher Beginn" in yesterday, "Tatsächliches Ende" in yesterday) == (True, False)


def test_day_before_the_adoption_gives_way_to_today(client):
    page = text(client, cast.measure(), cast.ADOPTED - DAY)
    assert "Am 13.02.2019 war die Maßnahme noch nicht beschlossen. Gezeigt wird der Stand von heute." in page


@pytest.mark.parametrize("stand", ["x", "2026-13-01", "0001-01-01", "2099-01-01", "\x00", "9" * 10_000])
def test_wrong_day_shows_today_with_a_message(client, stand):
    response = client.get(cast.measure().get_absolute_url(), {"stand": stand})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Gezeigt wird der Stand von heute." in page
    assert 'class="kern-error"' in page


@pytest.mark.parametrize(
    ("stand", "message"),
    [
        ("x", "Das ist kein Datum. Bitte geben Sie einen Tag an, zum Beispiel 30.06.2026."),
        ("2099-01-01", "Der 01.01.2099 liegt in der Zukunft."),
        ("31.12.1999", "So weit zurück reichen die Daten nicht. Bitte geben Sie einen Tag ab dem 01.01.2000 an."),
    ],
)
def test_wrong_day_says_what_is_wrong_and_stays_in_the_form(client, stand, message):
    page = client.get(cast.measure().get_absolute_url(), {"stand": stand}).content.decode()
    assert page.count(message) == 2
    assert f'value="{stand}"' in page


def test_example_is_marked(client):
    assert "Beispieldaten:" in text(client, cast.measure("1.1", is_example=True))
    assert "Beispieldaten:" not in text(client, cast.measure("1.2"))


def test_page_leads_to_the_measures_before_and_after_on_the_same_day(client):
    for number in ("1.9", "1.10", "2.1"):
        cast.measure(number)
    cast.measure("1.11", adopted_on=cast.TODAY)
    paths = re.compile(r'rel="(?:prev|next)" href="([^"]*)"')
    today = client.get(reverse("measures:detail", args=["1.10"])).content.decode()
    assert paths.findall(today) == ["/massnahmen/1.9/", "/massnahmen/1.11/"]
    before = client.get("/massnahmen/1.10/?stand=2026-11-22").content.decode()
    assert paths.findall(before) == ["/massnahmen/1.9/?stand=2026-11-22", "/massnahmen/2.1/?stand=2026-11-22"]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_eighteen_queries_for_any_number_of_parts(client, rows, django_assert_num_queries):
    measure = cast.measure("1.1")
    for number in range(1, rows + 1):
        cast.update(measure, dt.date(2026, number, 28), achieved="Erreichtes")
        cast.status(
            measure, Progress.DROPPED, dt.date(2026, number, 1), reason=f"Grund {number}", resolution=cast.paper()
        )
        milestone = cast.milestone(measure, dt.date(2027, number, 1), f"Meilenstein {number}")
        dates = {"effective_on": YESTERDAY, "old_due": YESTERDAY, "new_due": milestone.due}
        MilestoneMove.objects.create(milestone=milestone, reason="Grund", **dates)
        indicator = measure.indicators.create(name=f"Kennzahl {number}", unit="Personen", kind=IndicatorKind.OUTPUT)
        indicator.targets.create(due=cast.TODAY, value=1)
        indicator.values.create(measured_on=YESTERDAY, value=1)
        measure.funding_lines.create(year=2020 + number, source=FundingSource.BUDGET)
        measure.objectives.add(Objective.objects.create(number=number, title="Ziel"))
        measure.cooperating_units.add(cast.unit(f"Einheit {number}"))
        measure.cooperating_actors.add(Actor.objects.create(name=f"Verein {number}", kind=ActorKind.ASSOCIATION))
        merged = cast.measure(f"1.{number + 1}")
        cast.status(merged, Progress.MERGED, YESTERDAY, merged_into=measure)
    with django_assert_num_queries(18):
        client.get(measure.get_absolute_url())
