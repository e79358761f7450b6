"""The chapter on partnerships and networks: what was known on the day and is public; page and paper say the same."""

import datetime as dt
import re
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hannover_intl.organisation.selectors import org_chart
from hannover_intl.reporting import wording
from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.labels import Label
from hannover_intl.reporting.paper import CONCEPT
from hannover_intl.reporting.partnerships import build_partnerships_chapter
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.rendering import render_html, render_print_html
from hannover_intl.reporting.report import Scope
from measures.models import Objective
from measures.selectors import report_rounds
from partnerships.models import Activity, Contact, MembershipYear, StatusEntry
from tests import cast as people
from tests.partnerships import cast

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 30)
AFTER = DAY + dt.timedelta(days=1)
SECRET = "Streng geheim"


def chapter(day: dt.date = DAY):
    return build_partnerships_chapter(day, org_chart(), report_rounds(day).previous_day)


def change(relation, status: str, day: dt.date, **values) -> StatusEntry:
    return StatusEntry.objects.create(
        partnership=relation, status=status, effective_on=day, **({"reason": "Wie berichtet"} | values)
    )


def test_an_empty_register_has_no_chapter():
    assert chapter() is None


def test_a_relation_is_told_as_it_stood_on_the_day():
    relation = cast.partnership(partner=cast.partner("Changde", "CN", local_name="常德"))
    change(relation, "dormant", dt.date(2026, 3, 1))
    change(relation, "active", AFTER)
    (entry,) = chapter().relations
    assert (entry.name, entry.local_name, entry.country, entry.since) == ("Changde", "常德", "China", "1947")
    assert (entry.kind.text, entry.status.text, entry.status_since) == ("Städtepartnerschaft", "ruht", "01.03.2026")
    assert (entry.unit, entry.path) == ("Kulturbüro", "/partnerschaften/changde/")


def test_relations_stand_by_kind_and_name_and_an_ended_one_is_not_on_the_map():
    rouen = cast.partnership("Rouen", partner=cast.partner("Rouen", "FR"))
    cast.partnership("Bristol", kind="friendship")
    cast.partnership(partner=cast.partner("Leipzig", "DE"))
    change(rouen, "ended", DAY)
    told = chapter()
    assert [row.name for row in told.relations] == ["Leipzig", "Rouen", "Bristol"]
    assert sorted(place.name for place in told.places) == ["Bristol", "Leipzig"]
    assert wording.relations(told) == "Das Register führt 3 Beziehungen: 2 aktiv und 1 beendet."


def test_the_period_begins_after_the_last_round_and_else_a_year_ago():
    cast.partnership()
    assert chapter().first_day == dt.date(2025, 7, 1)
    people.finished_round(dt.date(2025, 12, 31))
    assert chapter().first_day == dt.date(2026, 1, 1)


def test_changes_of_status_in_the_period_have_reason_and_resolution():
    people.finished_round(dt.date(2025, 12, 31))
    relation = cast.partnership()
    change(relation, "dormant", dt.date(2025, 12, 31))
    change(relation, "under_review", dt.date(2026, 2, 1))
    change(relation, "active", dt.date(2026, 2, 1), resolution=people.paper("1234/2026"))
    change(relation, "active", dt.date(2026, 3, 1))
    change(relation, "ended", AFTER)
    cast.partnership(partner=cast.partner("Rouen", "FR"), since=dt.date(2026, 5, 1), since_precision="month")
    steps = chapter().status_changes
    assert [(row.relation, row.since, row.before.text, row.after.text, row.resolution) for row in steps] == [
        ("Bristol (Städtepartnerschaft)", "01.02.2026", "ruht", "aktiv", "1234/2026"),
        ("Rouen (Städtepartnerschaft)", "Mai 2026", "", "aktiv", ""),
    ]


def test_activities_of_the_period_are_told_and_a_result_only_when_they_are_over():
    people.finished_round(dt.date(2025, 12, 31))
    cast.partnership()
    over = {"start": dt.date(2025, 12, 30), "end": dt.date(2026, 1, 1), "participants": 7, "result": "Erreicht"}
    cast.activity("Vorbei", **over)
    cast.activity("Läuft", start=DAY, end=AFTER, participants=9, result="Noch nicht")
    cast.activity("Früher", start=dt.date(2025, 12, 30), end=dt.date(2025, 12, 31))
    cast.activity("Später", start=AFTER, end=AFTER)
    cast.activity("Abgesagt", start=DAY, end=DAY, cancelled=True)
    told = chapter()
    assert [(row.title, row.participants, row.result) for row in told.activities] == [
        ("Vorbei", 7, "Erreicht"), ("Läuft", None, ""),
    ]  # fmt: skip
    assert [(count.label.value, count.number) for count in told.activity_counts] == [("exchange", 2)]
    assert (told.relations[0].activities, told.relations[0].last_activity_on) == (2, DAY)


def test_of_very_many_activities_all_are_counted_and_the_latest_sixty_told():
    cast.partnership()
    day = DAY - dt.timedelta(days=70)
    Activity.objects.bulk_create(
        Activity(title=f"Nr. {number}", kind="event", start=on, end=on)
        for number, on in enumerate(day + dt.timedelta(days=n) for n in range(61))
    )
    told = chapter()
    assert [row.title for row in told.activities] == [f"Nr. {number}" for number in range(1, 61)]
    assert (told.total_activities, [count.number for count in told.activity_counts]) == (61, [61])
    section = render_html(preview_of_day(DAY)).partition('id="partnerschaften"')[2]
    assert "Veranstaltung: 61. Hier stehen die letzten 60." in section


