"""The office's inbox: what waits, what it says beside what is published, and the two decisions."""

import datetime as dt

import pytest
from django.urls import reverse

from hannover_intl.organisation.choices import Role
from measures.choices import MilestoneOutcome, Progress, UpdateState
from measures.models import Measure, MeasureUpdate
from measures.services.content import MilestoneContent, UpdateContent
from measures.services.measures import save_measure
from measures.services.rules import MeasureRelations
from measures.services.updates import Draft, approve_update, save_draft, submit_update
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/measureupdate/"
COMPLETE = UpdateContent(
    progress=Progress.IN_PROGRESS,
    achieved="Auftakt mit <b>Bristol</b>",
    next_steps="Programm abstimmen",
    obstacles="Die Stelle ist nicht besetzt.",
)


def open_round():
    return cast.ReportingRound.objects.filter(state="open").first() or cast.reporting_round()


def draft_of(measure, content=COMPLETE):
    return {
        "measure": measure,
        "reporting_round": open_round(),
        "draft": Draft(content=content, version=0, measure_version=measure.version),
        "today": cast.TODAY,
    }


def submitted(number="1.1", content=COMPLETE):
    return submit_update(None, **draft_of(cast.measure(number), content))


def address(update, name="change"):
    return reverse(f"admin:measures_measureupdate_{name}", args=[update.pk])


def decide(client, update, name, **fields):
    """Press the button of the review page."""
    form = form_data(client.get(address(update)), having="measure_version" if name == "approve" else "comment")
    return client.post(address(update, name), form | fields)


def shown(query=""):
    return [row.measure.number for row in browser(office()).get(f"{LIST}?{query}").context["cl"].result_list]


def office():
    return cast.User.objects.filter(email="buero@example.org").first() or cast.office()


def states():
    return [update.state for update in MeasureUpdate.objects.order_by("measure__number")]


# --- List ---


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1.1", "1.2"]),
        ("state=approved", ["1.3"]),
        ("state=draft", ["1.4"]),
        ("state=all", ["1.1", "1.2", "1.3", "1.4"]),
        ("state=unsinn", ["1.1", "1.2"]),
        ("q=FOERDERUNG", ["1.2"]),
        ("state=all&q=1.3", ["1.3"]),
    ],
)
def test_inbox_shows_what_waits_until_something_else_is_asked(query, numbers):
    submitted("1.1")
    submit_update(None, **draft_of(cast.measure("1.2", description="Förderung von Reisen")))
    approved = submitted("1.3")
    approve_update(None, update=approved, expected_version=1, measure_version=1, today=cast.TODAY)
    save_draft(None, **draft_of(cast.measure("1.4")))
    assert shown(query) == numbers


def test_list_shows_the_light_as_it_would_be():
    late = cast.measure("1.1")
    cast.milestone(late, dt.date(2026, 10, 1))
    submit_update(None, **draft_of(late))
    better = UpdateContent(**COMPLETE.__dict__ | {"light_override": "critical", "reason": "Der Vertrag fehlt."})
    submitted("1.2", better)
    save_draft(None, **draft_of(cast.measure("1.3"), better))
    changelist = browser(cast.office()).get(f"{LIST}?state=all").context["cl"]
    lights = [changelist.model_admin.light(row) for row in changelist.result_list]
    assert lights == ["verzögert", "kritisch (berechnet: im Plan)", "–"]


# --- Review ---


def test_review_puts_the_published_state_beside_the_reported_one():
    measure = cast.measure()
    milestone = cast.milestone(measure, dt.date(2026, 10, 1))
    cast.status(measure, Progress.PLANNING)
    moved = MilestoneContent(
        milestone_id=milestone.pk,
        outcome=MilestoneOutcome.MOVED,
        old_due=milestone.due,
        new_due=dt.date(2027, 3, 1),
        reason="Die Reise ist verschoben.",
    )
    update = submit_update(None, **draft_of(measure, UpdateContent(**COMPLETE.__dict__ | {"milestones": (moved,)})))
    response = browser(cast.office()).get(address(update))
    review = response.context["review"]
    assert [(row.label, row.before, row.after) for row in review.rows[:3]] == [
        ("Stand", "in Planung", "in Umsetzung"),
        ("Ampel", "verzögert", "im Plan"),
        ("Begründung", "–", "–"),
    ]
    assert [(row.before, row.after) for row in review.milestones] == [
        ("fällig am 01.10.2026", "neuer Termin 01.03.2027: Die Reise ist verschoben.")
    ]
    assert b"&lt;b&gt;Bristol&lt;/b&gt;" in response.content


def test_review_says_what_changed_after_the_department_wrote():
    update = submitted()
    measure = update.measure
    measure.title = "Städtedialog mit Bristol"
    save_measure(None, measure=measure, relations=MeasureRelations([], [], []), expected_version=1, today=cast.TODAY)
    response = browser(cast.office()).get(address(update))
    assert [(each.label, each.old, each.new) for each in response.context["review"].changes] == [
        ("Titel", "Maßnahme 1.1", "Städtedialog mit Bristol")
    ]
    assert "Die Maßnahme wurde geändert, nachdem dieser Sachstand geschrieben wurde" in text_of(response)


