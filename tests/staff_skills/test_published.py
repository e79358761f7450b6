"""What pages, files and reports say of how many people is what the rule published for a quarter, and nothing else.

``test_aggregates.py`` proves that the rule gives nothing away; here it is shown that there is no way around it.
"""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from hannover_intl.organisation.models import User
from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.rendering import render_html, render_print_html
from staff_skills.aggregates import K_INTERNAL, K_PUBLIC, OTHER, publish
from staff_skills.choices import Audience, Purpose, TrainingKind, TrainingState
from staff_skills.models import AggregateSnapshot, SkillProfile
from staff_skills.selectors import figures
from staff_skills.services.profiles import TrainingEntry, withdraw_all
from staff_skills.services.snapshots import counted_people, take_snapshot
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db

SPRING, SUMMER = dt.date(2026, 6, 30), dt.date(2026, 9, 30)
# Around both thresholds, and rare ones that are too few together until the last quarter.
SPEAKERS = {"en": 11, "pl": 6, "uk": 5, "tr": 4, "haw": 1}


def speakers(code: str, number: int, start: int = 0) -> None:
    wish = TrainingEntry(TrainingKind.LANGUAGE_COURSE, TrainingState.WISH)
    for index in range(start, start + number):
        people.profile(f"{code}{index}@example.org", languages=(people.language(code),), trainings=(wish,))


@pytest.fixture
def quarters():
    """Three quarters: in the second somebody left at a threshold, in the third others came."""
    for code, number in SPEAKERS.items():
        speakers(code, number)
    people.profile("zaehlt.nicht@example.org", purposes=frozenset({Purpose.PHONE}))
    expected = {}
    for day in (SPRING, SUMMER, TODAY):
        if day == SUMMER:
            withdraw_all(User.objects.get(email="uk0@example.org"), today=day)
        if day == TODAY:
            speakers("is", 1)
        expected[day] = publish(counted_people(day))
        take_snapshot(today=day)
    return expected


def test_the_frozen_rows_are_what_the_rule_publishes(quarters):
    for day, tables in quarters.items():
        stored = AggregateSnapshot.objects.filter(taken_on=day)
        rows = {(row.dimension, row.audience): {cell["key"]: cell["at_least"] for cell in row.rows} for row in stored}
        assert rows == {(table.dimension, table.audience): table.rows for table in tables}


def test_all_quarters_together_name_no_value_that_fewer_than_k_have(quarters):
    """Everything that was ever published, read as an attacker reads it."""
    shown = [
        (row.audience, row.dimension, cell["key"], cell["at_least"])
        for row in AggregateSnapshot.objects.all()
        for cell in row.rows
    ]
    languages = {(audience, key) for audience, dimension, key, _number in shown if dimension == "language"}
    assert languages == {
        ("public", "en"), ("public", OTHER),
        ("internal", "en"), ("internal", "pl"), ("internal", "uk"), ("internal", OTHER),
    }  # fmt: skip
    limits = {"public": K_PUBLIC, "internal": K_INTERNAL}
    assert [cell for cell in shown if cell[3] < limits[cell[0]] or cell[3] % limits[cell[0]]] == []


def texts(person: User | None, *paths: str) -> str:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(path).content.decode() for path in paths)


def spans(text: str) -> set[int]:
    return {int(low) for low in re.findall(r"(\d+) bis \d+", text)}


def test_no_page_says_another_number(quarters):
    SkillProfile.objects.filter(user__email__startswith="en").delete()  # a live count would be another one
    cast.paper()
    allowed = {
        audience: {figure.at_least for table in figures(TODAY, audience).tables.values() for figure in table}
        for audience in Audience
    }
    paper = preview_of_day(TODAY)
    assert spans(render_html(paper)) | spans(render_print_html(paper)) <= allowed[Audience.PUBLIC]
    inside = texts(people.coordinator(), "/sprachsuche/zahlen/", "/sprachsuche/bedarf/")
    assert spans(inside) == allowed[Audience.INTERNAL]
    snapshots = AggregateSnapshot.objects.filter(audience=Audience.INTERNAL, taken_on=TODAY)
    addresses = [reverse("admin:staff_skills_aggregatesnapshot_change", args=[row.pk]) for row in snapshots]
    office = texts(cast.office(), *addresses, "/sprachsuche/bedarf/")
    assert {int(low) for low in re.findall(r": (\d+)–\d+<", office)} == allowed[Audience.INTERNAL]
    assert "Hawaiisch" not in inside + office


def test_requests_are_counted_without_what_became_of_them(quarters):
    """That a request for a rare language was served would prove that somebody speaks it."""
    before = figures(TODAY)
    people.request(people.coordinator(), SkillProfile.objects.get(user__email="haw0@example.org"), language="haw")
    page = texts(cast.office(), "/sprachsuche/bedarf/")
    row = re.search(r"Hawaiisch.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r">(\d+|ohne Zahl)</td>", row[0]) == ["0", "1", "ohne Zahl"]
    assert figures(TODAY) == before
    assert SkillProfile.objects.visible_to(AnonymousUser(), TODAY).count() == 0
