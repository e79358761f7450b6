"""Two people write the same update: nothing is overwritten, and the second one sees both texts."""

import datetime as dt

import pytest

from hannover_intl.organisation.choices import Role
from measures.choices import RoundState, UpdateState
from measures.merging import Merge
from measures.models import MeasureUpdate, MilestoneReport, ReportingRound
from measures.services.content import MilestoneContent, UpdateContent
from tests import cast
from tests.pages import form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/"
COMPLETE = {"progress": "in_progress", "achieved": "Auftakt mit Bristol", "next_steps": "Programm abstimmen"}
DUE = dt.date(2027, 3, 1)


@pytest.fixture
def measure():
    cast.reporting_round()
    return cast.measure("1.1")


@pytest.fixture
def contact(sign_in, measure):
    return sign_in(cast.contact())


@pytest.fixture
def deputy(sign_in, measure):
    return sign_in(cast.person("vertretung@example.org", Role.DEPUTY, measure.lead_unit))


def opened(browser) -> dict:
    return form_data(browser.get(PAGE), having="version")


def press(browser, data, action="draft", **fields):
    return browser.post(PAGE, {**data, **fields, "action": action})


def test_second_writer_sees_both_texts_and_nothing_is_overwritten(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Fassung der Vertretung")
    response = press(contact, mine, achieved="Fassung der Ansprechperson")
    assert response.status_code == 409
    assert "vertretung hat diesen Sachstand gespeichert, während Sie geschrieben haben" in text_of(response)
    assert "Gespeichert: Was wurde erreicht? Fassung der Vertretung" in text_of(response)
    assert form_data(response, having="version")["achieved"] == ["Fassung der Ansprechperson"]
    assert MeasureUpdate.objects.get().achieved == "Fassung der Vertretung"


def test_second_writer_merges_and_saves(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Eins")
    merged = form_data(press(contact, mine, achieved="Zwei"), having="version")
    assert press(contact, merged, achieved="Eins und zwei").status_code == 302
    assert MeasureUpdate.objects.get().achieved == "Eins und zwei"


def test_third_writer_during_the_merge_is_a_conflict_again(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Eins")
    merged = form_data(press(contact, mine, achieved="Zwei"), having="version")
    press(deputy, opened(deputy), achieved="Drei")
    assert press(contact, merged, achieved="Eins und zwei").status_code == 409
    assert MeasureUpdate.objects.get().achieved == "Drei"


def test_field_that_only_they_changed_keeps_their_text(contact, deputy):
    press(contact, opened(contact), **COMPLETE)
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Neu von der Vertretung")
    response = press(contact, mine, next_steps="Neu von der Ansprechperson")
    merged = form_data(response, having="version")
    assert (merged["achieved"], merged["next_steps"]) == (["Neu von der Vertretung"], ["Neu von der Ansprechperson"])
    assert "Sie hatten hier nichts geändert. Übernommen ist die gespeicherte Fassung." in text_of(response)


def test_fields_on_which_both_agree_go_along_unseen(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, **COMPLETE, obstacles="Personal")
    response = press(contact, mine, **COMPLETE, obstacles="Geld")
    assert text_of(response).count("Gespeichert:") == 1
    press(contact, form_data(response, having="version"), "submit")
    update = MeasureUpdate.objects.get()
    assert (update.state, update.achieved, update.obstacles) == (UpdateState.SUBMITTED, "Auftakt mit Bristol", "Geld")


def test_answers_about_milestones_are_compared_too(contact, deputy, measure):
    both, only_theirs = (cast.milestone(measure, DUE, title) for title in ("Gegenbesuch", "Fachtag"))
    mine, theirs = opened(contact), opened(deputy)
    outcome = f"milestone-{both.pk}-outcome"
    done = {f"milestone-{m.pk}-{key}": value for m in (both, only_theirs) for key, value in DONE.items()}
    press(deputy, theirs, **done)
    response = press(contact, mine, **{outcome: "moved", f"milestone-{both.pk}-new_due": "2027-06-01"})
    assert response.status_code == 409
    assert "Gespeichert: Gegenbesuch erreicht am 02.11.2026" in text_of(response)
    merged = form_data(response, having="version")
    assert (merged[outcome], merged[f"milestone-{only_theirs.pk}-outcome"]) == (["moved"], ["done"])
    press(contact, merged)
    stored = MilestoneReport.objects.values_list("milestone__title", "outcome")
    assert dict(stored) == {"Gegenbesuch": "moved", "Fachtag": "done"}


DONE = {"outcome": "done", "done_on": "2026-11-02"}


def test_same_text_sent_twice_is_no_conflict(contact):
    data = opened(contact)
    press(contact, data, **COMPLETE)
    response = press(contact, data, **COMPLETE)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert "Diese Angaben waren schon gespeichert." in text_of(contact.get(PAGE))
    assert MeasureUpdate.objects.get().version == 1


@pytest.mark.parametrize("second", ["submit", "draft"])
def test_submission_sent_twice_is_no_conflict(contact, measure, second):
    milestone = cast.milestone(measure, DUE)
    answers = {f"milestone-{milestone.pk}-{key}": value for key, value in DONE.items()}
    data = opened(contact)
    press(contact, data, "submit", **COMPLETE, **answers)
    response = press(contact, data, second, **COMPLETE, **answers)
    assert (response.status_code, response["Location"]) == (302, "/meine-massnahmen/")
    assert MeasureUpdate.objects.get().version == 1


def test_submission_of_what_was_just_saved_as_a_draft_goes_through(contact):
    data = opened(contact)
    press(contact, data, "draft", **COMPLETE)
    assert press(contact, data, "submit", **COMPLETE)["Location"] == "/meine-massnahmen/"
    assert MeasureUpdate.objects.get().state == UpdateState.SUBMITTED


@pytest.mark.parametrize("action", ["draft", "submit"])
def test_text_after_a_colleague_submitted_is_shown_beside_what_was_sent(contact, deputy, action):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, "submit", **COMPLETE)
    response = press(contact, mine, action, **(COMPLETE | {"achieved": "Meine Fassung"}))
    assert response.status_code == 409
    text = text_of(response)
    assert "Dieser Sachstand wurde inzwischen von jemand anderem eingereicht." in text
    assert "Meine Fassung" in text
    assert "Auftakt mit Bristol" in text
    assert MeasureUpdate.objects.get().achieved == "Auftakt mit Bristol"


def test_version_of_nothing_is_answered_with_the_text_still_there(contact):
    response = press(contact, opened(contact), version="7", achieved="Mein Text")
    assert response.status_code == 409
    data = form_data(response, having="version")
    assert (data["version"], data["achieved"]) == (["0"], ["Mein Text"])


def test_wrong_version_can_not_overwrite_after_an_error(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Fassung der Vertretung")
    response = press(contact, mine, "submit", version="kaputt", **COMPLETE)
    assert response.status_code == 422
    assert press(contact, form_data(response, having="version"), "submit").status_code == 409


def test_conflict_in_a_round_that_closed_shows_what_was_typed(contact, deputy):
    mine, theirs = opened(contact), opened(deputy)
    press(deputy, theirs, achieved="Fassung der Vertretung")
    ReportingRound.objects.update(state=RoundState.CLOSED)
    response = press(contact, mine, achieved="Meine Fassung")
    assert response.status_code == 409
    assert "Die Berichtsrunde ist geschlossen." in text_of(response)
    assert "Meine Fassung" in text_of(response)


def test_proposal_keeps_what_each_side_changed():
    done, moved = (MilestoneContent(pk, "done", DUE) for pk in (1, 2))
    merge = Merge(
        base=UpdateContent(progress="planning", achieved="alt", obstacles="alt"),
        theirs=UpdateContent(progress="in_progress", achieved="ihr", obstacles="alt", milestones=(done,)),
        yours=UpdateContent(progress="planning", achieved="dein", obstacles="", milestones=(moved,)),
    )
    proposal = merge.proposal
    assert (proposal.progress, proposal.achieved, proposal.obstacles) == ("in_progress", "dein", "")
    assert set(proposal.milestones) == {done, moved}
    assert (merge.fields, merge.milestones) == (["progress", "achieved", "obstacles"], {1, 2})