def test_review_of_an_untouched_measure_says_nothing_of_changes():
    response = browser(cast.office()).get(address(submitted()))
    assert "Die Maßnahme wurde geändert" not in text_of(response)


def test_draft_is_not_for_the_office_to_read():
    update = save_draft(None, **draft_of(cast.measure()))
    response = browser(cast.office()).get(address(update))
    assert b"Bristol" not in response.content
    assert "arbeitet noch an diesem Sachstand" in text_of(response)


def test_decided_update_offers_no_decision():
    update = submitted()
    approve_update(None, update=update, expected_version=1, measure_version=1, today=cast.TODAY)
    response = browser(cast.office()).get(address(update))
    assert (response.status_code, b"measure_version" in response.content) == (200, False)


# --- Decisions ---


def test_approved_update_is_public_and_says_who_approved():
    office_account, update = cast.office(), submitted()
    response = decide(browser(office_account), update, "approve")
    assert (response.status_code, response.url) == (302, LIST)
    assert (states(), Measure.objects.as_of(cast.TODAY).get().progress) == (["approved"], Progress.IN_PROGRESS)
    assert MeasureUpdate.objects.get().history.first().history_user == office_account
    assert update.measure.status_changes.get(progress=Progress.IN_PROGRESS).actor == office_account


def test_returned_update_goes_back_with_its_comment(mailoutbox, django_capture_on_commit_callbacks):
    contact = cast.contact()
    measure = cast.measure(contact=contact)
    update = submit_update(contact, **draft_of(measure))
    with django_capture_on_commit_callbacks(execute=True):
        decide(browser(cast.office()), update, "return", comment="Bitte das Datum nennen.")
    stored = MeasureUpdate.objects.get()
    assert (stored.state, stored.comment) == (UpdateState.RETURNED, "Bitte das Datum nennen.")
    assert [mail.to for mail in mailoutbox] == [[contact.email]]


def test_return_without_a_comment_is_refused_on_the_page():
    response = decide(browser(cast.office()), submitted(), "return", comment=" \u202e ")
    assert (response.status_code, states()) == (422, ["submitted"])
    assert "Bitte schreiben Sie, was zu ändern ist." in text_of(response)


def test_comment_that_is_too_long_comes_back_whole():
    response = decide(browser(cast.office()), submitted(), "return", comment="W" * 20_001)
    assert (response.status_code, states()) == (422, ["submitted"])
    assert form_data(response, having="comment")["comment"] == ["W" * 20_001]


def test_second_decision_from_an_old_page_changes_nothing_and_shows_the_state_of_now():
    update = submitted()
    one, two = browser(cast.office()), browser(cast.person("buero2@example.org", Role.OFFICE))
    old = form_data(two.get(address(update)), having="comment")
    decide(one, update, "approve")
    response = two.post(address(update, "return"), old | {"comment": "Bitte ändern."})
    assert (response.status_code, states()) == (409, ["approved"])
    assert "Inzwischen wurde etwas geändert" in text_of(response)


def test_approval_of_what_changed_since_the_page_was_opened_is_refused():
    update = submitted()
    client = browser(cast.office())
    old = form_data(client.get(address(update)), having="measure_version")
    Measure.objects.update(version=2)
    response = client.post(address(update, "approve"), old)
    assert (response.status_code, states()) == (409, ["submitted"])


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30])
def test_version_that_is_none_is_a_conflict(version):
    update = submitted()
    fields = {"version": version, "measure_version": version}
    response = browser(cast.office()).post(address(update, "approve"), fields)
    assert (response.status_code, states()) == (409, ["submitted"])


def test_milestone_moved_meanwhile_is_told_by_its_name():
    measure = cast.measure()
    milestone = cast.milestone(measure, dt.date(2027, 3, 1))
    done = MilestoneContent(
        milestone_id=milestone.pk, outcome=MilestoneOutcome.DONE, old_due=milestone.due, done_on=cast.TODAY
    )
    update = submit_update(None, **draft_of(measure, UpdateContent(**COMPLETE.__dict__ | {"milestones": (done,)})))
    milestone.due = dt.date(2027, 4, 1)
    milestone.save()
    response = decide(browser(cast.office()), update, "approve")
    assert (response.status_code, states()) == (422, ["submitted"])
    assert "Der Meilenstein „Konzept liegt vor“ wurde nach dieser Meldung geändert." in text_of(response)


def test_decisions_are_made_by_post_alone():
    update = submitted()
    client = browser(cast.office())
    answers = [client.get(address(update, name)).status_code for name in ("approve", "return")]
    assert (answers, states()) == ([405, 405], ["submitted"])


def test_contact_cannot_approve_the_own_update():
    contact = cast.contact()
    update = submit_update(contact, **draft_of(cast.measure(contact=contact)))
    fields = {"version": update.version, "measure_version": 1}
    response = browser(contact).post(address(update, "approve"), fields)
    assert (response.status_code, states()) == (404, ["submitted"])


def test_update_of_an_unknown_id_is_not_found():
    client = browser(cast.office())
    answers = [client.get(f"{LIST}{key}/change/").status_code for key in ("999", "abc", "9" * 40)]
    assert answers == [404, 404, 404]
