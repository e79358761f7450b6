"""Needs, gaps and targets for those who plan: from frozen figures alone, and nothing runs in a spreadsheet."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from hannover_intl.organisation.models import User
from hannover_intl.reporting.skills import build_skills_planning
from hannover_intl.reporting.skills_chapter import Gap, PlanEntry
from hannover_intl.reporting.skills_views import planning_csv
from measures.models import Indicator, IndicatorTarget, IndicatorValue
from staff_skills.choices import Evidence, Purpose, TrainingKind, TrainingState
from staff_skills.services.profiles import TrainingEntry
from staff_skills.services.snapshots import take_snapshot
from tests import cast
from tests.partnerships import cast as register
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db

PAGE, CSV = "/sprachsuche/bedarf/", "/sprachsuche/bedarf.csv"


@pytest.fixture(autouse=True)
def world(settings, tmp_path, monkeypatch):
    """Six speak Polish and wish for a course; one speaks Hawaiian. A city in Poland and one in Japan are partners."""
    settings.DELETION_LEDGER = tmp_path / "deletions.log"
    monkeypatch.setattr(timezone, "localdate", lambda value=None: TODAY)
    wish = TrainingEntry(TrainingKind.LANGUAGE_COURSE, TrainingState.WISH)
    for number in range(6):
        people.profile(f"pl{number}@example.org", trainings=(wish,))
    rare = people.language("haw", evidence=Evidence.CERTIFICATE, certificate_year=1987)
    people.profile("haw@example.org", languages=(rare,), purposes=frozenset({Purpose.PHONE, Purpose.STATISTICS}))
    take_snapshot(today=TODAY)
    for city, code in (("Posen", "pl"), ("Hiroshima", "ja")):
        register.partnership(city, partner=register.partner(city, languages=[code]))


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def target(measure, value: int, due: dt.date, name: str = "Teilnehmende") -> None:
    indicator = Indicator.objects.create(measure=measure, name=name, unit="Personen", kind="output")
    IndicatorValue.objects.create(indicator=indicator, measured_on=dt.date(2026, 6, 30), value=31)
    IndicatorTarget.objects.create(indicator=indicator, due=due, value=value)


def test_needs_stand_beside_the_figures_from_five():
    planning = build_skills_planning(TODAY)
    gaps = [(gap.language, gap.partners, gap.available and gap.available.at_least) for gap in planning.gaps]
    assert gaps == [("Japanisch", 1, None), ("Polnisch", 1, 5)]
    assert [(row.label, row.at_least, row.at_most) for row in planning.wishes.rows] == [("Sprachkurs", 5, 9)]
    assert (planning.quarter, planning.threshold) == ("2026-Q4", 5)


def test_what_came_after_the_snapshot_is_not_counted():
    before = build_skills_planning(TODAY)
    for number in range(20):
        people.profile(f"spaeter{number}@example.org", languages=(people.language("ja"),))
    assert build_skills_planning(TODAY) == before


def test_the_plan_names_targets_and_the_measures_that_lack_one():
    target(cast.measure("2.1"), 40, dt.date(2026, 12, 31))
    target(cast.measure("2.2"), 20, dt.date(2025, 12, 31))
    cast.status(cast.measure("2.3"), "done", reason="Fertig")
    cast.measure("1.1")
    planning = build_skills_planning(TODAY)
    assert [(row.measure, row.target) for row in planning.plan] == [
        ("2.1 Maßnahme 2.1", 40),
        ("2.2 Maßnahme 2.2", None),
    ]
    assert [row.title for row in planning.without_target] == ["2.2 Maßnahme 2.2"]


def test_before_the_first_quarter_needs_and_targets_are_there_all_the_same():
    planning = build_skills_planning(dt.date(2026, 9, 1))
    assert (planning.quarter, [gap.language for gap in planning.gaps]) == ("", ["Japanisch", "Polnisch"])
    assert planning.wishes.rows == ()


@pytest.mark.parametrize("make", [people.coordinator, cast.office])
def test_the_page_says_it_and_names_nobody(make):
    target(cast.measure("2.1"), 40, dt.date(2026, 12, 31))
    page = signed_in(make()).get(PAGE).content.decode()
    assert [word for word in ("Japanisch", "5 bis 9", "ohne Zahl", "Teilnehmende") if word not in page] == []
    assert [word for word in ("Hawaii", "pl0", "1987") if word in page] == []


def test_a_role_that_ended_yesterday_opens_neither_page_nor_file():
    client = signed_in(people.coordinator(until=TODAY - dt.timedelta(days=1)))
    assert [client.get(path).status_code for path in (PAGE, CSV)] == [404, 404]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_says_what_the_page_says():
    target(cast.measure("2.1"), 40, dt.date(2026, 12, 31))
    rows = read(signed_in(people.coordinator()).get(CSV).content)
    assert rows[1:] == [
        ["Sprache", "Japanisch", "1", "0", "", "", "", "", ""],
        ["Sprache", "Polnisch", "1", "0", "5", "9", "", "", ""],
        ["Kennzahl", "2.1 Maßnahme 2.1: Teilnehmende (Personen)", "", "", "", "", "31,00", "40,00", "31.12.2026"],
    ]


@pytest.mark.parametrize("evil", ["=1+1", "+cmd|'/c calc'!A0", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_nothing_in_the_file_runs_as_a_formula(evil):
    plan = PlanEntry(evil, "/", "Kurse", "Personen", None, None, None, None)
    planning = replace(build_skills_planning(TODAY), gaps=(Gap(evil, 1, 0, None),), plan=(plan,))
    rows = read(planning_csv(planning))
    assert [row[1][0] for row in rows[1:]] == ["'", "'"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_do_not_grow(rows, django_assert_num_queries):
    for number in range(rows):
        target(cast.measure(f"2.{number + 1}"), 40, dt.date(2026, 12, 31))
        register.partnership(f"Stadt {number}", partner=register.partner(f"Stadt {number}", languages=["fr"]))
    with django_assert_num_queries(15):
        build_skills_planning(TODAY)
