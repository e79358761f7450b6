"""Lists that may be long are undone as they are stored: a look without a lock, then one short write or none."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from hannover_intl.core.resources import undoing
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.models import ImportRun
from hannover_intl.exchange.services import store_list, undo_list
from measures.models import Measure, Milestone, MilestoneMove, StatusChange
from partnerships.models import Activity
from tests import cast
from tests.exchange.long_lists import LONG, check, names_of, rows, stored
from tests.partnerships import cast as abroad
from tests.tables import imported, outcomes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LONG)
def test_a_long_list_is_undone_as_a_whole(kind, frame):
    names_of(kind, 2)
    headers, lines = rows(kind, 1, "")
    imported(kind, headers, *lines)
    headers, lines = rows(kind, 2, " neu")
    run = check(headers, *lines, kind=kind)
    store_list(None, run=run, today=cast.TODAY)
    assert (run.changed, run.new) == (1, 1)
    undo_list(None, run=run, today=cast.TODAY)
    headers, lines = rows(kind, 1, "")
    assert outcomes(imported(kind, headers, *lines)) == ["unchanged"]
    model = KINDS[kind].resource._meta.model
    assert model.objects.count() == 1


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("mark", ["", " neu"], ids=["new rows", "changed rows"])
def test_undoing_three_rows_asks_as_much_as_undoing_one(kind, mark, frame):
    def statements(number: int) -> int:
        names_of(kind, number)
        if mark:
            stored(kind, number)
        run = stored(kind, number, mark)
        with CaptureQueriesContext(connection) as captured:
            undo_list(None, run=run, today=cast.TODAY)
        for model in (Activity, MilestoneMove, Milestone, StatusChange, Measure):
            model.objects.all().delete()
        abroad.Partner.objects.all().delete()
        return len(captured)

    assert statements(3) == statements(1)


def test_what_an_import_created_is_gone_and_its_history_tells_who_took_it_back(frame):
    office = cast.office()
    run = stored("measures", 2)
    undo_list(office, run=run, today=cast.TODAY)
    left = (Measure, StatusChange, Measure.objectives.through)
    assert [model.objects.count() for model in left] == [0, 0, 0]
    last = [Measure.history.filter(number=number).first() for number in ("1.1", "1.2")]
    assert [(entry.history_type, entry.history_user, entry.title) for entry in last] == [("-", office, "Austausch")] * 2


def test_what_something_points_to_by_now_is_not_undone(frame):
    run = stored("measures", 2)
    cast.milestone(Measure.objects.get(number="1.2"), dt.date(2027, 1, 31))
    with pytest.raises(ValidationError) as refused:
        undo_list(None, run=run, today=cast.TODAY)
    assert refused.value.messages == ["Zeile 3 – 1.2 Austausch: Darauf verweisen inzwischen andere: Meilensteine."]
    assert Measure.objects.count() == 2


def test_new_and_changed_milestones_of_one_measure_are_undone_together(frame):
    cast.measure("1.1")
    headers = "Maßnahme;Meilenstein;fällig am;Grund der Verschiebung"
    imported("milestones", headers, ("1.1", "Konzept", "31.01.2027", ""))
    run = check(
        headers, ("1.1", "Konzept", "31.03.2027", "x"), ("1.1", "Abschluss", "31.05.2027", ""), kind="milestones"
    )
    undo_list(None, run=store_list(None, run=run, today=cast.TODAY), today=cast.TODAY)
    assert list(Milestone.objects.values_list("title", "due")) == [("Konzept", dt.date(2027, 1, 31))]


@pytest.mark.parametrize("mark", ["", " neu"], ids=["new rows", "changed rows"])
def test_who_writes_while_a_list_is_undone_is_not_overwritten(mark, frame, monkeypatch):
    stored("measures", 2)
    run = stored("measures", 2, mark) if mark else ImportRun.objects.get()
    look = undoing._AtOnce.look

    def look_then_wait(self) -> bool:
        found = look(self)
        Measure.objects.filter(number="1.2").update(title="Von anderen", version=F("version") + 1)
        return found

    monkeypatch.setattr(undoing._AtOnce, "look", look_then_wait)
    with pytest.raises(ValidationError, match=r"Zeile 3 – 1\.2 .*: „Titel“ wurde seither geändert"):
        undo_list(None, run=run, today=cast.TODAY)
    assert list(Measure.objects.values_list("title", flat=True)) == [f"Austausch{mark}", "Von anderen"]
    assert ImportRun.objects.get(pk=run.pk).state == "stored"
