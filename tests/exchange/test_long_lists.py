"""Lists that may be long: the same questions for one row and for three, one short write, and the rules of a form."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from hannover_intl.core.bulk import errors_of_all
from hannover_intl.core.resources.importing import PlanChanged, import_table
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.models import ImportRun
from hannover_intl.exchange.services import check_list, store_list, undo_list
from hannover_intl.organisation.models import Actor
from measures.models import Measure, Milestone, Objective, StatusChange
from partnerships.models import Activity
from tests import cast
from tests.partnerships import cast as abroad
from tests.tables import changes, errors, imported, outcomes, table

pytestmark = pytest.mark.django_db

MEASURES = "Nummer;Titel;Handlungsfeld;Oberziele;Federführung;beteiligte Einheiten;Ansprechperson;beschlossen mit;beschlossen am"  # noqa: E501 -- one line of headers
LONG = ("measures", "milestones", "activities")


def measure(number: int, title: str = "Austausch") -> tuple:
    return (
        f"1.{number}",
        title,
        "1",
        "1; 2",
        "Kulturbüro",
        "Stab",
        "kontakt.kultur@example.org",
        "0383/2019",
        "14.02.2019",
    )


@pytest.fixture
def frame():
    """What the rows name."""
    cast.contact()
    cast.unit("Stab")
    cast.action_field(1)
    cast.paper()
    Actor.objects.create(name="Verein", kind="association")
    for number in (1, 2):
        Objective.objects.create(number=number, title=f"Ziel {number}")


def rows(kind: str, number: int, mark: str) -> tuple[str, list[tuple]]:
    """A list of this kind with ``number`` rows; with another ``mark`` it changes each of them."""
    count = range(1, number + 1)
    if kind == "measures":
        return MEASURES, [measure(each, f"Austausch{mark}") for each in count]
    if kind == "milestones":
        due = "31.03.2027" if mark else "31.01.2027"
        return "Maßnahme;Meilenstein;fällig am;Grund der Verschiebung", [
            (f"1.{each}", "Konzept", due, "x") for each in count
        ]
    named = "Art;Titel;Beginn;Ende;Partner;dient den Maßnahmen;Zweck"
    return named, [
        ("Projekt", f"P {each}", "01.03.2026", "02.03.2026", f"Stadt {each}", f"1.{each}", mark) for each in count
    ]


def names_of(kind: str, number: int) -> None:
    """What the rows of the other lists name."""
    for each in range(1, number + 1):
        if kind != "measures":
            cast.measure(f"1.{each}")
        if kind == "activities":
            abroad.partner(f"Stadt {each}")


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
    for stored in Measure.objects.all():
        (entry,) = stored.history.all()
        assert (entry.history_type, entry.history_user, entry.title) == ("+", office, "Austausch")
        assert [link.objective.number for link in entry.objectives.all()] == [1, 2]
        (begins,) = stored.status_changes.all()
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


def check(headers: str, *lines: tuple, kind: str = "measures") -> ImportRun:
    content = "\n".join(";".join(f'"{cell}"' for cell in line) for line in (headers.split(";"), *lines))
    return check_list(None, kind=kind, file_name="liste.csv", content=content.encode(), today=cast.TODAY)


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