def test_an_active_relation_without_an_activity_for_two_years_is_quiet():
    cast.partnership()
    cast.partnership(partner=cast.partner("Rouen", "FR"), status="dormant")
    cast.activity(start=dt.date(2024, 5, 1), end=dt.date(2024, 5, 2))
    assert [(row.name, row.is_quiet) for row in chapter().relations] == [("Bristol", True), ("Rouen", False)]


def test_a_network_is_told_with_decision_fee_and_outcome_up_to_the_year_of_the_report():
    people.finished_round(dt.date(2025, 12, 31))
    network = cast.network(decision=people.paper("2293/2019"), until=dt.date(2026, 12, 31), end_reason="Zu teuer")
    for year in range(2024, 2028):
        MembershipYear.objects.create(membership=network, year=year, fee=year, outcome=f"Ergebnis {year}")
    cast.network("Vorbei", until=dt.date(2025, 12, 31), end_reason="Aufgelöst")
    cast.network("Künftig", since=AFTER)
    (told,) = chapter().networks
    assert [(year.year, year.fee, year.outcome) for year in told.years] == [
        (2026, Decimal(2026), "Ergebnis 2026"), (2025, Decimal(2025), "Ergebnis 2025"),
    ]  # fmt: skip
    assert (told.decision, told.until, told.end_reason) == ("2293/2019", None, "")


def test_nothing_internal_gets_in():
    relation = cast.partnership()
    Contact.objects.create(partner=relation.partner, function=SECRET, email="geheim@example.org")
    cast.review(cast.ratings(), partnership=relation, proposal_text=SECRET)
    cast.activity(SECRET, is_public=False, purpose=SECRET)
    hidden = cast.partnership(partner=cast.partner(SECRET), is_public=False)
    change(hidden, "ended", DAY)
    cast.request(SECRET)
    told = str(chapter(DAY))
    assert (SECRET in told, "geheim@" in told, "Bristol" in told) == (False, False, True)


@pytest.mark.parametrize(
    ("scope", "has_chapter"),
    [(("all", 0), True), (("field", 1), True), (("field", 2), False), (("objective", 1), False)],
)
def test_the_chapter_belongs_to_the_whole_and_to_its_field(scope, has_chapter):
    people.measure("1.1"), people.measure("2.1")
    Objective.objects.create(number=1, title="Ziel")
    cast.partnership()
    assert bool(build_progress_report(DAY, Scope(*scope)).partnerships) == has_chapter


def test_the_chapter_costs_the_same_for_one_and_for_three():
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert build_partnerships_chapter(DAY, chart, None)
        return len(counted)

    def fill(number: int) -> None:
        place = cast.partner(f"Stadt {number}", "FR")
        relation = cast.partnership(partner=place, responsible_unit=people.unit(f"Amt {number}"))
        network = cast.network(f"Netz {number}")
        MembershipYear.objects.create(membership=network, year=2026, fee=1)
        cast.activity(f"Reise {number}", partners=[place, cast.partner()], networks=[network])
        change(relation, "dormant", DAY, resolution=people.paper(f"000{number}/2026"))

    fill(1)
    chart = org_chart()
    one = queries()
    fill(2), fill(3)
    chart = org_chart()
    assert (queries(), one) == (6, 6)


def plain(value: object) -> bool:
    """Whether a value is made of what a stored report may hold."""
    if is_dataclass(value):
        return all(plain(getattr(value, part.name)) for part in fields(value))
    if isinstance(value, tuple):
        return all(map(plain, value))
    return value is None or type(value) in (str, int, bool, Decimal, dt.date, Label)


def example():
    people.paper(CONCEPT)
    relation = cast.partnership(is_example=True)
    cast.partnership(partner=cast.partner("Mykolajiw", "UA", local_name="Миколаїв", latitude=47, longitude=32))
    change(relation, "dormant", dt.date(2026, 3, 1), reason="Die <b>Stelle</b> ist unbesetzt")
    cast.activity("Austausch", result="Zwei Ansätze")
    network = cast.network()
    MembershipYear.objects.create(membership=network, year=2026, fee="9000", outcome="Ein Antrag")
    return preview_of_day(DAY)


def test_the_chapter_is_plain_data_and_can_be_compared():
    made = example().annex
    assert plain(made.partnerships)
    assert made == build_progress_report(DAY)


def test_the_page_and_the_paper_say_the_same():
    made = example()
    texts = []
    for html in (render_html(made), render_print_html(made)):
        section = re.search(r'id="partnerschaften".*?</section>', html, re.DOTALL)[0]
        texts.append(" ".join(re.sub(r"<[^>]+>", "", section).split()))
    assert texts[0] == texts[1]
    told = ("2 Beziehungen", "Миколаїв", "ruht seit 01.03.2026", "&lt;b&gt;", "Zwei Ansätze", "Beitrag 9.000,00 €")
    assert [text for text in told if text not in texts[0]] == []


def test_invented_entries_are_announced_on_the_title_page():
    assert "Beispieldaten:" in render_print_html(example())
