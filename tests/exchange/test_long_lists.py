"""Lists that may be long: the same questions for one row and for three, one short write, and the rules of a form."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from hannover_intl.core import bulk
from hannover_intl.core.bulk_checks import errors_of_all
from hannover_intl.core.resources import base
from hannover_intl.core.resources.importing import PlanChanged, import_table
from hannover_intl.exchange import services
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.services import store_list, undo_list
from measures.models import Measure, Milestone, StatusChange
from partnerships.models import Activity
from tests import cast
from tests.exchange.long_lists import LONG, MEASURES, check, measure, names_of, rows, stored
from tests.partnerships import cast as abroad
from tests.tables import changes, errors, imported, outcomes, table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LONG)
def test_a_list_of_three_asks_as_much_as_a_list_of_one(kind, frame):
    def statements(number: int) -> list[int]:
        names_of(kind, number)
        counted = []
        for mark in ("", " neu"):
            for dry_run in (True, False):
                headers, lines = rows(kind, number, mark)
                with CaptureQueriesContext(connection) as captured:
                    report = imported(kind, headers, *lines, dry_run=dry_run)
                assert set(outcomes(report)) == ({"changed"} if mark else {"new"}), errors(report)
                counted.append(len(captured))
        for model in (Activity, Milestone, StatusChange, Measure):
            model.objects.all().delete()
        abroad.Partner.objects.all().delete()
        return counted

    assert statements(3) == statements(1)


@pytest.mark.parametrize("kind", LONG)
def test_looking_at_a_list_writes_nothing(kind, frame):
    names_of(kind, 2)
    headers, lines = rows(kind, 2, "")
    with CaptureQueriesContext(connection) as captured:
        imported(kind, headers, *lines, dry_run=True)
    assert {query["sql"].split()[0] for query in captured.captured_queries} == {"SELECT"}


def test_a_new_measure_begins_with_one_row_of_history_that_holds_its_links(frame):
    office = cast.office()
    imported("measures", MEASURES, measure(1), measure(2), actor=office)
    for begun in Measure.objects.all():
        (entry,) = begun.history.all()
        assert (entry.history_type, entry.history_user, entry.title) == ("+", office, "Austausch")
        assert [link.objective.number for link in entry.objectives.all()] == [1, 2]
        (begins,) = begun.status_changes.all()
        assert (begins.progress, begins.effective_on, begins.actor) == ("not_started", cast.ADOPTED, office)


def test_a_changed_measure_has_a_new_version_and_a_row_of_history(frame):
    imported("measures", MEASURES, measure(1), measure(2))
    imported("measures", "Nummer;Titel;Oberziele", ("1.2", "Forum", "2"))
    assert list(Measure.objects.values_list("number", "version")) == [("1.1", 1), ("1.2", 2)]
    last = Measure.objects.get(number="1.2").history.first()
    assert (last.history_type, last.version, [link.objective.number for link in last.objectives.all()]) == ("~", 2, [2])
    assert [str(unit) for unit in Measure.objects.get(number="1.2").cooperating_units.all()] == ["Stab"]


def test_two_rows_about_one_new_object_contradict_each_other(frame):
    report = imported("measures", MEASURES, measure(1), measure(1, "Forum"), measure(1))
    assert errors(report)[0] == (3, "", "Diese Zeile und Zeile 2 nennen dasselbe.")
    assert not Measure.objects.exists()


def test_the_same_row_twice_is_one_object(frame):
    assert outcomes(imported("measures", MEASURES, measure(1), measure(1))) == ["new", "unchanged"]
    assert outcomes(imported("measures", MEASURES, measure(1, "Neu"), measure(1, "Neu"))) == ["changed", "unchanged"]
    assert changes(imported("measures", MEASURES, measure(1, "X"), measure(1, "X"))) == [(2, "Titel", "Neu", "X")]


def test_a_number_that_was_given_before_is_refused(frame):
    former = cast.measure("1.1")
    former.number = "1.9"
    former.save()
    assert errors(imported("measures", MEASURES, measure(1))) == [(2, "Nummer", "Diese Nummer ist schon vergeben.")]


@pytest.fixture
def others(monkeypatch):
    """Others who write just after a list was looked at, as often as there are titles."""

    def write(*titles: str) -> None:
        resource, left = KINDS["measures"].resource, list(titles)
        look = resource.check

        def look_then_wait(self, results) -> None:
            look(self, results)
            if left:
                Measure.objects.filter(number="1.1").update(title=left.pop(0), version=F("version") + 1)

        monkeypatch.setattr(resource, "check", look_then_wait)

    return write


def test_who_was_faster_is_not_overwritten(frame, others):
    imported("measures", MEASURES, measure(1), measure(2))
    run = check(MEASURES, measure(1, "Forum"), measure(2, "Forum"))
    others("Von anderen")
    with pytest.raises(PlanChanged) as changed:
        store_list(None, run=run, today=cast.TODAY)
    assert changed.value.numbers == (2,)
    assert list(Measure.objects.values_list("title", flat=True)) == ["Von anderen", "Austausch"]


def test_what_others_wrote_is_no_obstacle_where_the_list_does_the_same(frame, others):
    imported("measures", MEASURES, measure(1), measure(2))
    run = check(MEASURES, measure(1, "Forum"), measure(2, "Forum"))
    others("Austausch")
    store_list(None, run=run, today=cast.TODAY)
    assert list(Measure.objects.values_list("title", "version")) == [("Forum", 3), ("Forum", 2)]
    assert run.state == "stored"


def test_who_always_is_faster_wins(frame, others):
    imported("measures", MEASURES, measure(1))
    others("A", "B", "C")
    with pytest.raises(ValidationError, match="gerade jemand geändert"):
        imported("measures", MEASURES, measure(1, "Forum"))
    assert Measure.objects.get().title == "C"


@pytest.mark.parametrize("kind", LONG)
def test_what_is_read_and_written_in_parts_is_whole(kind, frame, monkeypatch):
    for module, name in ((bulk, "_BATCH"), (base, "_AT_ONCE"), (services, "ROWS_AT_ONCE")):
        monkeypatch.setattr(module, name, 2)
    names_of(kind, 5)
    for mark in ("", " neu"):
        run = stored(kind, 5, mark)
        assert [row.number for row in run.reports()] == [2, 3, 4, 5, 6]
    headers, lines = rows(kind, 5, " neu")
    assert outcomes(imported(kind, headers, *lines)) == ["unchanged"] * 5
    undo_list(None, run=run, today=cast.TODAY)
    headers, lines = rows(kind, 5, "")
    assert outcomes(imported(kind, headers, *lines)) == ["unchanged"] * 5


def test_objects_are_checked_together_as_each_is_alone(frame):
    stored = cast.measure("1.1")
    wrong = Measure(number="1.1", title="", planned_start=dt.date(2026, 2, 1), planned_end=dt.date(2026, 1, 1))
    with pytest.raises(ValidationError) as alone:
        wrong.full_clean()
    ((position, together),) = errors_of_all([stored, wrong]).items()
    assert position == 1
    assert together.message_dict == alone.value.message_dict


def test_what_goes_out_and_comes_in_again_changes_nothing(frame):
    imported("measures", MEASURES, measure(1), measure(2))
    resource = KINDS["measures"].resource(actor=None, today=cast.TODAY)
    lines = resource.rows_of(Measure.objects.all())
    report = import_table(resource, table(";".join(resource.columns.values()), *map(tuple, lines)))
    assert outcomes(report) == ["unchanged"] * 2
