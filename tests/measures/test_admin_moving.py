"""Several milestones moved at once: looked at first, then all of them or none."""

import datetime as dt

import pytest

from measures.models import Measure, Milestone, MilestoneMove
from tests import cast
from tests.measures.test_admin_updates import office
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/milestone/"
SPRING, WITHOUT = dt.date(2027, 3, 31), {"days": "", "day": ""}


@pytest.fixture
def two():
    return [cast.milestone(cast.measure(number), SPRING) for number in ("1.1", "1.2")]


def act(client, milestones, **fields):
    chosen = [milestone.pk for milestone in milestones]
    return client.post(LIST, {"action": "move_selected", "_selected_action": chosen, **fields}, follow=True)


def days():
    return list(Milestone.objects.order_by("measure__number").values_list("due", flat=True))


def test_milestones_are_looked_at_and_then_moved_with_their_reason(two):
    client = browser(office())
    assert "2 Meilensteine sind ausgewählt." in text_of(act(client, two))
    looked = act(client, two, days="14", day="", reason="Räume fehlen", step="preview")
    assert text_of(looked).count("31.03.2027 → 14.04.2027") == 2
    assert days() == [SPRING, SPRING]
    done = client.post(LIST, {**form_data(looked, "reason"), "step": "store"}, follow=True)
    assert "2 Meilensteine sind verschoben." in text_of(done)
    assert days() == [dt.date(2027, 4, 14)] * 2
    moves = list(MilestoneMove.objects.values_list("old_due", "new_due", "reason", "actor__email"))
    assert moves == [(SPRING, dt.date(2027, 4, 14), "Räume fehlen", "buero@example.org")] * 2
    assert set(Measure.objects.values_list("version", flat=True)) == {2}
    assert Milestone.history.first().history_user.email == "buero@example.org"


def test_all_go_to_one_day_and_what_lies_there_stays(two):
    Milestone.objects.filter(pk=two[0].pk).update(due=dt.date(2027, 6, 30))
    client = browser(office())
    looked = act(client, two, days="", day="30.06.2027", reason="Ein Termin", step="preview")
    client.post(LIST, {**form_data(looked, "reason"), "step": "store"})
    assert days() == [dt.date(2027, 6, 30)] * 2
    assert MilestoneMove.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({**WITHOUT, "reason": "x"}, "Bitte geben Sie eine Zahl von Tagen oder einen Tag an, nicht beides."),
        ({"days": "1", "day": "31.12.2026", "reason": "x"}, "Bitte geben Sie eine Zahl von Tagen oder einen Tag an"),
        ({**WITHOUT, "days": "14", "reason": " "}, "Dieses Feld ist zwingend erforderlich."),
        ({**WITHOUT, "days": "99999", "reason": "x"}, "kleiner oder gleich 3650"),
        ({**WITHOUT, "day": "morgen", "reason": "x"}, "gültiges Datum"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_moves(two, fields, message):
    answer = act(browser(office()), two, step="store", **fields)
    assert (answer.status_code, message in text_of(answer)) == (422, True)
    assert days() == [SPRING, SPRING]


def test_a_milestone_that_is_reached_keeps_all_where_they_are(two):
    Milestone.objects.filter(pk=two[1].pk).update(state="done", closed_on=cast.TODAY)
    client = browser(office())
    looked = act(client, two, days="14", day="", reason="x", step="preview")
    assert "Nur ein offener Meilenstein wird verschoben." in text_of(looked)
    assert 'value="store"' not in looked.content.decode()
    client.post(LIST, {**form_data(looked, "reason"), "step": "store"})
    assert days() == [SPRING, SPRING]


def test_a_change_made_meanwhile_stores_nothing(two):
    client = browser(office())
    looked = act(client, two, days="14", day="", reason="x", step="preview")
    Measure.objects.filter(number="1.2").update(version=9)
    again = client.post(LIST, {**form_data(looked, "reason"), "step": "store"})
    assert "Eine der Maßnahmen wurde inzwischen geändert." in text_of(again)
    assert days() == [SPRING, SPRING]
